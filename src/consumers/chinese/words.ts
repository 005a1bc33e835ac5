/** Words that the Chinese sentences of this layer share. */
import { chineseText as t } from '../../elf/chinese.ts';
import type { IndexedPart, Maker, MemoryPart, SinglePart } from '../reasons.ts';

export const chineseMakers: Readonly<Record<Maker, string>> = {
  linux: 'Linux',
  uml: 'User-mode Linux',
  gvisor: 'gVisor',
  rr: 'rr',
  qemu: 'QEMU 用户模式',
  wsl1: 'WSL1',
  unknown: '未知',
};

const singleParts: Readonly<Record<SinglePart, string>> = {
  note: '一条注释',
  'note-name': '一条注释的名称',
  'version-name': '一个版本定义的名称',
  'eh-frame': '.eh_frame 的第一条记录',
  'eh-frame-hdr': '.eh_frame_hdr',
  'gnu-chains': 'DT_GNU_HASH 的链',
  'sysv-nbucket': 'DT_HASH 的 nbucket',
  'sysv-nchain': 'DT_HASH 的 nchain',
  'sysv-chains': 'DT_HASH 的链',
};

const indexedParts: Readonly<Record<IndexedPart, (index: number) => string>> = {
  'program-header': (index) => `程序头 ${index}`,
  'section-header': (index) => `节头 ${index}`,
  'section-name': (index) => `节 ${index} 的名称`,
  'dynamic-entry': (index) => `动态段条目 ${index}`,
  symbol: (index) => `符号 ${index}`,
  'symbol-name': (index) => `符号 ${index} 的名称`,
  'symbol-version': (index) => `符号 ${index} 的版本索引`,
  'gnu-bucket': (index) => `DT_GNU_HASH 的桶 ${index}`,
  'gnu-chain-word': (index) => `符号 ${index} 的链字`,
  'bloom-word': (index) => `布隆字 ${index}`,
  'sysv-bucket': (index) => `DT_HASH 的桶 ${index}`,
  'sysv-chain-entry': (index) => `DT_HASH 的链条目 ${index}`,
};

/** What was read, within a sentence. */
export function chinesePart({ what, of }: { readonly what: MemoryPart; readonly of?: MemoryPart }): string {
  return of === undefined ? nameOf(what) : t`${nameOf(of)} 的 ${nameOf(what)}`;
}

function nameOf(part: MemoryPart): string {
  if (typeof part === 'string')
    return Object.hasOwn(singleParts, part) ? singleParts[part as SinglePart] : part;
  const [kind, which] = part;
  return kind === 'start' ? `${which} 的开头` : indexedParts[kind](which);
}

/** A name read from the image, or that there is none. */
export function chineseQuoted(name: string): string {
  return name === '' ? '空' : `“${name}”`;
}
