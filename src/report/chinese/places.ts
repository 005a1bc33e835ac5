/** Where something lies: in the file, in its process, in the memory map. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/places.ts';
import { hex } from '../format.ts';

const { bytes, count } = zh;

export const chinesePlaces: Catalogue<typeof english> = {
  range: (offset, length) => `${hex(offset)} – ${hex(offset + length)} · ${bytes(length)}`,
  bytesFrom: (offset, length) => `${hex(offset)} · ${bytes(length)}`,
  atOffset: (offset) => `文件偏移 ${hex(offset)}`,
  bytesTitle: (offset, length) => `${hex(offset)} 处的 ${bytes(length)}`,
  onlyPart: (shownBytes, wanted) => `${bytes(wanted)}中的前 ${count(shownBytes)} 字节。`,
  inProcess: (address, pid) =>
    pid === undefined ? `在其进程中是 ${address}` : `在进程 ${pid} 中是 ${address}`,
  addressWords: (pid) => [
    pid === undefined ? '在其进程中的地址' : `在进程 ${pid} 中的地址`,
    '变量在该进程（且仅在该进程）中的值：加载偏移 + 值。',
  ],
  elfAddressNote: (vaddr) => `它的链接地址是 ${vaddr}，与文件偏移不同：此处地址和偏移不一致。`,
  wholeImage: '映像',
  gapLabel: '不属于任何表',
  regionsLeftOut: (regions) => `另有 ${count(regions)} 个较小的区域没有画出；各表列出了全部区域。`,
};
