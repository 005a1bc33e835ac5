/** The code of an opened image: functions, what following them brings, and listings of instructions. */
import type { Original } from '../../code/compared.ts';
import { Disassembler, type LoadCapstone } from '../../code/decode/disassembler.ts';
import { anyMachine } from '../../code/decode/machine.ts';
import { CodeRelocations, type Naming } from '../../code/disassembly.ts';
import { CodeBudget } from '../../code/flow/explore.ts';
import { exportedFunctions, FunctionIndex } from '../../code/functions.ts';
import { type FunctionCode, firstAddress, type ImageCode, imageCode } from '../../code/imageCode.ts';
import { lifterOf } from '../../code/lift/lifters.ts';
import { Listing } from '../../code/listing.ts';
import { pageAt } from '../../code/pages.ts';
import { exploring, functionPaths } from '../../code/paths.ts';
import { ET_REL } from '../../elf/format/constants.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';
import { loadCapstone } from '../disassembler.ts';
import { SliceScheduler } from '../rows/sliceScheduler.ts';
import { SharedTask } from './sharedTask.ts';

/** Exported functions up to which all of them are followed without being asked: a vDSO has some ten. */
export const FOLLOWED_AT_ONCE = 64;
/** Followed for the details of one function. */
export const ONE_FUNCTION = { instructions: 20_000, steps: 200_000 };
/** Functions whose ways are kept. */
const KEPT = 256;

export interface ListingOptions {
  readonly load?: LoadCapstone;
  /** For all functions together. */
  readonly budget?: () => CodeBudget;
  /** What the image was made from. */
  readonly original?: () => Promise<Original | undefined>;
}

export class ImageListing {
  readonly image: ElfImage;
  readonly listing: Listing;
  readonly functions: FunctionIndex;
  readonly naming: Naming;
  readonly exported: number;
  readonly all: SharedTask<ImageCode>;
  /** Of parts that were reached from the one before: where their first instruction begins, by where they would. */
  readonly boundaries = new Map<bigint, bigint>();
  readonly #one = new Map<bigint, FunctionCode>();

  constructor(
    image: ElfImage,
    source: ByteSource,
    { load = loadCapstone, budget, original }: ListingOptions = {},
  ) {
    const machine = anyMachine(image.header);
    this.image = image;
    this.listing = new Listing(image, source, new Disassembler(machine, load));
    this.functions = new FunctionIndex(image, machine.odd !== undefined, this.listing.stretches);
    this.exported = exportedFunctions(image, (at) => this.listing.stretchAt(at) !== undefined).length;
    const first = firstAddress(image);
    this.naming = {
      functions: this.functions,
      relocations: new CodeRelocations(image),
      pageAt: (address) => pageAt(this.all.result?.pages ?? [], address - first, machine.bits),
    };
    this.all = new SharedTask((signal) =>
      imageCode(image, source, {
        load,
        ...(budget === undefined ? {} : { budget: budget() }),
        ...(original === undefined ? {} : { original }),
        listing: this.listing,
        scheduler: new SliceScheduler(signal),
      }),
    );
  }

  /** Whether all functions are followed without being asked. */
  get small(): boolean {
    return this.exported <= FOLLOWED_AT_ONCE;
  }

  /** Of the function at an address; followed with a budget of its own where not all of them were. */
  async codeOf(position: number, signal?: AbortSignal): Promise<FunctionCode | undefined> {
    const symbol = this.functions.at(position)?.symbol;
    if (symbol === undefined) return undefined;
    const followed = this.all.result?.functions.find(({ symbol: { value } }) => value === symbol.value);
    const known = followed ?? this.#one.get(symbol.value);
    if (known !== undefined) return known;
    const lifter = lifterOf(this.listing.disassembler.machine);
    if (lifter === undefined || this.image.header.type === ET_REL) return undefined;
    const budget = new CodeBudget(ONE_FUNCTION.instructions, ONE_FUNCTION.steps);
    const context = exploring(this.listing, lifter, budget, new SliceScheduler(signal));
    const found = { ...(await functionPaths(context, symbol.value)), symbol };
    if (this.#one.size >= KEPT) this.#one.clear();
    this.#one.set(symbol.value, found);
    return found;
  }
}
