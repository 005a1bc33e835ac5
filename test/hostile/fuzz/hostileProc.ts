/** A /proc and a file system that say what no kernel says: mutated files, memory that ends, files that shrink. */
import { AT_ENTRY, AT_PHENT, AT_SYSINFO_EHDR } from '../../../src/sources/auxv.ts';
import type { FileReader } from '../../../src/sources/fileReader.ts';
import type { FolderReader } from '../../../src/sources/folderReader.ts';
import {
  auxvBytes,
  type Content,
  errnoError,
  type FakeMemory,
  type FakeProc,
  fakeProc,
  statusText,
} from '../../support/fakeProc.ts';
import { goProgramImage } from '../../support/goProgram.ts';
import { loaded, PACKED_BASE, packedProgram, STUB } from '../../support/packedProgram.ts';
import { hostileTexts } from '../names.ts';
import type { Random } from '../random.ts';
import { mutateText } from './mutateText.ts';

export interface ProcFixture {
  readonly pid: number;
  /** What /proc/PID/exe is. */
  readonly program: Uint8Array;
}

interface Fixture extends ProcFixture {
  readonly files: Readonly<Record<string, Content>>;
  readonly memory: Readonly<
    Record<string, FakeMemory | readonly FakeMemory[] | { readonly openErrno: string }>
  >;
  readonly uid: number;
  readonly littleEndian: boolean;
}

/** A Go program as it lies in memory. */
const GO_LOADED = loaded(goProgramImage().bytes, PACKED_BASE).bytes;
const ERRNOS = ['EACCES', 'EPERM', 'ENOENT', 'ESRCH', 'EIO', 'EMFILE', 'weird\u001b[31m'];
const BASES = [0x7fff_1234_5000n, 0xf7fc_5000n, 0xffff_ffff_ff70_0000n, 0n, 2n ** 64n - 4096n];

/** Two processes, one of them the one that asks, of which the bytes are the image. */
export function procFixture(bytes: Uint8Array, random: Random): ProcFixture {
  const pid = 4711;
  const base = random.pick(BASES);
  const wordSize = random.chance(4) ? 4 : 8;
  const littleEndian = !random.chance(8);
  const files: Record<string, Content> = {
    '/etc/passwd': damaged(`root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000::/:/bin/sh\n`, random),
    '/proc/sys/kernel/yama/ptrace_scope': damaged('1\n', random),
    '/sys/devices/system/clocksource/clocksource0/current_clocksource': damaged('tsc\n', random),
    '/sys/devices/system/clocksource/clocksource0/available_clocksource': damaged(
      'tsc hpet acpi_pm\n',
      random,
    ),
  };
  const memory: Record<string, FakeMemory | readonly FakeMemory[] | { readonly openErrno: string }> = {};
  const packed = random.chance(4) ? packedFixture(bytes, random) : undefined;
  const pages = Math.max(4096, Math.ceil(bytes.length / 4096) * 4096);
  for (const dir of ['/proc/self', `/proc/${pid}`, '/proc/1']) {
    const entries = [
      [AT_PHENT, wordSize === 8 ? 56n : 32n],
      [AT_ENTRY, packed?.entry ?? 0x401000n],
      [AT_SYSINFO_EHDR, base],
    ] as const;
    const name = random.chance(4) ? random.pick(hostileTexts) : '[vdso]';
    const line = (start: bigint, end: bigint, what: string) =>
      `${start.toString(16)}-${end.toString(16)} r-xp 00000000 00:00 0                          ${what}\n`;
    const library = `${random.pick(['7ffe', '0', 'f'.repeat(16)])}-7fff r-xp ${random.pick(['0', 'ffffffff'])} ${random.pick(['00:00', 'fe:01', 'ffffffff:ffffffff'])} ${random.pick(['7', '0', '9'.repeat(30)])} ${random.pick(['/lib/libc.so.6', '/dev/mem', ...hostileTexts])}\n`;
    const maps = `${library}${line(0x400000n, 0x500000n, '/bin/program')}${line(base - 0x4000n, base, '[vvar]')}${line(base, base + BigInt(pages), name)}`;
    const status = { name: random.pick(['program', ...hostileTexts]), uid: random.pick([0, 1000, 2 ** 31]) };
    files[`${dir}/auxv`] = damagedBytes(auxvBytes(entries, wordSize, littleEndian), random);
    files[`${dir}/maps`] = damaged(maps, random);
    files[`${dir}/status`] = damaged(
      statusText({ ...status, ...(random.chance(4) ? { effective: '80000' } : {}) }),
      random,
    );
    files[`${dir}/cmdline`] = damaged(`program\0--option\0${random.pick(hostileTexts)}\0`, random);
    files[`${dir}/stat`] = damaged(
      `${pid} (program) S 1 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 12345 0 0\n`,
      random,
    );
    const image = someMemory(bytes, base, random);
    memory[`${dir}/mem`] = packed === undefined || 'openErrno' in image ? image : [image, packed.memory];
  }
  const fixture: Fixture = {
    pid,
    program: packed?.program ?? bytes,
    files,
    memory,
    uid: random.pick([0, 1000]),
    littleEndian,
  };
  return fixture;
}

export function hostileProc(fixture: ProcFixture): FakeProc {
  const { pid, files, memory, uid, littleEndian } = fixture as Fixture;
  return fakeProc({ facts: { pid, uid, littleEndian }, files, memory });
}

/** A program that UPX has packed, damaged, and what its memory holds: a Go program, damaged, or the image. */
function packedFixture(bytes: Uint8Array, random: Random) {
  const start = random.pick([PACKED_BASE, 0x5555_5540_0000n, 0n, 2n ** 64n - 8192n]);
  const program = packedProgram({ release: random.pick(['4.24', '3.96', null]), format: random.below(256) });
  const unpacked = random.chance(3) ? bytes : GO_LOADED;
  return {
    entry: start + BigInt(STUB),
    program: random.chance(2) ? damagedBytesOf(program, random) : program,
    memory: { start, bytes: damagedBytesOf(unpacked, random), ...(random.chance(4) ? { errno: 'EIO' } : {}) },
  };
}

/** Most of it in the headers. */
function damagedBytesOf(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice(0, random.chance(6) ? random.below(bytes.length + 1) : bytes.length);
  const reach = random.chance(2) ? Math.min(copy.length, 640) : copy.length;
  for (let count = random.below(8); count > 0 && reach > 0; count--)
    copy[random.below(reach)] = random.pick([0, 1, 255, random.below(256)]);
  return copy;
}

function damaged(text: string, random: Random): Content {
  if (random.chance(12)) return { errno: random.pick(ERRNOS) };
  return random.chance(3) ? mutateText(text, random) : text;
}

function damagedBytes(bytes: Uint8Array, random: Random): Content {
  if (random.chance(12)) return { errno: random.pick(ERRNOS) };
  if (!random.chance(4)) return bytes;
  const copy = bytes.slice(0, random.chance(2) ? random.below(bytes.length + 1) : bytes.length);
  for (let count = random.below(6); count > 0; count--) copy[random.below(copy.length)] = random.below(256);
  return copy;
}

function someMemory(
  bytes: Uint8Array,
  start: bigint,
  random: Random,
): FakeMemory | { readonly openErrno: string } {
  if (random.chance(10)) return { openErrno: random.pick(ERRNOS) };
  return {
    start,
    bytes,
    ...(random.chance(4) ? { step: 1 + random.below(random.pick([64, 5000])) } : {}),
    ...(random.chance(4) ? { errno: random.pick(ERRNOS) } : {}),
  };
}

/** Every path is the program; files fail, shrink, and say that they are something else. */
export function hostileFiles({ program }: ProcFixture, random: Random): FileReader & { openCount(): number } {
  let open = 0;
  const kinds = [
    'file',
    'file',
    'file',
    'file',
    'file',
    'directory',
    'fifo',
    'characterDevice',
    'other',
  ] as const;
  const size = () =>
    random.chance(10) ? random.pick([0n, 1n, 2n ** 40n, 2n ** 63n]) : BigInt(program.length);
  const facts = async () => {
    if (random.chance(20)) throw errnoError(random.pick(ERRNOS));
    return { kind: random.pick(kinds), size: size() };
  };
  return {
    stat: facts,
    openCount: () => open,
    async open() {
      if (random.chance(20)) throw errnoError(random.pick(ERRNOS));
      open++;
      let end = program.length;
      return {
        stat: facts,
        async read(target, position) {
          if (random.chance(20)) throw errnoError(random.pick(ERRNOS));
          if (random.chance(10)) end = random.below(end + 1);
          const part = program.subarray(Math.min(position, end), Math.min(end, position + target.length));
          const given = random.chance(5) ? part.subarray(0, random.below(part.length + 1)) : part;
          target.set(given);
          return given.length;
        },
        async close() {
          open--;
        },
      };
    },
  };
}

/** Folders in folders without end, names of every kind, and links to anywhere. */
export function hostileFolders(random: Random): FolderReader {
  return {
    async list() {
      if (random.chance(6)) throw errnoError(random.pick(ERRNOS));
      return Array.from({ length: random.below(5) }, () => ({
        name: random.pick(['boot', 'vmlinuz', 'a.so', 'proc', '..', '', ...hostileTexts]),
        kind: random.pick(['file', 'file', 'folder', 'link', 'other'] as const),
      }));
    },
    async device() {
      if (random.chance(20)) throw errnoError(random.pick(ERRNOS));
      return random.chance(10) ? 2n : 1n;
    },
  };
}
