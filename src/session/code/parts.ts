/** Which stretch of code a place is shown in: its function, or of a longer one 64 KiB. */
import type { Listing } from '../../code/listing.ts';
import type { ImageListing } from './imageListing.ts';

/** Bytes of code shown at once. */
export const PART = 65_536n;
/** Bytes shown from an address on that is in no function. */
const UNNAMED = 4096n;
/** Bytes read before a part's beginning, to find where an instruction begins: decoders fall into step much sooner. */
const BEFORE = 256n;

export interface CodePart {
  /** Of the first instruction. */
  readonly from: bigint;
  /** 1 for Thumb code, which is entered at odd addresses; else 0. */
  readonly odd: bigint;
  /** Its instructions begin within so many bytes. */
  readonly length: bigint;
  /** Position of its function, and the whole of it. */
  readonly position?: number;
  readonly start: bigint;
  readonly whole: bigint;
}

/** Undefined where there is no code. */
export async function partAt(
  { listing, functions, boundaries }: ImageListing,
  address: bigint,
): Promise<CodePart | undefined> {
  const isThumb = listing.disassembler.machine.odd !== undefined;
  const at = isThumb ? address & ~1n : address;
  const stretch = listing.stretchAt(at);
  if (stretch === undefined) return undefined;
  const position = functions.positionAt(address);
  const found = position === undefined ? undefined : functions.at(position);
  if (position === undefined || found === undefined) {
    const rest = stretch.length - (at - stretch.address);
    const length = rest < UNNAMED ? rest : UNNAMED;
    return { from: at, odd: address - at, length, start: at, whole: length };
  }
  const { start, symbol } = found;
  const odd = isThumb ? symbol.value & 1n : 0n;
  const whole = functions.extent(position);
  const number = at - start < whole ? (at - start) / PART : 0n;
  const begin = start + number * PART;
  const from = boundaries.get(begin) ?? (await firstFrom(listing, start, begin, odd));
  const rest = start + whole - from;
  const length = begin + PART - from;
  return { from, odd, length: length < rest ? length : rest, position, start, whole };
}

/** Address of the first instruction at or behind a place within a function. */
async function firstFrom(listing: Listing, start: bigint, at: bigint, odd: bigint): Promise<bigint> {
  if (at === start) return start;
  const from = at - start < BEFORE ? start : at - BEFORE;
  const base = listing.stretchAt(from)?.base ?? 0n;
  const near = await listing.window(from | odd, Number(at - from) + 1);
  const last = near.at(-1);
  if (last === undefined) return at;
  const address = last.address + base;
  return address >= at ? address : address + BigInt(last.bytes.length);
}
