import type { ElfImage, Section } from '../../src/elf/model.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { openSession } from '../../src/session/openSession.ts';
import { openFile } from '../../src/sources/fileSource.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';
import { cellsView } from '../support/faces/cells.ts';
import { type JsonReport, jsonView } from '../support/faces/json.ts';
import { copyDifferences, pageOf } from '../support/faces/page.ts';
import { mapDifferences, recordsView } from '../support/faces/records.ts';
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

/**
 * Rows of a table that the page is asked for, and bytes of a file whose JSON report is read: of all of them with
 * `npm run test:oracle -- --all`.
 */
const all = process.env['ORACLE'] === 'all';
const PAGE_ROWS = all ? Number.POSITIVE_INFINITY : 1000;
const JSON_BYTES = all ? 64 << 20 : 512 << 10;

/** What is compared with the peers: our model, and what comes of it. */
type Face = 'model' | 'cells' | 'JSON' | 'bytes of rows';
type Faces = Readonly<Partial<Record<Face, View>>>;
type PeerViews = readonly (readonly [Peer, { readonly view: View; readonly warnings: readonly string[] }])[];

/** Reads a file as we do and as the peers do, and compares every value that they tell, on every way to a reader. */
export async function compareFile(file: string, { sections = true } = {}): Promise<Comparison> {
  const { source } = await openFile(nodeFiles, file);
  try {
    const outcome = await readElf(source, { symtab: true });
    if (outcome.kind !== 'elf') throw new Error(`${file}: not read as ELF: ${outcome.problem.code}`);
    const peers: PeerViews = [
      ['llvm-readelf', await llvmReadelf(llvm.path, file)],
      ['readelf', await readelf(gnu.path, file, { sections })],
    ];
    const { faces, wrong } = await facesOf(file);
    const compared = compareViews(outcome.image, { model: ourView(outcome.image), ...faces }, peers);
    return { ...compared, unexplained: [...compared.unexplained, ...wrong] };
  } finally {
    await source.dispose();
  }
}

/** What a session tells of the file: the page's rows, the bytes that they lead to, and the report. */
async function facesOf(file: string): Promise<{ faces: Faces; wrong: readonly string[] }> {
  const { source, info } = await openFile(nodeFiles, file);
  const options = { selection: [], asVdso: false, symtab: true };
  const session = await openSession({ source, info, options, generator: 'vdso-explorer 0.0.0' });
  try {
    const bytes = await source.read(0, source.size);
    const page = await pageOf(session, PAGE_ROWS);
    const faces = { cells: cellsView(page), 'bytes of rows': recordsView(bytes, page) };
    const wrong = [...mapDifferences(page, source.size), ...(await copyDifferences(session, page))];
    if (source.size > JSON_BYTES) return { faces, wrong };
    const pieces: Uint8Array[] = [];
    for await (const piece of session.export('json')) pieces.push(piece);
    const report = JSON.parse(Buffer.concat(pieces).toString()) as JsonReport;
    return { faces: { ...faces, JSON: jsonView(report) }, wrong };
  } finally {
    await session.dispose();
  }
}

function compareViews(image: ElfImage, faces: Faces, peers: PeerViews): Comparison {
  const unexplained: string[] = [];
  const explained = new Map<string, number>();
  let rows = 0;
  const ofDynamic = relocationsOfDynamic(image);
  for (const [peer, { view: all }] of peers) {
    const knowsPacked = peer === 'llvm-readelf';
    const view = { ...all, ...bySection(all, ofDynamic, knowsPacked) };
    for (const table of Object.values(view)) rows += table.length;
    for (const [face, whole] of Object.entries(faces)) {
      const isModel = face === 'model';
      const ours = knowsPacked ? whole : { ...whole, ...bySection(whole, ofDynamic, false) };
      for (const difference of differences(ours, isModel ? view : toldBy(ours, view))) {
        const reason = knownFault(peer, difference, image);
        if (reason === undefined)
          unexplained.push(`${peer}${isModel ? '' : ` and our ${face}`}: ${describe(difference)}`);
        else if (isModel) explained.set(`${peer}: ${reason}`, (explained.get(`${peer}: ${reason}`) ?? 0) + 1);
      }
    }
  }
  const warnings = peers.flatMap(([peer, { warnings }]) => warnings.map((warning) => `${peer}: ${warning}`));
  return { unexplained, explained, warnings, rows };
}

/** What a peer says of rows and fields that a face has. A table without rows has all fields. */
function toldBy(face: View, { ...view }: View): View {
  return Object.fromEntries(
    Object.entries(view).flatMap(([name, rows]) => {
      const ours = face[name as keyof View];
      if (ours === undefined) return [];
      const told = rows
        .slice(0, Math.max(ours.length, 1))
        .map((row, at) =>
          Object.fromEntries(Object.entries(row).filter(([field]) => field in (ours[at] ?? row))),
        );
      return [[name, told]];
    }),
  );
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
