/** What the code of an image does: all of its exported functions, its clocks, and the kernel's pages that it reads. */
import { ET_REL, PT_LOAD } from '../elf/format/constants.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import type { Scheduler } from '../elf/reading/scheduler.ts';
import { CLOCK_FUNCTIONS, CLOCKS } from './clockIds.ts';
import { type ClockPath, clockPath } from './clocks.ts';
import { type CodeComparison, compareCode, type Original } from './compared.ts';
import { Disassembler, type LoadCapstone } from './decode/disassembler.ts';
import { machineOf } from './decode/machine.ts';
import { CodeBudget, type Exploring } from './flow/explore.ts';
import type { Incomplete } from './flow/incomplete.ts';
import { type CodeSymbol, exportedFunctions } from './functions.ts';
import { lifterOf } from './lift/lifters.ts';
import { Listing } from './listing.ts';
import { type CodePage, pagesOf } from './pages.ts';
import { type PatchedSite, patchedSites } from './patched.ts';
import { exploring, type FunctionPaths, functionPaths } from './paths.ts';

export interface FunctionCode extends FunctionPaths {
  readonly symbol: CodeSymbol;
}

export interface ImageCode {
  readonly functions: readonly FunctionCode[];
  /** Of the function that serves them; empty where there is none. */
  readonly clocks: readonly ClockPath[];
  readonly clockFunction?: string;
  readonly pages: readonly CodePage[];
  readonly patched: readonly PatchedSite[];
  /** With what it was made from, where that is there. */
  readonly compared?: CodeComparison;
}

export interface CodeOptions {
  readonly load: LoadCapstone;
  /** Lets others run, and carries the wish for the work. */
  readonly scheduler?: Scheduler;
  readonly budget?: CodeBudget;
  /** The clocks alone, which are quicker. */
  readonly only?: 'clocks';
  /** Of this image, where somebody reads it already. */
  readonly listing?: Listing;
  /** What the image was made from, to be held against it; undefined where nobody knows. */
  readonly original?: () => Promise<Original | undefined>;
}

/**
 * Never rejects for what an image has in it: what can't be followed is incomplete. Bounded by the budget, and by the
 * number of symbols.
 */
export async function imageCode(
  image: ElfImage,
  source: ByteSource,
  options: CodeOptions,
): Promise<ImageCode> {
  const machine = machineOf(image.header);
  const lifter = machine === undefined ? undefined : lifterOf(machine);
  const listing =
    machine === undefined
      ? undefined
      : (options.listing ?? new Listing(image, source, new Disassembler(machine, options.load)));
  const functions = exportedFunctions(
    image,
    (address) => listing === undefined || listing.stretchAt(address) !== undefined,
  );
  if (listing === undefined || lifter === undefined || machine === undefined) {
    const code = image.header.machine;
    return withoutPaths(functions, { code: 'machine', machine: code });
  }
  if (image.header.type === ET_REL) return withoutPaths(functions, { code: 'unlinked' });
  const context = exploring(listing, lifter, options.budget ?? new CodeBudget(), options.scheduler);
  if (options.only === 'clocks')
    return { functions: [], ...(await clocksOf(context, functions)), pages: [], patched: [] };
  const found = await functionsOf(context, functions);
  const original = await options.original?.();
  const compared = original && (await compareCode(listing, original));
  await original?.source.dispose();
  return {
    functions: found,
    ...(await clocksOf(context, functions)),
    pages: pagesBeside(listing, found),
    patched: await patchedSites(image, source, listing),
    ...(compared === undefined ? {} : { compared }),
  };
}

/** The pages alone, of an image that somebody is reading already. */
export async function imagePages(listing: Listing): Promise<readonly CodePage[]> {
  const lifter = lifterOf(listing.disassembler.machine);
  if (lifter === undefined) return [];
  const context = exploring(listing, lifter, new CodeBudget());
  const functions = exportedFunctions(listing.image, (address) => listing.stretchAt(address) !== undefined);
  return pagesBeside(listing, await functionsOf(context, functions));
}

async function functionsOf(context: Exploring, functions: readonly CodeSymbol[]): Promise<FunctionCode[]> {
  const known = new Map<bigint, FunctionPaths>();
  const found: FunctionCode[] = [];
  for (const symbol of functions) {
    const paths = known.get(symbol.value) ?? (await functionPaths(context, symbol.value));
    known.set(symbol.value, paths);
    found.push({ ...paths, symbol });
  }
  return found;
}

function pagesBeside({ image, disassembler }: Listing, functions: readonly FunctionCode[]): CodePage[] {
  const { family, bits } = disassembler.machine;
  const outside = new Set(functions.flatMap((each) => each.outside));
  return pagesOf(family, bits, [...outside], firstAddress(image));
}

async function clocksOf(
  context: Exploring,
  functions: readonly CodeSymbol[],
): Promise<Pick<ImageCode, 'clocks' | 'clockFunction'>> {
  const serving = CLOCK_FUNCTIONS.flatMap((name) => functions.find((each) => each.name === name) ?? []);
  const [first] = serving;
  if (first === undefined) return { clocks: [] };
  const clocks: ClockPath[] = [];
  for (const clock of CLOCKS) clocks.push(await clockPath(context, first.value, clock));
  return { clocks, clockFunction: first.name };
}

function withoutPaths(functions: readonly CodeSymbol[], why: Incomplete): ImageCode {
  const nothing = {
    ...{ counters: [], counterSites: [], ways: [], breakpoints: [], systemCalls: [], loops: [], outside: [] },
    instructions: 0,
  };
  const unread = (symbol: CodeSymbol): FunctionCode => ({ symbol, path: 'incomplete', why, ...nothing });
  return { functions: functions.map(unread), clocks: [], pages: [], patched: [] };
}

export function firstAddress({ segments }: ElfImage): bigint {
  let first: bigint | undefined;
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_LOAD) continue;
    const start = segment.vaddr - segment.offset;
    if (first === undefined || start < first) first = start;
  }
  return first ?? 0n;
}
