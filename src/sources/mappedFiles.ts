/**
 * The program files that a process has mapped, opened as the process has them: through /proc/PID/map_files, which leads
 * to the very file but is for root alone, or by their path below /proc/PID/root. A path may name another file by now,
 * or lead through a link out of the process's mount namespace: what it leads to must be the file that maps names.
 */
import type { ByteSource } from '../elf/imageSource.ts';
import { type FileIdentity, type FileReader, sameFile } from './fileReader.ts';
import { openFile } from './fileSource.ts';
import type { Target } from './processFailure.ts';
import { readMapsText } from './processFiles.ts';
import type { ProcFs } from './procFs.ts';

export interface MappedFile {
  /** As maps has it, in the process's own mount namespace. Unchecked: show it escaped. */
  readonly name: string;
  readonly identity: FileIdentity;
  /** Where the file's first mapping lies, as map_files names it. */
  readonly range: string;
  /** Address of the first mapping, and which byte of the file stands there. */
  readonly start: bigint;
  readonly offset: bigint;
}

/** Files of one process that are looked at. */
export const MAX_FILES = 64;

/** Linux fs/proc/task_mmu.c show_map_vma(): range, permissions, offset, device, inode, name. */
const LINE =
  /^(([0-9a-f]{1,16})-([0-9a-f]{1,16})) (\S{4}) ([0-9a-f]+) ([0-9a-f]+):([0-9a-f]+) (\d+) +(\/.*)$/;
/** What maps a device has no code of a runtime, and reading it may have effects. */
const DEVICE = /^\/(?:dev|proc|sys)\//;
const LIBC = /\/(?:libc[.-]|ld-musl-|libuClibc-)[^/]*$/;

/**
 * Files of which some code is mapped, each once, those with a libc's name first and then in the order of addresses:
 * MAX_FILES at most. Rejects with a SourceError.
 */
export async function mappedFiles(proc: ProcFs, target: Target): Promise<readonly MappedFile[]> {
  const files = filesIn(await readMapsText(proc, target));
  const named = files.filter(({ name }) => LIBC.test(name));
  return [...named, ...files.filter((file) => !named.includes(file))].slice(0, MAX_FILES);
}

/** The file that is mapped at an address, and which byte of it stands there. Rejects with a SourceError. */
export async function mappedFileAt(
  proc: ProcFs,
  target: Target,
  address: bigint,
): Promise<{ readonly file: MappedFile; readonly at: bigint } | undefined> {
  for (const line of (await readMapsText(proc, target)).split('\n')) {
    const mapped = fileOf(line);
    if (mapped === undefined || address < mapped.file.start || address >= mapped.end) continue;
    return { file: mapped.file, at: mapped.file.offset + address - mapped.file.start };
  }
  return undefined;
}

function filesIn(text: string): readonly MappedFile[] {
  const first = new Map<string, MappedFile>();
  const withCode = new Set<string>();
  for (const line of text.split('\n')) {
    const mapped = fileOf(line);
    if (mapped === undefined) continue;
    const { file, key } = mapped;
    if (mapped.isCode) withCode.add(key);
    if (!first.has(key)) first.set(key, file);
  }
  return [...first].filter(([key]) => withCode.has(key)).map(([, file]) => file);
}

/** Its path by the name that maps has. */
export function fileNameOf(name: string): string {
  return name.replaceAll('\\012', '\n').replace(/ \(deleted\)$/, '');
}

interface MappedLine {
  readonly file: MappedFile;
  readonly end: bigint;
  readonly isCode: boolean;
  /** The same for all lines of one file. */
  readonly key: string;
}

/** Undefined for lines of no file. */
function fileOf(line: string): MappedLine | undefined {
  const match = LINE.exec(line);
  if (match === null) return undefined;
  const [, range = '', start, end, perms = '', offset, major, minor, inode = '', name = ''] = match;
  if (inode === '0' || DEVICE.test(name)) return undefined;
  const file = {
    name: fileNameOf(name),
    identity: {
      device: deviceNumber(BigInt(`0x${major}`), BigInt(`0x${minor}`)),
      inode: BigInt(inode),
    },
    range,
    start: BigInt(`0x${start}`),
    offset: BigInt(`0x${offset}`),
  };
  return { file, end: BigInt(`0x${end}`), isCode: perms[2] === 'x', key: `${major}:${minor}:${inode}` };
}

/** st_dev as the C libraries put it together (makedev(3)). */
function deviceNumber(major: bigint, minor: bigint): bigint {
  const low = ((major & 0xfffn) << 8n) | (minor & 0xffn);
  return low | ((minor & ~0xffn) << 12n) | ((major & ~0xfffn) << 32n);
}

/** Undefined where it cannot be reached, or what its path leads to is not known to be it. Whoever opened it closes it. */
export async function openMapped(
  files: FileReader,
  { dir, own }: Target,
  { name, range, identity }: MappedFile,
): Promise<ByteSource | undefined> {
  try {
    return (await openFile(files, `${dir}/map_files/${range}`)).source;
  } catch {
    // Only root may: Linux wants CAP_CHECKPOINT_RESTORE or CAP_SYS_ADMIN, also for one's own process.
  }
  try {
    const opened = await openFile(files, `${dir}/root${name}`);
    if (await isIt(files, dir, own, opened.identity, identity)) return opened.source;
    await opened.source.dispose();
  } catch {
    // The file is gone, or this user may not read it.
  }
  return undefined;
}

/**
 * overlayfs and btrfs: maps and stat tell different devices of one file. The inode must do, and does where no path can
 * lead into another mount namespace.
 */
async function isIt(
  files: FileReader,
  dir: string,
  own: boolean,
  opened: FileIdentity | undefined,
  mapped: FileIdentity,
): Promise<boolean> {
  if (sameFile(opened, mapped)) return true;
  return opened?.inode === mapped.inode && (own || (await sharesMounts(files, dir)));
}

async function sharesMounts(files: FileReader, dir: string): Promise<boolean> {
  const paths = [`${dir}/ns/mnt`, '/proc/self/ns/mnt'];
  const [theirs, ours] = await Promise.all(
    // Whoever may not look is told that it is another one.
    paths.map((path) => files.stat(path).catch(() => undefined)),
  );
  return sameFile(theirs?.identity, ours?.identity);
}
