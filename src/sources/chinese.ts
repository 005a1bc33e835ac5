/** The Chinese sentences of this layer, beside english.ts. */
import { hex } from '../elf/bytes/hex.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { Catalogue, Sentences } from '../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../elf/chinese.ts';
import { chineseContainerSentences } from './containers/chinese.ts';
import type { fileKinds, SourcesCatalogue } from './english.ts';
import type { OfProcess, SourceFailures } from './failures.ts';

const { bytes, count, label } = zh;

const process = ({ pid, own }: OfProcess) => zh.process({ pid, own });

export const chineseFileKinds: Catalogue<typeof fileKinds> = {
  directory: '文件夹',
  fifo: '命名管道',
  socket: '套接字',
  characterDevice: '字符设备',
  blockDevice: '块设备',
  other: '既非文件也非文件夹的东西',
};

const yama: Readonly<Record<number, string>> = {
  1: '只有父进程可以读取它的内存；请从这里启动它、以 root 读取，或把 kernel.yama.ptrace_scope 设为 0',
  2: '只有具备 CAP_SYS_PTRACE 的进程可以读取其他进程的内存；请以 root 读取，或把 kernel.yama.ptrace_scope 设为 0',
  3: '在下次启动之前，谁都不能读取其他进程的内存；同一台机器上的 64 位程序共用一个映像，因此本机映像通常就够用',
};

/** What leaves 32-bit programs of a 64-bit kernel without an image, as english.ts has it. */
const withoutNarrow: Readonly<Record<string, string>> = {
  arm64: '64 位 ARM 内核只有启用 CONFIG_COMPAT_VDSO 才有供 32 位程序使用的映像：此内核构建时没有启用',
  arm: '64 位 ARM 内核只有启用 CONFIG_COMPAT_VDSO、32 位内核只有启用 CONFIG_VDSO 才有供 32 位程序使用的映像：此内核构建时没有启用',
  x64: '内核以 vdso32=0 启动，32 位程序因此没有映像',
  ia32: '内核以 vdso32=0 启动（32 位内核则是 vdso=0）',
  ppc64: '内核构建时没有启用 CONFIG_VDSO32，即供 32 位程序使用的映像',
  s390x: 'Linux 7.2 及更新的版本没有供 31 位程序使用的映像',
};

function whyNone({ narrow, arch }: SourceFailures['noVdso']): string {
  const reason = narrow && Object.hasOwn(withoutNarrow, arch) ? withoutNarrow[arch] : undefined;
  return reason ?? '内核以 vdso=0 启动，或没有此架构的映像';
}

const failures: Sentences<SourceFailures> = {
  inBrowser: () =>
    'VS Code 正在浏览器中运行，背后没有可以读取其进程的机器。请改为打开一个映像或其他 ELF 文件。',
  notLinux: ({ platform }) =>
    `只有 Linux 会把 vDSO 映射到进程中，而本机运行的是 ${platform}。请改为打开一个映像或其他 ELF 文件。`,
  noProc: (of) =>
    t`/proc 中没有 ${process(of)}：这里没有挂载 /proc，或它属于另一个 PID 命名空间。没有它就找不到任何进程的 vDSO；请挂载它，或改为打开文件。`,
  noSuchProcess: ({ pid }) => `没有进程 ${pid}：它已结束，或 /proc 对当前用户隐藏了它（挂载选项 hidepid）。`,
  zombie: (of) => t`${process(of)} 已结束，正等待父进程回收：它没有可读的内存。`,
  kernelThread: (of) => t`${process(of)} 是内核线程：它没有用户态内存，因此没有 vDSO。请选择另一个进程。`,
  otherUser: ({ pid, uid, ownUid, file }) =>
    `无法读取 ${file}：进程 ${pid} 属于用户 ${uid}，而当前用户是 ${ownUid}${
      ownUid === 0 ? '，且没有 CAP_SYS_PTRACE' : ''
    }。请以该用户身份运行，或带 CAP_SYS_PTRACE 运行。`,
  notDumpable: (of) =>
    t`无法读取 ${of.file}：${process(of)} 不可转储（set-user-ID 或特权程序，或用 prctl 作了此要求），因此它在 /proc 中的文件属于 root。请以 root 读取。`,
  moreCapable: (of) =>
    t`无法读取 ${of.file}：${process(of)} 具有当前进程没有的权能。请带 CAP_SYS_PTRACE 运行。`,
  yama: (of) =>
    `无法读取 ${of.file}：Yama 安全模块的 ptrace_scope 是 ${of.scope}：${yama[of.scope] ?? '不能读取其他进程的内存'}。`,
  accessRefused: (of) =>
    t`无法读取 ${of.file}（${of.errno}），尽管用户和权能都允许：可能是安全模块（SELinux、AppArmor、Landlock）或 /proc 的挂载选项拒绝，也可能是 ${process(of)} 属于此处之外的用户命名空间。`,
  procFileMissing: (of) =>
    t`${of.file} 不存在或没有内容，尽管 ${process(of)} 正在运行：此内核或沙箱不提供它，因此这里无法读取 vDSO。`,
  procFailed: (of) => `无法读取 ${of.file}（${of.errno}）。`,
  auxvMalformed: (of) =>
    t`${process(of)} 的辅助向量（${bytes(of.size)}）既不是由 8 字节的字也不是由 4 字节的字组成，无法从中取得 vDSO 的地址。`,
  noVdso: (of) =>
    t`${process(of)} 没有 vDSO：它的辅助向量中没有 AT_SYSINFO_EHDR。${whyNone(of)}，或者被沙箱、模拟器、跟踪器隐藏。此时每次时钟调用都是系统调用。`,
  baseNotMapped: (of) =>
    t`${process(of)} 的 AT_SYSINFO_EHDR 是 ${hex(of.base)}，但那里没有映射：vDSO 已取消映射或已移动，或者该进程刚刚启动了另一个程序。`,
  noSuchImage: (of) =>
    t`${process(of)} 没有第 ${String(of.number)} 个映像：它有 ${count(of.images)} 个映像。`,
  mappingTooLarge: (of) =>
    t`${process(of)} 中 AT_SYSINFO_EHDR 所指、位于 ${hex(of.base)} 的映射长达 ${bytes(of.size)}。vDSO 都不超过 ${bytes(of.limit)}，因此没有读取。`,
  addressTooHigh: (of) =>
    t`${process(of)} 的地址 ${hex(of.address)} 超过 2^63，文件位置无法表示：不能通过 /proc 读取。`,
  memoryUnreadable: (of) =>
    t`无法读取 ${process(of)} 位于 ${hex(of.address)} 的内存（${of.mapping === '' ? '未命名的映射' : shown(of.mapping)}）（${of.errno}）：内核只让进程自己读取这种页。对 vDSO 的数据页（[vvar]）这是正常的。`,
  fileNotFound: ({ path }) => `${shown(path)} 不存在。`,
  fileAccess: ({ path, errno }) =>
    `当前用户无法读取 ${shown(path)}（${errno}）：请检查该文件及其上层文件夹的权限。`,
  fileIsDirectory: ({ path }) => `${shown(path)} 是文件夹。请选择其中的文件。`,
  fileNotRegular: ({ path, kind }) =>
    `${shown(path)} 是${chineseFileKinds[kind]}：只有普通文件才能在任意位置读取。请把内容复制到文件中再打开。`,
  fileEmpty: ({ path }) => `${shown(path)} 是空的（0 字节）：没有内容可显示。`,
  fileTooLarge: ({ path, size }) =>
    `${shown(path)} 自称有 ${bytes(size)}：超过 2^53 的位置无法区分，因此没有读取。`,
  fileReplaced: ({ path }) => `打开 ${shown(path)} 期间它被另一个文件替换了。请重试。`,
  fileFailed: ({ path, errno }) => `无法打开 ${shown(path)}（${errno}）。`,
  folderFailed: ({ path, errno }) => t`无法列出文件夹 ${shown(path)}（${errno}）。`,
  fileReadFailed: ({ path, offset, errno }) =>
    `无法读取 ${shown(path)} 的偏移 ${hex(offset)} 处（${errno}）：文件所在的磁盘、网络或设备出错。`,
  endsEarly: ({ label: of, size, read }) =>
    t`${label(of)} 应有 ${bytes(size)}，但在 ${count(read)} 之后就结束了：打开后它变短了。`,
  readTooLarge: ({ label: of, length }) => t`${label(of)} 的 ${bytes(length)} 无法一次放进内存。`,
  closed: ({ label: of }) => t`${label(of)} 已关闭。请重新打开。`,
};

export const sourcesChinese: SourcesCatalogue = { failures, containerNotices: chineseContainerSentences };
