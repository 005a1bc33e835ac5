/** Sentences about a Go program's own table and about what its variables hold, in Chinese. */
import { chineseLiveImageOf } from '../../consumers/chinese/programs.ts';
import type { KeyFinding, ProgramFacts } from '../../consumers/model.ts';
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t } from '../../elf/chinese.ts';
import type * as english from '../english/program.ts';
import { hex, shown } from '../format.ts';

type Held = NonNullable<KeyFinding['held']>;

const foundBy: Readonly<Record<ProgramFacts['foundBy'], readonly string[]>> = {
  symbols: ['键、哈希值和变量都读自程序本身，在符号 runtime.vdso* 处。'],
  pattern: ['键和哈希值都读自程序本身，在其数据中形似 vDSO 键的位置。', '变量的名称取自该架构的 Go 源码。'],
  none: [],
};

const noBuildInfo = '它没有构建信息：版本未知，按最新版本说明其查找方式。';

function heldText({ value, expected }: Held): string {
  return value === expected ? `${hex(value)}，与预期相同` : `${hex(value)}，预期是 ${hex(expected)}`;
}

function heldOtherwise(held: Held, variable: string | undefined, pid: number | undefined): string {
  const who = t`进程 ${pid ?? ''} 的 ${variable ?? '变量'}`;
  const reason =
    held.value === 0n
      ? '它还没有运行启动代码，或者因某次调用失败而放弃了 vDSO'
      : '它启动时 vDSO 映射在别处，或是另一个 vDSO（从检查点恢复，或有跟踪器）';
  return t`${who} 是 ${hex(held.value)}，而预期是 ${hex(held.expected)}：${reason}。`;
}

export const chineseProgram: Catalogue<typeof english> = {
  programNotes({ goVersion, path, foundBy: how }) {
    if (goVersion === '') return [noBuildInfo, ...foundBy[how]];
    const what = path === undefined ? '' : `从包 ${shown(path)} `;
    return [`其构建信息表明，它${what}由 ${shown(goVersion)} 构建。`, ...foundBy[how]];
  },
  byPattern: '程序没有符号表：它的键是根据数据中的模式找到的。',
  searchedText: (process) => `它的键在${chineseLiveImageOf(process)}中查找，而不是在此文件中。`,
  heldText,
  heldLine: (held, variable, pid) =>
    held.value === held.expected ? `其变量是 ${heldText(held)}` : heldOtherwise(held, variable, pid),
  heldOtherwise,
};
