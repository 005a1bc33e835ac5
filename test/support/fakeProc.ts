/** A /proc in memory: what is not given does not exist (ENOENT). */
import type { WordSize } from '../../src/sources/auxv.ts';
import type { ProcFs } from '../../src/sources/procFs.ts';

/** A file's contents, or the error that reaching for it gives. */
export type Content = string | Uint8Array | { readonly errno: string };

export interface FakeMemory {
  readonly start: bigint;
  /** Bytes from `start` on; then, or when not given, `errno`, or the end (0) when that is not given either. */
  readonly bytes?: Uint8Array;
  readonly errno?: string;
  /** Bytes handed out by one read at most. */
  readonly step?: number;
}

export interface FakeProcOptions {
  readonly facts?: Partial<
    Pick<ProcFs, 'platform' | 'arch' | 'pid' | 'uid' | 'littleEndian' | 'kernelRelease'>
  >;
  readonly files?: Readonly<Record<string, Content>>;
  /** Of several ranges, the one that holds an address; else the first. */
  readonly memory?: Readonly<
    Record<string, FakeMemory | readonly FakeMemory[] | { readonly openErrno: string }>
  >;
  readonly owners?: Readonly<Record<string, number>>;
  readonly links?: Readonly<Record<string, string>>;
}

export interface FakeProc extends ProcFs {
  /** Memory files that are open now. */
  readonly openCount: () => number;
}

export function errnoError(errno: string): Error {
  return Object.assign(new Error(`${errno}: injected`), { code: errno });
}

export function fakeProc({
  facts = {},
  files = {},
  memory = {},
  owners = {},
  links = {},
}: FakeProcOptions): FakeProc {
  const uid = facts.uid ?? 1000;
  let open = 0;
  return {
    platform: 'linux',
    arch: 'x64',
    pid: 4711,
    littleEndian: true,
    kernelRelease: '6.1.0-test',
    ...facts,
    uid,
    openCount: () => open,
    async readFile(path) {
      const content = files[path] ?? { errno: 'ENOENT' };
      if (typeof content === 'string') return new TextEncoder().encode(content);
      if (content instanceof Uint8Array) return content;
      throw errnoError(content.errno);
    },
    async list(path) {
      const inside = Object.keys(files).filter((file) => file.startsWith(`${path}/`));
      if (inside.length === 0) throw errnoError('ENOENT');
      return [...new Set(inside.map((file) => file.slice(path.length + 1).split('/')[0] ?? ''))];
    },
    owner: async (path) => owners[path] ?? uid,
    async readLink(path) {
      const target = links[path];
      if (target === undefined) throw errnoError('ENOENT');
      return target;
    },
    async openMemory(path) {
      const ranges = memory[path] ?? { openErrno: 'ENOENT' };
      if ('openErrno' in ranges) throw errnoError(ranges.openErrno);
      open++;
      return {
        async read(target, address) {
          const range = rangeAt(ranges, address);
          const left = range.bytes?.subarray(Number(address - range.start)) ?? new Uint8Array();
          if (left.length === 0 && range.errno !== undefined) throw errnoError(range.errno);
          const part = left.subarray(0, Math.min(target.length, range.step ?? target.length));
          target.set(part);
          return part.length;
        },
        close: async () => {
          open--;
        },
      };
    },
  };
}

function rangeAt(ranges: FakeMemory | readonly FakeMemory[], address: bigint): FakeMemory {
  if ('start' in ranges) return ranges;
  const holds = ({ start, bytes }: FakeMemory) =>
    start <= address && address < start + BigInt(bytes?.length ?? 0);
  return ranges.find(holds) ?? ranges[0] ?? { start: 0n };
}

export interface FakeStatus {
  readonly name?: string;
  readonly state?: string;
  readonly uid?: number;
  readonly kernelThread?: boolean;
  readonly permitted?: string;
  readonly effective?: string;
}

export function statusText(status: FakeStatus = {}): string {
  const { name = 'node', state = 'S (sleeping)', uid = 1000, permitted = '0', effective = '0' } = status;
  const memory = status.kernelThread === true || state.startsWith('Z') ? '' : 'VmSize:\t  1234 kB\n';
  return `Name:\t${name}\nUmask:\t0022\nState:\t${state}\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n${memory}CapInh:\t0\nCapPrm:\t${permitted}\nCapEff:\t${effective}\n`;
}

/** /proc/PID/stat as the kernel writes it; the start is field 22. */
export function statText(name: string, start: string): string {
  return `4711 (${name}) S 1 4711 4711 0 -1 4194560 99 0 0 0 1 2 3 4 20 0 1 0 ${start} 6000000 300 18446744073709551615 1 1\n`;
}

/** The bytes of /proc/PID/auxv, AT_NULL included. */
export function auxvBytes(
  entries: readonly (readonly [tag: number, value: bigint])[],
  wordSize: WordSize,
  littleEndian: boolean,
): Uint8Array {
  const words = [...entries.flatMap(([tag, value]) => [BigInt(tag), value]), 0n, 0n];
  const view = new DataView(new ArrayBuffer(words.length * wordSize));
  words.forEach((word, index) => {
    if (wordSize === 8) view.setBigUint64(8 * index, word, littleEndian);
    else view.setUint32(4 * index, Number(word), littleEndian);
  });
  return new Uint8Array(view.buffer);
}
