/** A stretch of code as lines to look at: each instruction with what its target and the data it reads are called. */
import { fileNumber } from '../elf/bytes/fileNumber.ts';
import type { ElfImage } from '../elf/model.ts';
import type { Lifter } from './flow/lifted.ts';
import { State } from './flow/state.ts';
import type { FunctionIndex } from './functions.ts';
import { type Instruction, wrapped } from './instruction.ts';
import type { Listing } from './listing.ts';
import type { PageName } from './pages.ts';

export interface CodeLine {
  readonly instruction: Instruction;
  /** Where it jumps to or what it calls. */
  readonly target?: bigint;
  /** Data that it reads or writes, where the instruction alone says the address. */
  readonly data?: bigint;
  /** What target or data are called. */
  readonly place?: PlaceName;
  /** Names of symbols whose addresses relocations write into it. */
  readonly relocations: readonly string[];
  readonly entersKernel?: boolean;
  readonly counter?: string;
}

export type PlaceName =
  | { readonly kind: 'function'; readonly name: string; readonly offset: bigint }
  | { readonly kind: 'page'; readonly name: PageName };

/** Bytes decoded at once. */
const WINDOW = 4096;

export interface Naming {
  readonly functions: FunctionIndex;
  /** The kernel's page at an address outside the image. */
  readonly pageAt?: (address: bigint) => PageName | undefined;
}

/**
 * In windows, of which each begins behind the last instruction of the one before; ends after `length` bytes, or where
 * the code does.
 * @param start odd for Thumb code
 */
export async function* disassemble(
  listing: Listing,
  lifter: Lifter | undefined,
  naming: Naming,
  start: bigint,
  length: bigint,
): AsyncGenerator<readonly CodeLine[]> {
  const relocations = new RelocationsAt(listing.image);
  const { machine } = listing.disassembler;
  const odd = machine.odd === undefined ? 0n : start & 1n;
  let at = start - odd;
  const end = at + length;
  while (at < end) {
    const rest = end - at;
    const size = rest < BigInt(WINDOW) ? fileNumber(rest) : WINDOW;
    const instructions = await listing.window(at | odd, size);
    if (instructions.length === 0) return;
    yield instructions.map((each) => lineOf(each, odd, lifter, naming, relocations));
    const last = instructions.at(-1);
    if (last === undefined) return;
    at += wrapped(last.address - wrapped(at)) + BigInt(last.bytes.length);
  }
}

function lineOf(
  instruction: Instruction,
  odd: bigint,
  lifter: Lifter | undefined,
  naming: Naming,
  relocations: RelocationsAt,
): CodeLine {
  const symbols = relocations.within(instruction.address, instruction.bytes.length);
  if (lifter === undefined || instruction.mnemonic === '') return { instruction, relocations: symbols };
  const lifted = lifter.lift(instruction, instruction.address | odd);
  const { flow } = lifted;
  const target = flow.kind === 'jump' || flow.kind === 'call' ? flow.target : undefined;
  // Without any register known: an address that the instruction says by itself.
  const data = lifted.touches?.(new State(true, () => undefined));
  const place = placeOf(target ?? data, naming);
  return {
    instruction,
    relocations: symbols,
    ...(target === undefined ? {} : { target }),
    ...(data === undefined ? {} : { data }),
    ...(place === undefined ? {} : { place }),
    ...(flow.kind === 'system-call' ? { entersKernel: true } : {}),
    ...(lifted.counter === undefined ? {} : { counter: lifted.counter }),
  };
}

function placeOf(address: bigint | undefined, { functions, pageAt }: Naming): PlaceName | undefined {
  if (address === undefined) return undefined;
  const found = functions.at(address);
  if (found !== undefined) return { kind: 'function', name: found.symbol.name, offset: found.offset };
  const page = pageAt?.(address);
  return page === undefined ? undefined : { kind: 'page', name: page };
}

/** Relocations whose place lies within an instruction; looked up when the first one is asked for. */
class RelocationsAt {
  readonly #image: ElfImage;
  #sorted: readonly { readonly offset: bigint; readonly index: number }[] | undefined;

  constructor(image: ElfImage) {
    this.#image = image;
  }

  within(address: bigint, length: number): readonly string[] {
    const { relocations } = this.#image;
    if (relocations.length === 0) return [];
    this.#sorted ??= sortedRelocations(this.#image);
    const names: string[] = [];
    for (let at = firstFrom(this.#sorted, address); at < this.#sorted.length; at++) {
      const entry = this.#sorted[at];
      if (entry === undefined || entry.offset >= address + BigInt(length)) break;
      const relocation = relocations.at(entry.index);
      if (relocation !== undefined) names.push(relocations.symbolName(relocation));
    }
    return names.filter((name) => name !== '');
  }
}

/** Relocations of code are looked at; no file with more of them is disassembled for their sake. */
const MOST_RELOCATIONS = 200_000;

function sortedRelocations({ relocations }: ElfImage): { offset: bigint; index: number }[] {
  const found: { offset: bigint; index: number }[] = [];
  for (let index = 0; index < Math.min(relocations.length, MOST_RELOCATIONS); index++) {
    const offset = relocations.at(index)?.offset;
    if (offset !== undefined) found.push({ offset, index });
  }
  return found.sort((a, b) => (a.offset < b.offset ? -1 : a.offset > b.offset ? 1 : 0));
}

function firstFrom(sorted: readonly { readonly offset: bigint }[], address: bigint): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.offset ?? 0n) < address) low = middle + 1;
    else high = middle;
  }
  return low;
}
