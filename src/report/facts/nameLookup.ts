/** A name looked up: its hashes, where they lead in the image's tables, and each consumer's search for it. */

import { consumerById, looksNamesUp } from '../../consumers/catalog/index.ts';
import { MappedImage } from '../../consumers/lookup/mappedImage.ts';
import type { CatalogConsumer, Selection } from '../../consumers/model.ts';
import { Nearest, nearestNames } from '../../consumers/nearestName.ts';
import { lookUpName, type NameSearch, type NameWanted } from '../../consumers/verdict/lookUpName.ts';
import { gnuHash, sysvHash } from '../../elf/format/hash.ts';
import type { ElfImage } from '../../elf/model.ts';
import { type Chain, chainFrom, type HashTable, hashTablesOf } from './hashChains.ts';
import { type NamedRows, rowsNamed } from './namedRows.ts';
import type { SubjectFacts } from './subject.ts';

/** Entries of a chain that are told. */
export const MAX_CHAIN = 64;
/** Names of an image among which the nearest are looked for. */
export const MAX_COMPARED = 200_000;
/** Of them between two stops. */
const STRIDE = 1024;

/** Where a hash leads in one of the image's tables. */
export interface TableEntry {
  readonly hash: HashTable;
  /** Absent where the table has no buckets. */
  readonly bucket?: number;
  /** Of DT_GNU_HASH: whether both bits are set; without them a reader that asks the filter goes no further. */
  readonly inBloom?: boolean;
  readonly chain: Chain;
}

export interface NameLookup extends NamedRows {
  readonly wanted: NameWanted;
  readonly sysv: number;
  readonly gnu: number;
  readonly tables: readonly TableEntry[];
  readonly searches: readonly NameSearch[];
  /** Consumers that look no name up. */
  readonly passedOver: readonly CatalogConsumer[];
  /** Where no dynamic symbol has the name: symbols of the image that may be meant, else names that kernels export. */
  readonly nearest: readonly string[];
}

/** In slices. */
export function* lookUp(
  subject: SubjectFacts,
  wanted: NameWanted,
  selection: Selection,
): Generator<void, NameLookup> {
  const { image, source, provider, meter } = subject;
  const { name } = wanted;
  const memory = new MappedImage(image, source.base, provider);
  const searches: NameSearch[] = [];
  const passedOver: CatalogConsumer[] = [];
  for (const { id, release } of selection) {
    const consumer = consumerById(id);
    if (consumer === undefined) continue;
    if (!looksNamesUp(consumer)) {
      passedOver.push(consumer);
      continue;
    }
    searches.push(yield* lookUpName(image, memory, consumer, wanted, release));
    yield;
  }
  const named = rowsNamed(image, name);
  meter.steps += image.symbols.length + memory.spent;
  const hashes = { sysv: sysvHash(name), gnu: gnuHash(name) };
  const isThere = named.rows.some(({ table }) => table === 'symbols');
  return {
    wanted,
    ...named,
    ...hashes,
    tables: hashTablesOf(image).map((hash) => entryOf(image, hash, hashes[hash.kind])),
    searches,
    passedOver,
    nearest: isThere ? [] : yield* nearestIn(subject, name),
  };
}

function entryOf(image: ElfImage, hash: HashTable, value: number): TableEntry {
  const count = hash.kind === 'gnu' ? hash.table.nbuckets : hash.table.nbucket;
  const bloom = hash.kind === 'gnu' ? { inBloom: bloomHas(image, hash.table, value) } : {};
  if (count === 0) return { hash, ...bloom, chain: { symbols: [], more: false } };
  const bucket = value % count;
  return { hash, ...bloom, bucket, chain: chainFrom(hash, bucket, MAX_CHAIN) };
}

/** As glibc's do_lookup_x asks; a table without bloom words lets everything through. */
function bloomHas(
  { header: { class: bits } }: ElfImage,
  { bloom, bloomShift }: (HashTable & { readonly kind: 'gnu' })['table'],
  hash: number,
): boolean {
  if (bloom.length === 0) return true;
  const word = bloom.at(Math.floor(hash / bits) % bloom.length) ?? 0n;
  const second = bloomShift < 32 ? hash >>> bloomShift : 0;
  const mask = (1n << BigInt(hash % bits)) | (1n << BigInt(second % bits));
  return (BigInt(word) & mask) === mask;
}

function* nearestIn({ image, meter }: SubjectFacts, name: string): Generator<void, readonly string[]> {
  const nearest = new Nearest(name);
  if (nearest.hopeless) return [];
  const { symbols } = image;
  const end = Math.min(symbols.length, MAX_COMPARED);
  for (let index = 1; index < end; index++) {
    if (index % STRIDE === 0) yield;
    // What is imported is not found here either.
    if (symbols.shndx(index) !== 0) nearest.offer(symbols.name(index));
  }
  meter.steps += end;
  return nearest.names.length > 0 ? nearest.names : nearestNames(name);
}
