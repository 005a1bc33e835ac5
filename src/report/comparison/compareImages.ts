/** Compares two images, part by part. */
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import { codeChanges } from './codeChanges.ts';
import { type ComparedImage, type ComparedNote, isSameBuild } from './comparedImage.ts';
import { type Change, type Comparison, change, type NotCompared } from './comparison.ts';
import { consumerChanges } from './consumerChanges.ts';
import { byText } from './order.ts';

export function compareImages(from: ComparedImage, to: ComparedImage): Comparison {
  return runToEnd(compareInSlices(from, to));
}

/** The same in slices: functions of thousands of instructions take some time. */
export function* compareInSlices(from: ComparedImage, to: ComparedImage): Generator<void, Comparison> {
  const changes: Change[] = [];
  changes.push(...imageChanges(from, to));
  changes.push(...consumerChanges(from.consumers, to.consumers));
  yield;
  changes.push(...exportChanges(from, to));
  yield;
  changes.push(...tableChanges(from, to));
  changes.push(...(yield* codeChanges(from, to)));
  changes.push(...sizeChanges(from, to));
  changes.push(...noteChanges(from, to));
  if (changes.length === 0 && haveOtherBytes(from, to))
    changes.push(change('sizes', 'bytes', 'harmless', {}));
  return { from, to, changes, notCompared: notCompared(from, to) };
}

function haveOtherBytes({ sha256 }: ComparedImage, { sha256: other }: ComparedImage): boolean {
  return sha256 !== undefined && other !== undefined && sha256 !== other;
}

function* imageChanges(from: ComparedImage, to: ComparedImage): Generator<Change> {
  const [a, b] = [from.header, to.header];
  const differs =
    a.machine !== b.machine ||
    a.class !== b.class ||
    a.littleEndian !== b.littleEndian ||
    a.flags !== b.flags;
  if (differs) yield change('image', 'architecture', 'breaking', { from: a, to: b });
  const [one = '', other = ''] = [from.soname, to.soname];
  if (one !== other) yield change('image', 'soname', 'visible', { from: one, to: other });
}

function* exportChanges(from: ComparedImage, to: ComparedImage): Generator<Change> {
  const [before, after] = [byName(from), byName(to)];
  const moved: string[] = [];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort(byText)) {
    const [olds, news] = [before.get(name) ?? [], after.get(name) ?? []];
    const gone = olds.filter(({ version }) => !news.some((each) => each.version === version));
    const come = news.filter(({ version }) => !olds.some((each) => each.version === version));
    const [old, now] = [gone[0], come[0]];
    if (gone.length === 1 && come.length === 1 && old !== undefined && now !== undefined) {
      yield change('exports', 'exportVersion', 'breaking', { name, from: old.version, to: now.version });
      yield* attributes(name, old, now);
    } else {
      for (const { version, type } of gone)
        yield change('exports', 'exportRemoved', 'breaking', { name, version, type });
      for (const { version, type } of come)
        yield change('exports', 'exportAdded', 'visible', { name, version, type });
    }
    for (const one of olds) {
      const other = news.find(({ version }) => version === one.version);
      if (other === undefined) continue;
      yield* attributes(name, one, other);
      // Versions of one name stand together.
      if (one.value !== other.value && moved.at(-1) !== name) moved.push(name);
    }
  }
  if (moved.length > 0) yield change('exports', 'exportsMoved', 'harmless', { names: moved });
}

function* attributes(name: string, from: Export, to: Export): Generator<Change> {
  if (from.type !== to.type)
    yield change('exports', 'exportType', 'visible', { name, from: from.type, to: to.type });
  if (from.bind !== to.bind)
    yield change('exports', 'exportBind', 'visible', { name, from: from.bind, to: to.bind });
  if (from.visibility !== to.visibility)
    yield change('exports', 'exportVisibility', 'visible', {
      name,
      from: from.visibility,
      to: to.visibility,
    });
}

type Export = ComparedImage['exports'][number];

/** Versions of one name, more than one only in libraries. */
function byName({ exports }: ComparedImage): Map<string, Export[]> {
  const found = new Map<string, Export[]>();
  for (const each of exports) {
    const known = found.get(each.name);
    if (known === undefined) found.set(each.name, [each]);
    // A version that stands there twice counts once.
    else if (known.length < MOST_VERSIONS && known.every(({ version }) => version !== each.version))
      known.push(each);
  }
  return found;
}

/** Versions of one name: glibc has three of some. */
const MOST_VERSIONS = 64;

function* tableChanges(from: ComparedImage, to: ComparedImage): Generator<Change> {
  for (const name of without(from.versions, to.versions))
    yield change('versions', 'versionRemoved', 'breaking', { name });
  for (const name of without(to.versions, from.versions))
    yield change('versions', 'versionAdded', 'visible', { name });
  const names = (image: ComparedImage) => image.hashTables.map(({ name }) => name);
  for (const table of without(names(from), names(to)))
    yield change('hashTables', 'tableRemoved', 'breaking', { table });
  for (const table of without(names(to), names(from)))
    yield change('hashTables', 'tableAdded', 'visible', { table });
  for (const { name: table, buckets } of from.hashTables) {
    const other = to.hashTables.find(({ name }) => name === table);
    if (other !== undefined && other.buckets !== buckets)
      yield change('hashTables', 'tableBuckets', 'harmless', { table, from: buckets, to: other.buckets });
  }
}

function without<Value>(values: readonly Value[], others: readonly Value[]): readonly Value[] {
  const known = new Set(others);
  return values.filter((each) => !known.has(each));
}

const PAGE = 4096;

function* sizeChanges(from: ComparedImage, to: ComparedImage): Generator<Change> {
  if (from.size !== to.size) {
    const sizes = change('sizes', 'imageSize', 'harmless', { from: from.size, to: to.size });
    const pages = ({ size }: ComparedImage): number => Math.ceil(size / PAGE);
    // What is mapped is whole pages, whatever the file was.
    const mapped = isSameBuild(from, to) && pages(from) === pages(to);
    yield mapped ? { ...sizes, expected: true } : sizes;
  }
  const sizes = byName(to);
  const groups = new Map<string, { names: string[]; from: bigint; to: bigint }>();
  for (const [name, versions] of byName(from))
    for (const { version, value, size: before } of versions) {
      const size = sizes.get(name)?.find((each) => each.version === version)?.size;
      if (size === undefined || size === before) continue;
      // Names of one function stand together.
      const id = `${value} ${before} ${size}`;
      const known = groups.get(id);
      if (known === undefined) groups.set(id, { names: [name], from: before, to: size });
      else if (known.names.at(-1) !== name) known.names.push(name);
    }
  for (const group of groups.values()) yield change('sizes', 'functionSize', 'harmless', group);
}

/** Notes of one owner and type are held against each other in their order. */
function* noteChanges(from: ComparedImage, to: ComparedImage): Generator<Change> {
  const others = new Map<string, ComparedNote[]>();
  const kind = ({ owner, type }: ComparedNote): string => `${type} ${owner}`;
  // The first one last, where it is taken from.
  for (const note of to.notes.toReversed()) {
    const known = others.get(kind(note));
    if (known === undefined) others.set(kind(note), [note]);
    else known.push(note);
  }
  for (const note of from.notes) {
    const { owner, type, description } = note;
    const other = others.get(kind(note))?.pop();
    if (other === undefined)
      yield change('notes', 'noteRemoved', 'harmless', { owner, type, text: noteText(note) });
    else if (other.description !== description)
      yield change('notes', 'note', 'harmless', { owner, type, from: noteText(note), to: noteText(other) });
  }
  const rest = new Set([...others.values()].flat());
  for (const note of to.notes)
    if (rest.has(note))
      yield change('notes', 'noteAdded', 'harmless', {
        owner: note.owner,
        type: note.type,
        text: noteText(note),
      });
}

function noteText({ text, description }: ComparedNote): string {
  return text === '' ? description : text;
}

function notCompared(from: ComparedImage, to: ComparedImage): NotCompared[] {
  const found: NotCompared[] = [];
  if (from.code === undefined || to.code === undefined) {
    if (from.code !== undefined || to.code !== undefined || from.role === 'vdso')
      found.push({ part: 'clocks', why: 'not-read' }, { part: 'code', why: 'not-read' });
  } else {
    const read = ({ code }: ComparedImage): boolean =>
      code?.functions.some((each) => each.code !== undefined) === true;
    const has = ({ code }: ComparedImage): boolean => code !== undefined && code.functions.length > 0;
    if (has(from) && has(to) && !(read(from) && read(to))) found.push({ part: 'code', why: 'report' });
  }
  if (from.leftOut + to.leftOut > 0) found.push({ part: 'exports', why: 'left-out' });
  return found;
}
