import { hex } from '../elf/bytes/hex.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { Catalogue, Sentences } from '../elf/catalogue.ts';
import { count, labelText, plural, processText } from '../elf/english.ts';
import { containerSentences } from './containers/english.ts';
import type { NonRegular, OfProcess, SourceFailures } from './failures.ts';

const process = ({ pid, own }: OfProcess) => processText({ pid, own });
const Process = (of: OfProcess) => (of.own ? `This process (${of.pid})` : `Process ${of.pid}`);

/** What a name in a file system can stand for, beside a regular file. */
export const fileKinds: Readonly<Record<NonRegular | 'directory', string>> = {
  directory: 'a folder',
  fifo: 'a named pipe',
  socket: 'a socket',
  characterDevice: 'a character device',
  blockDevice: 'a block device',
  other: 'neither a file nor a folder',
};

const yama: Readonly<Record<number, string>> = {
  1: 'only its parent processes may read its memory; start it from here, read as root, or set kernel.yama.ptrace_scope to 0',
  2: 'only processes with CAP_SYS_PTRACE may read memory of others; read as root, or set kernel.yama.ptrace_scope to 0',
  3: 'nobody may read memory of others until the next boot; 64-bit programs on one machine share one image, so the live image will usually do',
};

function mappingName(mapping: string): string {
  return mapping === '' ? 'an unnamed mapping' : shown(mapping);
}

/**
 * What leaves 32-bit programs of a 64-bit kernel without an image: arch/arm64/Kconfig COMPAT_VDSO, arch/powerpc
 * VDSO32, arch/x86/entry/vdso/vdso32-setup.c.
 */
const withoutNarrow: Readonly<Record<string, string>> = {
  arm64:
    '64-bit ARM kernels have an image for 32-bit programs only with CONFIG_COMPAT_VDSO: this one was built without',
  arm: '64-bit ARM kernels have an image for 32-bit programs only with CONFIG_COMPAT_VDSO, 32-bit ones only with CONFIG_VDSO: this one was built without',
  x64: 'The kernel was started with vdso32=0, which takes the image from 32-bit programs',
  ia32: 'The kernel was started with vdso32=0 (vdso=0 on a 32-bit one)',
  ppc64: 'The kernel was built without CONFIG_VDSO32, the image for 32-bit programs',
  s390x: 'Linux 7.2 and newer have no image for 31-bit programs',
};

function whyNone({ narrow, arch }: SourceFailures['noVdso']): string {
  const reason = narrow && Object.hasOwn(withoutNarrow, arch) ? withoutNarrow[arch] : undefined;
  return reason ?? 'The kernel was started with vdso=0 or has no image for this architecture';
}

export const sourceSentences: Sentences<SourceFailures> = {
  inBrowser: () =>
    'VS Code runs in a browser here, with no machine behind it whose processes could be read. Open an image or any other ELF file instead.',
  notLinux: ({ platform }) =>
    `Only Linux maps a vDSO into its processes, and this machine runs ${platform}. Open an image or any other ELF file instead.`,
  noProc: (of) =>
    `/proc does not show ${process(of)}: it is not mounted here, or belongs to another PID namespace. Without it no process's vDSO can be found; mount it, or open a file instead.`,
  noSuchProcess: ({ pid }) =>
    `There is no process ${pid}: it has ended, or /proc hides it from this user (mount option hidepid).`,
  zombie: (of) =>
    `${Process(of)} has ended and waits for its parent to notice: it has no memory left to read.`,
  kernelThread: (of) =>
    `${Process(of)} is a kernel thread: it has no user-space memory and therefore no vDSO. Choose another process.`,
  otherUser: ({ pid, uid, ownUid, file }) =>
    `${file} may not be read: process ${pid} belongs to user ${uid}, and this one is user ${ownUid}${
      ownUid === 0 ? ' without CAP_SYS_PTRACE' : ''
    }. Run as that user, or with CAP_SYS_PTRACE.`,
  notDumpable: (of) =>
    `${of.file} may not be read: ${process(of)} is not dumpable (a set-user-ID or privileged program, or one that asked for it with prctl), so that its files in /proc belong to root. Read it as root.`,
  moreCapable: (of) =>
    `${of.file} may not be read: ${process(of)} has capabilities that this one lacks. Run with CAP_SYS_PTRACE.`,
  yama: (of) =>
    `${of.file} may not be read: the Yama security module is at ptrace_scope ${of.scope}: ${
      yama[of.scope] ?? 'memory of other processes may not be read'
    }.`,
  accessRefused: (of) =>
    `${of.file} may not be read (${of.errno}), though user and capabilities allow it: a security module (SELinux, AppArmor, Landlock) or a mount option of /proc refuses it, or ${process(of)} belongs to a user namespace outside this one.`,
  procFileMissing: (of) =>
    `${of.file} does not exist or has nothing in it, although ${process(of)} runs: this kernel or sandbox does not offer it, so the vDSO cannot be read here.`,
  procFailed: (of) => `${of.file} could not be read (${of.errno}).`,
  auxvMalformed: (of) =>
    `The auxiliary vector of ${process(of)} (${plural(of.size, 'byte')}) is neither one of 8-byte nor one of 4-byte words, so the vDSO's address cannot be taken from it.`,
  noVdso: (of) =>
    `${Process(of)} has no vDSO: its auxiliary vector has no AT_SYSINFO_EHDR. ${whyNone(of)}, or a sandbox, an emulator or a tracer withholds it. Every clock call is a system call then.`,
  baseNotMapped: (of) =>
    `AT_SYSINFO_EHDR of ${process(of)} says ${hex(of.base)}, but nothing is mapped there: the vDSO was unmapped or moved, or the process has just started another program.`,
  noSuchImage: (of) =>
    `${Process(of)} has no image number ${of.number}: it has ${plural(of.images, 'image')}.`,
  mappingTooLarge: (of) =>
    `The mapping at ${hex(of.base)} of ${process(of)} that AT_SYSINFO_EHDR points into goes on for ${plural(of.size, 'byte')}. No vDSO is larger than ${plural(of.limit, 'byte')}, so it is not read.`,
  addressTooHigh: (of) =>
    `Address ${hex(of.address)} of ${process(of)} lies above 2^63, which is further than a file position can say: it cannot be read through /proc.`,
  memoryUnreadable: (of) =>
    `Memory of ${process(of)} at ${hex(of.address)} (${mappingName(of.mapping)}) cannot be read (${of.errno}): the kernel gives such pages to the process itself only. That is normal for the vDSO's data pages ([vvar]).`,
  fileNotFound: ({ path }) => `${shown(path)} does not exist.`,
  fileAccess: ({ path, errno }) =>
    `${shown(path)} may not be read by this user (${errno}): check the permissions of the file and of the folders above it.`,
  fileIsDirectory: ({ path }) => `${shown(path)} is a folder. Choose a file in it.`,
  fileNotRegular: ({ path, kind }) =>
    `${shown(path)} is ${fileKinds[kind]}: only regular files can be read at any position. Copy its contents into a file and open that.`,
  fileEmpty: ({ path }) => `${shown(path)} is empty (0 bytes): there is nothing to show.`,
  fileTooLarge: ({ path, size }) =>
    `${shown(path)} says it has ${plural(size, 'byte')}: positions above 2^53 cannot be told apart, so it is not read.`,
  fileReplaced: ({ path }) =>
    `${shown(path)} was replaced by another file while it was being opened. Try again.`,
  fileFailed: ({ path, errno }) => `${shown(path)} could not be opened (${errno}).`,
  folderFailed: ({ path, errno }) => `The folder ${shown(path)} could not be listed (${errno}).`,
  fileReadFailed: ({ path, offset, errno }) =>
    `${shown(path)} could not be read at offset ${hex(offset)} (${errno}): the disk, the network or the device below it failed.`,
  endsEarly: ({ label, size, read }) =>
    `${labelText(label)} ended after ${count(read)} of its ${plural(size, 'byte')}: it has become shorter since it was opened.`,
  readTooLarge: ({ label, length }) =>
    `${plural(length, 'byte')} of ${labelText(label)} do not fit into memory at once.`,
  closed: ({ label }) => `${labelText(label)} has been closed. Open it again.`,
};

export const sourcesEnglish = { failures: sourceSentences, containerNotices: containerSentences };

export type SourcesCatalogue = Catalogue<typeof sourcesEnglish>;
