/** What cells and rows say, and tables of what they leave out. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/rows.ts';
import { shown } from '../format.ts';

const { bytes, count } = zh;

export const chineseRows: Catalogue<typeof english> = {
  versionKinds: { definition: '定义', need: '需求' },
  noteText({ meaning }) {
    switch (meaning?.kind) {
      case 'build-id':
        return `构建 ID ${meaning.id}`;
      case 'linux-version':
        return `Linux ${meaning.release}`;
      case 'build-salt':
        return `构建盐值 ${shown(meaning.salt)}`;
      case undefined:
        return '';
    }
  },
  moreNames: (more) => `另有 ${count(more)} 个`,
  moreBytes: (first, rest) => `${first} … 另有 ${bytes(rest)}`,
  notThere: (index) => `此表中没有第 ${index} 行。`,
  symtabOffer: (symbols) =>
    symbols === undefined ? '没有加载 .symtab 中的静态符号。' : `.symtab 中还有 ${count(symbols)} 个符号。`,
  rowsLeftOut: (rows) => `… 此处略去另外 ${count(rows)} 行：表的长度与文件大小成比例。编辑器会显示全部。`,
};
