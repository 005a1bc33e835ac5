/** A stretch of code as lines to look at: each instruction with what its target and the data it reads are called. */
import { fileNumber } from '../elf/bytes/fileNumber.ts';
import { ET_REL } from '../elf/format/constants.ts';
import type { ElfImage } from '../elf/model.ts';
import type { Lifter } from './flow/lifted.ts';
import { State } from './flow/state.ts';
import type { FunctionIndex } from './functions.ts';
import { type Instruction, wrapped } from './instruction.ts';
import type { Listing } from './listing.ts';
import type { PageName } from './pages.ts';
import { baseOf, type CodeStretch } from './stretches.ts';

export interface CodeLine {
  /** In object files with addresses from the start of the section on. */
  readonly instruction: Instruction;
  /** File offset of its first byte. */
  readonly offset: number;
  /** How it goes on, where it does not with the next one. */
  readonly leaves?: 'jump' | 'call' | 'return';
  /** Address that it jumps to or calls. */
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
  readonly relocations: CodeRelocations;
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
  const { machine } = listing.disassembler;
  const odd = machine.odd === undefined ? 0n : start & 1n;
  let at = start - odd;
  const stretch = listing.stretchAt(at);
  if (stretch === undefined) return;
  const line = lineMaker(listing.image, stretch, lifter, naming, odd);
  const end = at + length;
  while (at < end) {
    const rest = end - at;
    const size = rest < BigInt(WINDOW) ? fileNumber(rest) : WINDOW;
    const instructions = await listing.window(at | odd, size);
    if (instructions.length === 0) return;
    yield instructions.map(line);
    const last = instructions.at(-1);
    if (last === undefined) return;
    at = wrapped(last.address + stretch.base) + BigInt(last.bytes.length);
  }
}

function lineMaker(
  { header }: ElfImage,
  { address: first, offset, base }: CodeStretch,
  lifter: Lifter | undefined,
  naming: Naming,
  odd: bigint,
): (instruction: Instruction) => CodeLine {
  const isObject = header.type === ET_REL;
  return (instruction) => {
    const address = wrapped(instruction.address + base);
    const plain = {
      instruction,
      offset: fileNumber(offset + (address - first)),
      relocations: naming.relocations.within(address, instruction.bytes.length),
    };
    if (lifter === undefined || instruction.mnemonic === '') return plain;
    const lifted = lifter.lift(instruction, instruction.address | odd);
    const { flow, counter } = lifted;
    const leaves =
      flow.kind === 'jump' || flow.kind === 'call' || flow.kind === 'return' ? flow.kind : undefined;
    // What a linker has not filled in yet is no address.
    const isOpen = isObject && plain.relocations.length > 0;
    const target = isOpen || !('target' in flow) ? undefined : flow.target;
    // Without any register known: an address that the instruction says by itself.
    const data = isOpen ? undefined : lifted.touches?.(new State(true, () => undefined));
    const [led, read] = [target, data].map((each) => (each === undefined ? undefined : wrapped(each + base)));
    const place = placeOf(led ?? read, naming);
    return {
      ...plain,
      ...(leaves === undefined ? {} : { leaves }),
      ...(led === undefined ? {} : { target: led }),
      ...(read === undefined ? {} : { data: read }),
      ...(place === undefined ? {} : { place }),
      ...(flow.kind === 'system-call' ? { entersKernel: true } : {}),
      ...(counter === undefined ? {} : { counter }),
    };
  };
}

function placeOf(address: bigint | undefined, { functions, pageAt }: Naming): PlaceName | undefined {
  if (address === undefined) return undefined;
  const found = functions.holding(address);
  if (found !== undefined) return { kind: 'function', name: found.symbol.name, offset: found.offset };
  const page = pageAt?.(address);
  return page === undefined ? undefined : { kind: 'page', name: page };
}

/** Relocations whose place lies within an instruction; looked up when the first one is asked for. */
export class CodeRelocations {
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
export const MOST_RELOCATIONS = 200_000;

function sortedRelocations(image: ElfImage): { offset: bigint; index: number }[] {
  const { relocations, sections } = image;
  const found: { offset: bigint; index: number }[] = [];
  for (let index = 0; index < Math.min(relocations.length, MOST_RELOCATIONS); index++) {
    const relocation = relocations.at(index);
    if (relocation === undefined) continue;
    const { offset, section } = relocation;
    // sh_info of the relocations' section is the section that they are of.
    const of = section === undefined ? undefined : sections.at(section)?.info;
    found.push({ offset: of === undefined ? offset : wrapped(offset + baseOf(image, of)), index });
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
