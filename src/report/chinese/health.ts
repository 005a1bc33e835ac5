/** Whether an image is healthy, as far as it was checked. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/health.ts';

const { count } = zh;

function counted(errors: number, warnings: number, notes: number): string[] {
  return [
    ...(errors > 0 ? [`${count(errors)} 个错误`] : []),
    ...(warnings > 0 ? [`${count(warnings)} 个警告`] : []),
    ...(notes > 0 ? [`${count(notes)} 个提示`] : []),
  ];
}

export const chineseHealth: Catalogue<typeof english> = {
  healthInShort(errors, warnings, notes) {
    if (errors + warnings + notes === 0) return '健康';
    return zh.list(errors + warnings === 0 ? counted(0, 0, notes) : counted(errors, warnings, 0));
  },
  healthText(errors, warnings, notes) {
    if (errors + warnings + notes === 0) return '健康：没有发现问题。';
    const found = zh.list(counted(errors, warnings, notes));
    if (errors > 0) return `${found}：读取此映像的程序可能失败或被误导。`;
    return warnings > 0 ? `${found}：不同程序对此映像的解读可能不一致。` : `${found}：少见，但合法。`;
  },
  checking: {
    health: '正在检查名称和哈希表…',
    inShort: '正在检查…',
    sentence: '这是一个大映像的前几行。它的名称和哈希表仍在读取和检查；完成后立即显示。',
  },
};
