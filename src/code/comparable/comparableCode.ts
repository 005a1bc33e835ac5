/** The code of an image in a form in which it is held against another's: function by function, without its addresses. */
import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { SHF_EXECINSTR } from '../../elf/format/constants.ts';
import type { ElfImage } from '../../elf/model.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { type CodeLine, disassemble, type Naming } from '../disassembly.ts';
import type { FunctionIndex } from '../functions.ts';
import { lifterOf } from '../lift/lifters.ts';
import type { Listing } from '../listing.ts';
import type { PatchedSite } from '../patched.ts';
import { baseOf } from '../stretches.ts';
import { Mask } from './masks.ts';

/** Plain data: it goes from worker to worker. */
export interface ComparableFunction {
  /** '' for what of the code sections belongs to no function. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Of its bytes as they are: alike or not (FNV-1a of 64 bits, hexadecimal). */
  readonly digest: string;
  /** Its instructions, addresses taken out. */
  readonly lines: readonly string[];
  /** Of each line the one that it branches to within the function, -1 where it does not. */
  readonly targets: readonly number[];
  /** Lines that lie where the kernel patches, or may. */
  readonly patched: readonly number[];
}

export interface ComparableCode {
  readonly functions: readonly ComparableFunction[];
  /** Functions that were not read, since the image has too many or too long ones. */
  readonly leftOut: number;
}

/** Instructions held against others, of one image: a vDSO has some hundreds to thousands. */
export const MOST_COMPARED = 20_000;
/** The longest function, in bytes. */
const LONGEST = 0x10000n;

/**
 * Exported functions in the order of their names, a function of several names by each of them, and what lies between
 * them in sections of code.
 */
export async function comparableCode(
  listing: Listing,
  functions: FunctionIndex,
  naming: Naming,
  patched: readonly PatchedSite[],
  scheduler?: Scheduler,
): Promise<ComparableCode> {
  const stretches = stretchesOf(listing.image, functions);
  const found: ComparableFunction[] = [];
  const known = new Map<bigint, ComparableFunction>();
  let left = MOST_COMPARED;
  let leftOut = 0;
  for (const stretch of stretches) {
    if (left <= 0 || stretch.length > LONGEST) {
      leftOut++;
      continue;
    }
    if (scheduler?.due) await scheduler.yieldIfDue();
    const twin = known.get(stretch.start);
    if (twin !== undefined) {
      found.push({ ...twin, name: stretch.name });
      continue;
    }
    const { code, decoded } = await oneOf(stretch, listing, naming, patched);
    left -= decoded;
    known.set(stretch.start, code);
    found.push(code);
  }
  return { functions: joined(found), leftOut };
}

interface Stretch {
  readonly name: string;
  /** Odd for Thumb code. */
  readonly start: bigint;
  readonly length: bigint;
}

function stretchesOf(image: ElfImage, functions: FunctionIndex): Stretch[] {
  const found: Stretch[] = [];
  for (let position = 0; position < functions.length; position++) {
    const each = functions.at(position);
    if (each === undefined || each.table !== 'symbols') continue;
    const length = functions.extent(position);
    if (length > 0n) found.push({ name: each.symbol.name, start: each.symbol.value, length });
  }
  const between = gaps(image, found);
  // By the bytes of names, not by any language's order.
  found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return [...found, ...between];
}

/** What the sections of code have beside the functions, in the order of addresses. */
function gaps(image: ElfImage, functions: readonly Stretch[]): Stretch[] {
  const { sections } = image;
  const taken = functions
    .map(({ start, length }) => ({ from: start, to: start + length }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const found: Stretch[] = [];
  for (let index = 0; index < Math.min(sections.length, MOST_SECTIONS); index++) {
    const section = sections.at(index);
    if (section === undefined || (section.flags & BigInt(SHF_EXECINSTR)) === 0n) continue;
    let at = section.addr + baseOf(image, index);
    const end = at + section.size;
    for (const { from, to } of taken) {
      if (to <= at || from >= end) continue;
      if (from > at) found.push({ name: '', start: at, length: from - at });
      at = to;
    }
    if (at < end) found.push({ name: '', start: at, length: end - at });
  }
  return found;
}

/** A vDSO has two or three with code. */
const MOST_SECTIONS = 1024;

async function oneOf(
  { name, start, length }: Stretch,
  listing: Listing,
  naming: Naming,
  patched: readonly PatchedSite[],
): Promise<{ readonly code: ComparableFunction; readonly decoded: number }> {
  const { machine } = listing.disassembler;
  const first = machine.odd === undefined ? start : start & ~1n;
  const isInside = (address: bigint): boolean => address >= first && address - first < length;
  const all: CodeLine[] = [];
  const windows = disassemble(listing, lifterOf(machine), naming, start, length);
  for await (const window of windows) all.push(...window);
  // Between functions there is padding, whose length is the linker's.
  const lines = name === '' ? all.filter(({ instruction }) => !PADDING.test(instruction.mnemonic)) : all;
  const places = new Map(lines.map(({ instruction }, at) => [instruction.address, at]));
  const mask = new Mask(machine.family, machine.bits, isInside);
  const literals = new Set(all.flatMap(({ data }) => (data !== undefined && isInside(data) ? data : [])));
  const code = {
    name,
    size: fileNumber(length),
    digest: digestOf(all),
    lines: lines.map((line) => (literals.has(line.instruction.address) ? LITERAL : mask.text(line))),
    targets: lines.map(({ target }) => (target === undefined ? -1 : (places.get(target) ?? -1))),
    patched: lines.flatMap(({ instruction: { address } }, at) =>
      patched.some((site) => address >= site.address && address - site.address < BigInt(site.length))
        ? at
        : [],
    ),
  };
  // Padding costs what other instructions do, though it is not compared.
  return { code, decoded: all.length };
}

/** Data between instructions that an instruction loads: an address, as a rule. */
const LITERAL = '{literal}';
/** Also '' for bytes that are no instruction, which an assembler fills with. */
const PADDING = /^(nop\w*|int3|c\.nop|c\.unimp|udf|)$/;

/** What belongs to no function as one. */
function joined(functions: readonly ComparableFunction[]): ComparableFunction[] {
  const named = functions.filter(({ name }) => name !== '');
  const others = functions.filter(({ name, lines }) => name === '' && lines.length > 0);
  if (others.length === 0) return named;
  const starts = others.map((_, at) => others.slice(0, at).reduce((sum, { lines }) => sum + lines.length, 0));
  const shifted = (places: readonly number[], at: number): number[] =>
    places.map((place) => (place < 0 ? place : place + (starts[at] ?? 0)));
  return [
    ...named,
    {
      name: '',
      size: others.reduce((sum, { size }) => sum + size, 0),
      digest: others.map(({ digest }) => digest).join(' '),
      lines: others.flatMap(({ lines }) => lines),
      targets: others.flatMap(({ targets }, at) => shifted(targets, at)),
      patched: others.flatMap(({ patched }, at) => shifted(patched, at)),
    },
  ];
}

/** Fowler, Noll and Vo's hash (draft-eastlake-fnv): two codes are told apart by it, nobody is kept out. */
function digestOf(lines: readonly CodeLine[]): string {
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (const { instruction } of lines)
    for (const byte of instruction.bytes) {
      low = (low ^ byte) >>> 0;
      // Times 0x100000001b3, in halves that a double holds.
      const product = low * 0x1b3;
      high = (high * 0x1b3 + low * 0x100 + Math.floor(product / 2 ** 32)) % 2 ** 32;
      low = product % 2 ** 32;
    }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
