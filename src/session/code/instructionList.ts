/** One part of an image's code as a list: where each row begins, and which rows jump where. */
import { type CodeLine, disassemble } from '../../code/disassembly.ts';
import { lifterOf } from '../../code/lift/lifters.ts';
import { lastAtMost } from '../../elf/bytes/lastAtMost.ts';
import { Arrows, type Jump } from '../../report/arrows.ts';
import type { SliceScheduler } from '../rows/sliceScheduler.ts';
import type { ImageListing } from './imageListing.ts';
import type { CodePart } from './parts.ts';

export class InstructionList {
  readonly part: CodePart;
  readonly arrows: Arrows;
  /** Bytes from the part's beginning to each row, and to the end. */
  readonly #offsets: Uint32Array;
  /** Of rows that are jumped to: the first row that does, and how many others. */
  readonly #reached: ReadonlyMap<number, { readonly first: number; readonly more: number }>;

  private constructor(part: CodePart, offsets: Uint32Array, jumps: readonly Jump[]) {
    this.part = part;
    this.#offsets = offsets;
    this.arrows = new Arrows(jumps);
    const reached = new Map<number, { first: number; more: number }>();
    for (const { from, to } of jumps) {
      const known = reached.get(to);
      if (known === undefined) reached.set(to, { first: from, more: 0 });
      else known.more++;
    }
    this.#reached = reached;
  }

  /** Decodes all of a part once; its rows are decoded again where they are looked at. */
  static async of(code: ImageListing, part: CodePart, scheduler: SliceScheduler): Promise<InstructionList> {
    const { from: start, odd, length } = part;
    const offsets: number[] = [];
    const targets: { row: number; target: bigint }[] = [];
    let end = 0;
    for await (const lines of linesOf(code, start | odd, length)) {
      const base = code.listing.stretchAt(start)?.base ?? 0n;
      for (const { instruction, leaves, target } of lines) {
        const offset = Number(instruction.address + base - start);
        if (leaves === 'jump' && target !== undefined) targets.push({ row: offsets.length, target });
        offsets.push(offset);
        end = offset + instruction.bytes.length;
      }
      if (scheduler.due) await scheduler.yieldIfDue();
    }
    const all = Uint32Array.from([...offsets, end]);
    const jumps = targets.flatMap(({ row, target }) => {
      const to = rowOf(all, target - start);
      return to === undefined || all[to] !== Number(target - start) ? [] : [{ from: row, to }];
    });
    return new InstructionList(part, all, jumps);
  }

  get bytes(): number {
    return this.#offsets.at(-1) ?? 0;
  }

  get length(): number {
    return this.#offsets.length - 1;
  }

  /** The row that holds an address. */
  rowAt(address: bigint): number | undefined {
    return rowOf(this.#offsets, address - this.part.from);
  }

  addressOf(row: number): bigint {
    return this.part.from + BigInt(this.#offsets[row] ?? 0);
  }

  reachedFrom(row: number): { readonly first: bigint; readonly more: number } | undefined {
    const found = this.#reached.get(row);
    return found && { first: this.addressOf(found.first), more: found.more };
  }

  /** Rows from `start` up to `end`, decoded anew. */
  async rows(code: ImageListing, start: number, end: number): Promise<readonly CodeLine[]> {
    if (start >= end) return [];
    const from = this.addressOf(start) | this.part.odd;
    const length = this.addressOf(end) - this.addressOf(start);
    const found: CodeLine[] = [];
    for await (const lines of linesOf(code, from, length)) found.push(...lines);
    return found.slice(0, end - start);
  }
}

function linesOf({ listing, naming }: ImageListing, from: bigint, length: bigint) {
  return disassemble(listing, lifterOf(listing.disassembler.machine), naming, from, length);
}

/** The row in which a distance lies. */
function rowOf(offsets: Uint32Array, distance: bigint): number | undefined {
  if (distance < 0n || distance >= BigInt(offsets.at(-1) ?? 0)) return undefined;
  return lastAtMost(offsets, Number(distance), offsets.length);
}
