/**
 * The code of an image held against that of its file, or of another process that has the same: what differs, and is no
 * place that the kernel writes over, somebody changed (a debugger, a tracer, rr, CRIU).
 */
import { fileNumber } from '../elf/bytes/fileNumber.ts';
import { codeSections } from '../elf/headers/codeSections.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import { FunctionIndex } from './functions.ts';
import { type Instruction, wrapped } from './instruction.ts';
import { Listing } from './listing.ts';
import { type CodeText, codeTextOf } from './patched.ts';
import { type PatchEntry, patchEntries } from './patchTables.ts';

/** What an image is held against: of the same build id. */
export interface Original {
  /** The file, or the vDSO of the process that reads. */
  readonly from: { readonly kind: 'file'; readonly path: string } | { readonly kind: 'live' };
  readonly image: ElfImage;
  readonly source: ByteSource;
}

export interface ChangedPlace {
  readonly address: bigint;
  readonly length: number;
  /** The function that it begins in, and how far behind its start. */
  readonly symbol?: string;
  readonly offset?: bigint;
  /** The first MOST_BYTES of both. */
  readonly before: CodeText;
  readonly now: CodeText;
}

export interface CodeComparison {
  readonly from: Original['from'];
  /** In the order of their addresses. */
  readonly places: readonly ChangedPlace[];
  /** Places beyond MOST_CHANGED_PLACES. */
  readonly more: number;
}

export const MOST_CHANGED_PLACES = 64;
const MOST_BYTES = 64;
/** Stretches of bytes of one section that are told apart; what comes behind them is taken for one. */
const MOST_RUNS = 1024;
/** Sections of code, and bytes of each, that are compared: no vDSO has so many. */
const MOST_SECTIONS = 16;
const MOST_COMPARED = 1 << 20;
/** Of a function that is decoded to know where its instructions begin. */
const LONGEST_FUNCTION = 64 * 1024;

/** A stretch of bytes that differ, at addresses; the end is behind the last. */
interface Run {
  from: bigint;
  to: bigint;
}

/** @param listing of the image. Undefined where the original has no code in it (a file of debug information). */
export async function compareCode(listing: Listing, original: Original): Promise<CodeComparison | undefined> {
  const { disassembler } = listing;
  const before = new Listing(original.image, original.source, disassembler);
  const sections = codeSections(original.image, MOST_SECTIONS);
  if (sections.length === 0) return undefined;
  // By the original's own tables: who changes the code may change the image's.
  const written = [
    ...(await patchEntries(original.image, original.source, before)),
    ...datapageOffset(original.image),
  ];
  const runs: Run[] = [];
  for (const { addr, size } of sections) {
    const length = Math.min(fileNumber(size), MOST_COMPARED);
    const [theirs, ours] = [await before.bytes(addr, length), await listing.bytes(addr, length)];
    const own = new Uint8Array(theirs.length);
    for (const { site, length: of } of written) {
      const at = Number(BigInt.asIntN(64, site - addr));
      if (at + of > 0 && at < own.length) own.fill(1, Math.max(0, at), at + of);
    }
    runs.push(...differing(theirs, ours, own, addr));
  }
  // Its file knows better where functions are than what somebody may have changed.
  const index = new FunctionIndex(original.image, disassembler.machine.odd !== undefined, before.stretches);
  const whole = await wholeInstructions(runs, index, before);
  const places: ChangedPlace[] = [];
  for (const run of whole.slice(0, MOST_CHANGED_PLACES))
    places.push(await placeOf(run, index, before, listing));
  return { from: original.from, places, more: Math.max(0, whole.length - MOST_CHANGED_PLACES) };
}

/** PowerPC up to 5.11: where its data are, which the kernel writes among the code (vdso_fixup_datapage()). */
function datapageOffset({ symbols }: ElfImage): Pick<PatchEntry, 'site' | 'length'>[] {
  for (let index = 1; index < symbols.length; index++)
    if (symbols.name(index) === '__kernel_datapage_offset')
      return [{ site: symbols.value(index), length: 4 }];
  return [];
}

/** @param own bytes that the kernel writes over, as 1 */
function differing(a: Uint8Array, b: Uint8Array, own: Uint8Array, address: bigint): Run[] {
  const runs: Run[] = [];
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    if (a[at] === b[at] || own[at] === 1) continue;
    const here = wrapped(address + BigInt(at));
    const last = runs.at(-1);
    if (last !== undefined && (last.to === here || runs.length === MOST_RUNS)) last.to = here + 1n;
    else runs.push({ from: here, to: here + 1n });
  }
  return runs;
}

/** From the beginning of the first instruction of the original that is touched to the end of the last; as few as touch. */
async function wholeInstructions(
  runs: readonly Run[],
  index: FunctionIndex,
  before: Listing,
): Promise<Run[]> {
  const found: Run[] = [];
  let known: { readonly position: number; readonly instructions: readonly Instruction[] } | undefined;
  for (const run of runs) {
    const position = index.positionAt(run.from);
    if (position !== undefined && known?.position !== position) {
      const value = index.at(position)?.symbol.value ?? run.from;
      const extent = Math.min(fileNumber(index.extent(position)), LONGEST_FUNCTION);
      known = { position, instructions: await before.window(value, extent) };
    }
    const touched = (position === undefined ? undefined : known)?.instructions.filter(
      ({ address, bytes }) => address < run.to && address + BigInt(bytes.length) > run.from,
    );
    const [first, end] = [touched?.[0], touched?.at(-1)];
    const from = first !== undefined && first.address < run.from ? first.address : run.from;
    const behind = end === undefined ? run.to : end.address + BigInt(end.bytes.length);
    const to = behind > run.to ? behind : run.to;
    const last = found.at(-1);
    if (last !== undefined && from <= last.to) last.to = to > last.to ? to : last.to;
    else found.push({ from, to });
  }
  return found;
}

async function placeOf(
  { from, to }: Run,
  index: FunctionIndex,
  before: Listing,
  now: Listing,
): Promise<ChangedPlace> {
  const length = Number(to - from);
  const holding = index.holding(from);
  const odd =
    holding !== undefined && now.disassembler.machine.odd !== undefined && (holding.symbol.value & 1n) === 1n;
  const text = async (listing: Listing): Promise<CodeText> =>
    codeTextOf(await listing.bytes(from, Math.min(length, MOST_BYTES)), from, listing, odd);
  return {
    address: from,
    length,
    ...(holding === undefined ? {} : { symbol: holding.symbol.name, offset: holding.offset }),
    before: await text(before),
    now: await text(now),
  };
}
