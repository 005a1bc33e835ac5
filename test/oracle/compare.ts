import type { ElfImage, Section } from '../../src/elf/model.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { openFile } from '../../src/sources/fileSource.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';
import { ourView, rowsOf } from '../support/ourView.ts';
import { tool } from '../support/tool.ts';
import type { Row, View } from '../support/view.ts';
import { describe, differences } from '../support/view.ts';
import type { Peer } from './knownFaults.ts';
import { knownFault } from './knownFaults.ts';
import { llvmReadelf } from './peers/llvmReadelf.ts';
import { readelf } from './peers/readelf.ts';
import { peerVersion } from './peers/run.ts';

const gnu = tool('GNU readelf');
const llvm = tool('llvm-readelf');
export const skipWithoutPeers = gnu.skip || llvm.skip;

export async function printPeerVersions(): Promise<void> {
  for (const peer of [gnu, llvm]) {
    if (peer.skip === false) console.log(`peer: ${peer.path}: ${await peerVersion(peer.path)}`);
  }
}

export interface Comparison {
  /** Differences that no known fault of a peer explains. */
  readonly unexplained: readonly string[];
  /** Known faults met, by reason. */
  readonly explained: ReadonlyMap<string, number>;
  /** What the peers complained about. */
  readonly warnings: readonly string[];
  /** How many rows were compared. */
  readonly rows: number;
}

export async function imageOf(bytes: Uint8Array): Promise<ElfImage> {
  const outcome = await readElf(memorySource(bytes), { symtab: true });
  if (outcome.kind !== 'elf') throw new Error(`not read as ELF: ${outcome.problem.code}`);
  return outcome.image;
}

/** Reads a file as we do and as the peers do, and compares every value that they tell. */
export async function compareFile(file: string, { sections = true } = {}): Promise<Comparison> {
  const { source } = await openFile(nodeFiles, file);
  try {
    const outcome = await readElf(source, { symtab: true });
    if (outcome.kind !== 'elf') throw new Error(`${file}: not read as ELF: ${outcome.problem.code}`);
    const peers: [Peer, { view: View; warnings: readonly string[] }][] = [
      ['llvm-readelf', await llvmReadelf(llvm.path, file)],
      ['readelf', await readelf(gnu.path, file, { sections })],
    ];
    return compareViews(outcome.image, peers);
  } finally {
    await source.dispose();
  }
}

function compareViews(
  image: ElfImage,
  peers: readonly [Peer, { view: View; warnings: readonly string[] }][],
): Comparison {
  const whole = ourView(image);
  const unexplained: string[] = [];
  const explained = new Map<string, number>();
  let rows = 0;
  const ofDynamic = relocationsOfDynamic(image);
  for (const [peer, { view: all }] of peers) {
    const knowsPacked = peer === 'llvm-readelf';
    const view = { ...all, ...bySection(all, ofDynamic, knowsPacked) };
    const ours = knowsPacked ? whole : { ...whole, ...bySection(whole, ofDynamic, false) };
    for (const table of Object.values(view)) rows += table.length;
    for (const difference of differences(ours, view)) {
      const reason = knownFault(peer, difference, image);
      if (reason === undefined) unexplained.push(`${peer}: ${describe(difference)}`);
      else explained.set(`${peer}: ${reason}`, (explained.get(`${peer}: ${reason}`) ?? 0) + 1);
    }
  }
  const warnings = peers.flatMap(([peer, { warnings }]) => warnings.map((warning) => `${peer}: ${warning}`));
  return { unexplained, explained, warnings, rows };
}

interface DynamicSections {
  /** Sections whose entries the dynamic table names as well. */
  readonly plain: ReadonlySet<number>;
  readonly packed: ReadonlySet<number>;
  /** All packed ones, whether or not it names them. */
  readonly allPacked: ReadonlySet<number>;
}

/**
 * A peer lists all sections of relocations. Those of the dynamic table are compared as its tables; GNU readelf does
 * that itself, and knows none that are packed.
 */
function bySection({ sectionRelocations = [] }: View, of: DynamicSections, knowsPacked: boolean): View {
  const inSet = (set: ReadonlySet<number>) => (row: Row) => set.has(Number(row['section']));
  const others = sectionRelocations.filter((row) => !inSet(of.plain)(row) && !inSet(of.packed)(row));
  if (!knowsPacked) return { sectionRelocations: others.filter((row) => !inSet(of.allPacked)(row)) };
  // Only section headers lead LLVM to them.
  if (of.packed.size === 0) return { sectionRelocations: others };
  const packedRelocations = sectionRelocations.filter(inSet(of.packed)).map(({ section: _, ...row }) => ({
    ...row,
    // Names of dynamic symbols come with their version, which is none of the relocation's.
    ...(row['symbolName'] === undefined ? {} : { symbolName: String(row['symbolName']).replace(/@.*/, '') }),
  }));
  return { sectionRelocations: others, packedRelocations };
}

const SHT_PACKED = [0x40000014, 0x60000001, 0x60000002];

function relocationsOfDynamic({ dynamic, sections }: ElfImage): DynamicSections {
  const value = (tag: number) => rowsOf(dynamic).findLast((entry) => entry.tag === BigInt(tag))?.value;
  const ranges = [
    [7, 8],
    [17, 18],
    [23, 2],
    [36, 35],
  ].map(([tag = 0, size = 0]) => ({ start: value(tag) ?? 0n, size: value(size) ?? 0n }));
  const starts = [0x40000026, 0x6000000f, 0x60000011].map(value);
  const indices = (of: (section: Section) => boolean) =>
    new Set(
      rowsOf(sections)
        .filter(of)
        .map(({ index }) => index),
    );
  const isPacked = ({ type }: Section) => SHT_PACKED.includes(type);
  return {
    plain: indices(({ addr }) => ranges.some(({ start, size }) => addr >= start && addr < start + size)),
    packed: indices((section) => isPacked(section) && starts.includes(section.addr)),
    allPacked: indices(isPacked),
  };
}
