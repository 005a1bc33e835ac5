/** Sentences about what lies at an address, in Chinese. */
import { shown } from '../../elf/bytes/printable.ts';
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/address.ts';
import { fromStartText, symbolAndOffset } from '../english/address.ts';
import { type AddressReading, type SymbolHit, saidAliases } from '../facts/resolveAddress.ts';
import { hex, repeated } from '../format.ts';

export const chineseAddress: Catalogue<typeof english> = {
  notAnAddress: (text) =>
    `地址应是 0x7ffd1234 这样的十六进制数，或从映像开头算起的 [vdso]+0x1af0；“${shown(text)}”不是地址。`,
  symbolAndOffset,
  addressTitle(resolution) {
    switch (resolution.kind) {
      case 'symbol':
        return symbolAndOffset(resolution.hit);
      case 'no-symbol':
        return '没有符号';
      case 'mapping':
        if (resolution.inFile?.hit === undefined) return shown(resolution.name) || '未命名的映射';
        return `${shown(resolution.name)} 中的 ${symbolAndOffset(resolution.inFile.hit)}`;
      case 'outside':
      case 'object-file':
        return '不在此映像中';
    }
  },
  addressNotes: {
    takenAs,
    symbolPlace,
    alsoNamed,
    noneBefore: '没有符号从它或它之前开始。',
    unread: '没有搜索静态符号（.symtab）。',
    anotherMapping({ perms, offset, inFile }) {
      const where = `它位于此进程的另一个映射（${shown(perms)}）中，在映像之外`;
      if (offset === undefined) return `${where}。`;
      const at = `${where}：在该文件的偏移 ${hex(offset)} 处`;
      return inFile === undefined
        ? `${at}，可以打开那个文件来查看。`
        : `${at}，链接地址是 ${hex(inFile.vaddr)}。`;
    },
    dataPages: '它位于映像旁边的映射：内核的数据页中没有代码，也没有符号。',
    anotherVdso:
      '它位于此进程的另一个 vDSO，不是这里显示的映像。从检查点恢复的进程或被跟踪的进程可能有两个：概况中的“映像”说明哪个程序用哪一个。',
    outsideProcess:
      '它既不是此进程中位于映像之内的地址，也不是相对于映像的地址。其他进程的地址只有在那个进程中才有意义：请打开那个进程。',
    outsideFile: '文件中没有段包含它。运行中进程的地址必须先换算成相对于文件的地址：减去文件的加载地址。',
    objectFile: '目标文件还没有地址：它的每个节都从 0 开始。',
  },
  fromStartText,
};

function alsoNamed(hit: SymbolHit): string {
  const { names: said, rest } = saidAliases(hit);
  const names = said.map((name) => shown(repeated(name)));
  return rest === 0
    ? `又名 ${zh.andList(names)}。`
    : `又名 ${zh.list(names)}，以及另外 ${zh.count(rest)} 个名称。`;
}

function takenAs(reading: AddressReading, vaddr: bigint): string {
  switch (reading) {
    case 'absolute':
      return `这是该进程的地址：在映像中是 ${hex(vaddr)}。`;
    case 'image':
      return `按相对于映像的地址处理：${hex(vaddr)}。`;
    case 'offset':
      return `按距映像开头的距离处理：链接地址是 ${hex(vaddr)}。`;
  }
}

function symbolPlace({ name, value, size, offset, place: where }: SymbolHit): string {
  const who = `${shown(name)} 从 ${hex(value)} 开始`;
  switch (where) {
    case 'inside':
      return `${who}，有 ${zh.bytes(size)}。`;
    case 'beyond':
      return `${who}，在该地址之前 ${zh.bytes(offset - size + 1n)} 处结束：没有符号覆盖它，这是它之前最近的符号。`;
    case 'unsized':
      return `${who}，没有说明长度：它是该地址之前最近的符号。`;
  }
}
