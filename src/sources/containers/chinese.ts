/** The Chinese sentences of notices, beside english.ts. */
import { hex } from '../../elf/bytes/hex.ts';
import { shown } from '../../elf/bytes/printable.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import { memberName } from './english.ts';
import type { ContainerNotices } from './notices.ts';

const { bytes, byteSize, count } = zh;

/** As english.ts has it, the outermost first. */
function place(members: readonly string[]): string {
  return members.length === 0 ? '文件' : members.map(memberName).join(' 中的 ');
}

/** Of what the notices of a walk are about. */
function folder(members: readonly string[]): string {
  return members.length === 0 ? '文件夹' : place(members);
}

export const chineseContainerSentences: Sentences<ContainerNotices> = {
  damaged: ({ members, format, offset }) =>
    t`${place(members)} 已损坏：字节 ${hex(offset)} 处的内容不可能出现在 ${shown(format)} 格式的文件中。在它之前的内容已查看。`,
  cutShort: ({ members, format, size }) =>
    t`${place(members)} 不完整：它在 ${bytes(size)} 之后结束，而那里的 ${shown(format)} 内容尚未结束。在它之前的内容已查看。`,
  cannotUnpack: ({ members, format }) =>
    t`${place(members)} 由 ${format} 压缩，这里无法解压：请用 ${format} 程序解压，再打开得到的文件。`,
  unknownFilter: ({ members, filter }) =>
    t`${place(members)} 由 xz 压缩并使用了过滤器 ${hex(filter)}，这里不支持它：请用 xz 程序解压，再打开得到的文件。`,
  windowTooLarge: ({ members, format, window, limit }) =>
    t`${place(members)} 由 ${format} 压缩，解压时需要同时保留 ${byteSize(window)}；最多只能为它保留 ${byteSize(limit)}，因此其后的内容没有查看。`,
  memberTooLarge: ({ members, limit }) =>
    t`${place(members)} 超过了可为它同时保留的 ${byteSize(limit)}：只查看了这一部分。`,
  passedTooMany: ({ members, limit }) =>
    t`${place(members)} 解压后超过 ${byteSize(limit)}：其后的内容没有查看。`,
  inflatesTooMuch: ({ members, packed, unpacked, ratio }) =>
    t`没有继续查看 ${place(members)}：它开头的 ${bytes(packed)} 解压后成为 ${bytes(unpacked)}，超过 ${count(ratio)} 倍，像是为耗尽内存而制作的文件。`,
  nestedTooDeep: ({ members, limit }) =>
    t`没有查看 ${place(members)}：它是位于 ${count(limit)} 层其他容器之中的容器。`,
  payloadOutside: ({ members, offset, length, size }) =>
    t`${place(members)} 是内核，其头部声称压缩的内容从字节 ${hex(offset)} 开始、长 ${bytes(length)}，但总共只有 ${bytes(size)}。因此改为搜索。`,
  tooManyPlaces: ({ members, limit }) =>
    t`${place(members)} 中看起来像映像的位置超过 ${count(limit)} 处：其余的没有查看。`,
  tooManyPayloads: ({ members, limit }) =>
    t`${place(members)} 中看起来像压缩内容的位置超过 ${count(limit)} 处：其余的没有尝试。`,
  listFull: ({ members, limit }) =>
    t`${place(members)} 中的映像或无法查看的内容太多，它们的列表超过 ${byteSize(limit)}：其后的内容没有查看。`,
  thinArchive: ({ members }) =>
    t`${place(members)} 是精简归档：它只列出属于它的文件，自身不含任何文件。请查看那些文件，或它们所在的文件夹。`,
  sparseMember: ({ members, name }) =>
    t`${place([...members, name])} 保存时去掉了空洞，因此没有查看它：请用 tar 取出后再打开。`,
  coreImageMissing: ({ members, base }) =>
    t`${place(members)} 声称其进程的映像位于 ${hex(base)}（AT_SYSINFO_EHDR），但没有那里的内存：它不完整或经过过滤，或者映像已被解除映射。因此改为搜索已有的内存。`,
  coreImageTooLarge: ({ members, base, size, limit }) =>
    t`${place(members)} 声称其进程的映像位于 ${hex(base)}（AT_SYSINFO_EHDR），而那里的内存长达 ${bytes(size)}：映像都不超过 ${bytes(limit)}。因此改为搜索其他内存。`,
  coreImageNoElf: ({ members, base }) =>
    t`${place(members)} 声称其进程的映像位于 ${hex(base)}（AT_SYSINFO_EHDR），但那里的内容不是 ELF 文件的开头。因此改为搜索其他内存。`,
  coreRangesLeft: ({ members, limit }) =>
    t`${place(members)} 没有说明其进程的映像在哪里，而可能是映像的内存超过 ${count(limit)} 段：其余的没有查看。`,
  folderFull: ({ members, limit }) =>
    t`${folder(members)} 中的文件超过 ${count(limit)} 个：其余的没有查看。请指定其中的一个文件夹。`,
  linksLeft: ({ members, count: left }) =>
    t`${folder(members)} 中有 ${count(left)} 个符号链接，没有跟随它们：它们指向的内容在其所在处查看。`,
  devicesLeft: ({ members, count: left }) =>
    t`${folder(members)} 中有 ${count(left)} 个文件夹没有进入：那里挂载了其他设备，或者它们属于内核（/proc、/sys、/dev）。`,
  unreadableLeft: ({ members, count: left }) =>
    t`${folder(members)} 中有 ${count(left)} 个文件或文件夹当前用户无法读取，或者已经不在。`,
};
