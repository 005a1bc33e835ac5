/**
 * Places that the kernel writes over when it maps the image at boot, each with what the file has, what may stand there
 * instead, and what this image holds.
 */
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import type { Instruction } from './instruction.ts';
import type { Listing } from './listing.ts';
import { type PatchEntry, patchEntries } from './patchTables.ts';

export interface CodeText {
  readonly bytes: Uint8Array;
  readonly instructions: readonly Instruction[];
}

export interface PatchedSite {
  readonly address: bigint;
  /** Of the site, in bytes. */
  readonly length: number;
  /** What stands there in this image. */
  readonly now: CodeText;
  /** In the order of the table: of several that apply to a machine the last one wins. */
  readonly alternatives: readonly (CodeText & { readonly feature: number })[];
  /** Which alternative stands there; absent where it is what was there before, or another's. */
  readonly chosen?: number;
}

/** Bytes of a site that are shown; PowerPC's may hold whole ways through a function. */
const MOST_BYTES = 256;

export async function patchedSites(
  image: ElfImage,
  source: ByteSource,
  listing: Listing,
): Promise<PatchedSite[]> {
  const sites = new Map<bigint, PatchEntry[]>();
  for (const entry of await patchEntries(image, source, listing)) {
    const known = sites.get(entry.site);
    if (known === undefined) sites.set(entry.site, [entry]);
    else known.push(entry);
  }
  const found: PatchedSite[] = [];
  for (const [address, of] of sites) found.push(await siteOf(address, of, image, source, listing));
  return found;
}

async function siteOf(
  address: bigint,
  entries: readonly PatchEntry[],
  image: ElfImage,
  source: ByteSource,
  listing: Listing,
): Promise<PatchedSite> {
  const length = Math.max(...entries.map((entry) => entry.length));
  const now = await codeTextOf(await listing.bytes(address, Math.min(length, MOST_BYTES)), address, listing);
  const alternatives: (CodeText & { feature: number })[] = [];
  for (const entry of entries) {
    const bytes = await replacementOf(entry, image, source, listing);
    alternatives.push({ ...(await codeTextOf(bytes, entry.replacement, listing)), feature: entry.feature });
  }
  const chosen = alternatives.findLastIndex(
    ({ bytes }) => bytes.length > 0 && bytes.every((byte, at) => byte === now.bytes[at]),
  );
  return { address, length, now, alternatives, ...(chosen < 0 ? {} : { chosen }) };
}

/** What may stand there, with what fills the site up. */
async function replacementOf(
  { replacement, replacementLength, length, fill }: PatchEntry,
  image: ElfImage,
  source: ByteSource,
  { disassembler }: Listing,
): Promise<Uint8Array> {
  const offset = image.offsetOf(replacement);
  const wanted = Math.min(replacementLength, MOST_BYTES);
  const bytes = offset === undefined ? new Uint8Array(0) : await readOr(source, offset, wanted);
  if (fill === undefined || bytes.length < wanted) return bytes;
  const whole = new Uint8Array(Math.min(length, MOST_BYTES));
  const view = new DataView(whole.buffer);
  for (let at = 0; at + 4 <= whole.length; at += 4)
    view.setUint32(at, fill, disassembler.machine.codeLittleEndian);
  whole.set(bytes.subarray(0, whole.length));
  return whole;
}

async function readOr(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  try {
    return await source.read(offset, length);
  } catch {
    return new Uint8Array(0);
  }
}

export async function codeTextOf(
  bytes: Uint8Array,
  address: bigint,
  { disassembler }: Listing,
  odd = false,
): Promise<CodeText> {
  return { bytes, instructions: await disassembler.decode(bytes, address, odd) };
}
