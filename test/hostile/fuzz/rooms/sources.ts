/** src/sources and what reads processes above it: a hostile /proc, files that fail and shrink. */

import assert from 'node:assert/strict';
import { editorCatalogue } from '../../../../src/editor/catalogues.ts';
import { processItems } from '../../../../src/editor/processItems.ts';
import { labelText } from '../../../../src/elf/english.ts';
import { readElf } from '../../../../src/elf/readElf.ts';
import { originalOf } from '../../../../src/session/code/original.ts';
import { type Runtime, recognizeProcess } from '../../../../src/session/program/processProgram.ts';
import { findRuntimes } from '../../../../src/session/program/processRuntimes.ts';
import { findProgramIn, findPrograms } from '../../../../src/session/program/programOf.ts';
import { executablePath } from '../../../../src/session/program/runningProgram.ts';
import { openFile } from '../../../../src/sources/fileSource.ts';
import { imagesInFolder } from '../../../../src/sources/imagesInFolder.ts';
import { openLive, openProcess } from '../../../../src/sources/liveImage.ts';
import type { OpenedImage } from '../../../../src/sources/openedImage.ts';
import { listProcesses } from '../../../../src/sources/processList.ts';
import { readStartTime } from '../../../../src/sources/processStart.ts';
import { readEntry, readWords } from '../../../../src/sources/processWords.ts';
import { readUserNames } from '../../../../src/sources/userNames.ts';
import type { Random } from '../../random.ts';
import { hostileFiles, hostileFolders, hostileProc, type ProcFixture, procFixture } from '../hostileProc.ts';
import { imageInput } from '../imageInput.ts';
import { assertSeen, assertSentence, orRefusal } from '../promises.ts';
import type { Room } from '../room.ts';

/** Bytes read at once from a hostile source. */
const MOST_READ = 1 << 20;

export const sources: Room = {
  name: 'sources',
  weight: 60,
  limitSeconds: 120,
  input: imageInput((corpus) => corpus.small),
  async run({ bytes }, random) {
    const fixture = procFixture(bytes, random);
    const met = new Set<string>();
    await readProcess(fixture, random, met);
    await readList(fixture, random, met);
    await readFile(bytes, random, met);
    await walkFolder(bytes, random, met);
    return met;
  },
};

async function readProcess(fixture: ProcFixture, random: Random, met: Set<string>): Promise<void> {
  const proc = hostileProc(fixture);
  const { pid } = fixture;
  const opened = await orSourceError(
    () =>
      random.chance(3)
        ? openLive(proc)
        : openProcess(proc, random.chance(8) ? random.pick([0, -1, 2, 1.5, 2 ** 53]) : pid),
    met,
  );
  assert.equal(proc.openCount(), 0, 'memory that was opened is closed');
  if (opened !== undefined) await use(opened, fixture, random, met);
  const started = await readStartTime(proc, pid);
  met.add(started === undefined ? 'no start' : 'start');
  const entry = await orSourceError(() => readEntry(proc, pid), met);
  const words = await orSourceError(() => readWords(proc, pid, [entry ?? 0n, 2n ** 64n - 1n, -1n], 8), met);
  assert.ok(words === undefined || words.length === 3);
  assert.equal(proc.openCount(), 0, 'memory that was opened is closed');
}

async function use(
  opened: OpenedImage,
  fixture: ProcFixture,
  random: Random,
  met: Set<string>,
): Promise<void> {
  const { source, info, host } = opened;
  assertSentence(labelText(info.label), 'the label of a process');
  assert.equal(info.size, source.size);
  met.add(`opened ${info.kind}`);
  if (host !== undefined)
    for (const each of host.availableClocksources ?? []) assert.doesNotMatch(each, /\s/);
  for (let count = 0; count < 4; count++) {
    const [offset, length] = [random.below(source.size), random.below(MOST_READ)];
    assert.ok((await source.read(offset, length)).length <= length);
  }
  const result = await readElf(source);
  if (result.kind === 'elf') {
    const machine = { proc: hostileProc(fixture), files: hostileFiles(fixture, random) };
    const findings = await findPrograms(result.image, source, info, undefined, machine);
    const found = await findRuntimes(info, undefined, machine);
    if (found?.packed !== undefined) met.add(`packed by ${found.packed.packer}`);
    for (const { id, release = '' } of found?.runtimes ?? []) {
      assert.match(release, /^[\d.]{0,50}$/);
      met.add(`runs ${id}`);
    }
    assert.equal(new Set(findings.map(({ id }) => id)).size, findings.length, 'each has an id of its own');
    for (const { outcome } of findings) met.add(`program ${outcome}`);
    const places = { images: ['/proc/1'], byBuildId: ['/proc'], fetched: ['/proc/self'] };
    const original = await originalOf(result.image, info, places, machine);
    if (original !== undefined) met.add(`original ${original.from.kind}`);
    await original?.source.dispose();
    const asked = await orSourceError(
      () => findProgramIn(result.image, info.base, executablePath(1), machine.files),
      met,
    );
    if (asked?.finding !== undefined) met.add(`asked program ${asked.finding.outcome}`);
    if (asked?.packed !== undefined) met.add('asked program packed');
    assert.equal(machine.proc.openCount() + machine.files.openCount(), 0);
  }
  await source.dispose();
}

async function readList(fixture: ProcFixture, random: Random, met: Set<string>): Promise<void> {
  const proc = hostileProc(fixture);
  const entries = (await orSourceError(() => listProcesses(proc), met)) ?? [];
  const users = await readUserNames(proc);
  const files = hostileFiles(fixture, random);
  const runtimes = new Map<number, Runtime>();
  for (const { pid, refusal } of entries) {
    if (refusal !== undefined) assertSentence(refusal.message, 'why a process is not offered');
    const runtime = await recognizeProcess(files, pid);
    if (runtime !== undefined) runtimes.set(pid, runtime);
    if (runtime !== undefined) met.add(`runtime ${runtime.kind}`);
  }
  assert.equal(proc.openCount() + files.openCount(), 0);
  for (const { label, description, detail } of processItems(
    editorCatalogue('en'),
    entries,
    users,
    runtimes,
  )) {
    for (const text of [label, description, detail]) assertSeen(text, 'a line of the process picker');
    assert.ok(label.length + description.length + detail.length < 20_000, 'a line, not a book');
  }
}

async function readFile(bytes: Uint8Array, random: Random, met: Set<string>): Promise<void> {
  const files = hostileFiles({ pid: 1, program: bytes }, random);
  const opened = await orSourceError(() => openFile(files, executablePath(1)), met);
  if (opened === undefined) return assert.equal(files.openCount(), 0);
  const { source } = opened;
  for (let count = 0; count < 4; count++) {
    const length = random.below(MOST_READ);
    const read = await orSourceError(() => source.read(random.below(source.size + 9), length), met);
    assert.ok(read === undefined || read.length <= length);
  }
  await orSourceError(() => readElf(source, { symtab: true }), met);
  await source.dispose();
  await orSourceError(() => source.read(0, 1), met);
  assert.equal(files.openCount(), 0);
}

/** Every file is the input, and no folder is what it says. */
async function walkFolder(bytes: Uint8Array, random: Random, met: Set<string>): Promise<void> {
  const files = hostileFiles({ pid: 1, program: bytes }, random);
  const machine = { files, folders: hostileFolders(random), most: 20 };
  await orSourceError(async () => {
    let images = 0;
    for await (const found of imagesInFolder(random.pick(['/', '/r', '.', '']), machine)) {
      met.add(found.kind === 'image' ? 'image in a folder' : found.notice.code);
      if (found.kind === 'image') assert.equal(found.image.index, images++);
    }
  }, met);
  assert.equal(files.openCount(), 0);
}

async function orSourceError<Value>(
  action: () => Promise<Value>,
  met: Set<string>,
): Promise<Value | undefined> {
  return orRefusal(async () => {
    try {
      return await action();
    } catch (error) {
      if (error instanceof Error && 'code' in error) met.add(String(error.code));
      throw error;
    }
  }, ['SourceError']);
}
