/**
 * A core dump: the memory of a process as program headers name it, and what its notes say of the process. Linux
 * fs/binfmt_elf.c elf_core_dump(); gdb's gcore and QEMU write the same.
 */
import { fileNumber } from '../../../elf/bytes/fileNumber.ts';
import { ET_CORE, PF_R, PF_W, PF_X, PT_LOAD } from '../../../elf/format/constants.ts';
import type { ByteSource, Mapping } from '../../../elf/imageSource.ts';
import type { ElfHeader, Segment } from '../../../elf/model.ts';
import { noteStretches } from '../../../elf/notes/noteRanges.ts';
import { readNotes } from '../../../elf/notes/notes.ts';
import { openHeaders } from '../../../elf/readHeaders.ts';
import type { Auxv } from '../../auxv.ts';
import type { DumpedProcess } from '../model.ts';
import { processNotes } from './coreNotes.ts';

/** Most that is kept of its headers and notes, in bytes: those of ten thousand threads. */
const MAX_RESIDENT = 1 << 26;

/** Memory that the file has. */
export interface DumpedRange {
  readonly address: bigint;
  /** First byte in the file, and how many of them are there. */
  readonly offset: number;
  readonly length: number;
  /** How many the program header promises: more where the file was cut. */
  readonly promised: bigint;
  readonly executable: boolean;
}

export interface CoreDump {
  readonly header: ElfHeader;
  /** In the order of addresses. What was mapped and not written out is not among them. */
  readonly memory: readonly DumpedRange[];
  /** NT_AUXV; absent where there is none, or where it lies behind the end of a cut file. */
  readonly auxv?: Auxv;
  /** Of files, in the order of addresses (NT_FILE). */
  readonly mappings: readonly Mapping[];
  /** NT_PRPSINFO. */
  readonly process?: DumpedProcess;
}

/** Reads headers and notes, and none of the memory. Undefined for what is no core dump; rejects as the source does. */
export async function readCoreDump(source: ByteSource): Promise<CoreDump | undefined> {
  const opened = await openHeaders(source, undefined, MAX_RESIDENT);
  if (opened === undefined || opened.context.header.type !== ET_CORE) return undefined;
  const { context, segments } = opened;
  const { header } = context;
  const stretches = noteStretches(context, segments, []);
  for (const { offset, length } of stretches) context.resident.request(offset, length);
  await context.resident.fetch();
  const { mappings, ...notes } = processNotes(header, readNotes(context, stretches));
  const permissions = new Map(mappings.map(({ start, perms }) => [start, perms]));
  const memory: DumpedRange[] = [];
  // One after another: a file of 64 MB can have a million, each with eight numbers.
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_LOAD) continue;
    if (permissions.has(segment.vaddr)) permissions.set(segment.vaddr, permissionsOf(segment.flags));
    if (segment.filesz > 0n) memory.push(dumped(segment, source.size));
  }
  return {
    header,
    ...notes,
    mappings: mappings.map((mapping) => ({
      ...mapping,
      perms: permissions.get(mapping.start) ?? mapping.perms,
    })),
    memory: memory.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0)),
  };
}

/** As in /proc/PID/maps, but for what no program header says: whether it is shared. */
function permissionsOf(flags: number): string {
  const letters = [
    [PF_R, 'r'],
    [PF_W, 'w'],
    [PF_X, 'x'],
  ] as const;
  return letters.map(([flag, letter]) => ((flags & flag) === 0 ? '-' : letter)).join('');
}

function dumped(
  { vaddr: address, offset: start, filesz: promised, flags }: Segment,
  size: number,
): DumpedRange {
  const offset = fileNumber(start);
  const length = Math.max(0, Math.min(fileNumber(promised), size - offset));
  return { address, offset, length, promised, executable: (flags & PF_X) !== 0 };
}

/** The range that an address lies in, and how far in. Where several overlap, the one that begins last. */
export function rangeAt(
  { memory }: CoreDump,
  address: bigint,
): { readonly range: DumpedRange; readonly at: number } | undefined {
  let low = 0;
  let high = memory.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((memory[middle]?.address ?? 0n) <= address) low = middle + 1;
    else high = middle;
  }
  const range = memory[low - 1];
  const at = range === undefined ? 0n : address - range.address;
  return range !== undefined && at < range.promised ? { range, at: fileNumber(at) } : undefined;
}
