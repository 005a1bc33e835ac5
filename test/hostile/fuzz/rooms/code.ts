/** src/code: what follows from the code of hostile images, and from bytes that are no code at all. */
import assert from 'node:assert/strict';
import { BARE_BYTES, bareSystemCall } from '../../../../src/code/bareSystemCall.ts';
import { MOST_CHANGED_PLACES, type Original } from '../../../../src/code/compared.ts';
import { Disassembler } from '../../../../src/code/decode/disassembler.ts';
import { machineOf } from '../../../../src/code/decode/machine.ts';
import { CodeRelocations, disassemble } from '../../../../src/code/disassembly.ts';
import { incompleteText } from '../../../../src/code/english.ts';
import { CodeBudget } from '../../../../src/code/flow/explore.ts';
import { FunctionIndex } from '../../../../src/code/functions.ts';
import { type ImageCode, imageCode } from '../../../../src/code/imageCode.ts';
import { lifterOf } from '../../../../src/code/lift/lifters.ts';
import { Listing } from '../../../../src/code/listing.ts';
import { pageAt } from '../../../../src/code/pages.ts';
import { clockVerdict, userClocks } from '../../../../src/code/userClocks.ts';
import { PF_X, PT_LOAD } from '../../../../src/elf/format/constants.ts';
import type { ElfImage } from '../../../../src/elf/model.ts';
import { comparedLines } from '../../../../src/report/codeText.ts';
import { codeJson } from '../../../../src/report/output/codeReport.ts';
import { isCodeTable } from '../../../../src/session/code/codeTables.ts';
import { SessionCode } from '../../../../src/session/code/sessionCode.ts';
import { loadCapstone } from '../../../../src/session/disassembler.ts';
import { makeReport } from '../../../../src/session/makeReport.ts';
import { SliceScheduler } from '../../../../src/session/rows/sliceScheduler.ts';
import { english } from '../../../../src/session/words.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import type { Random } from '../../random.ts';
import { imageInput } from '../imageInput.ts';
import { readImage } from '../images.ts';
import { assertAllRanges, assertAllSeen } from '../promises.ts';
import type { Room } from '../room.ts';

const BUDGET = [5_000, 50_000] as const;
/** Bytes written out as instructions. */
const SHOWN = 4096n;

let capstone: ReturnType<typeof loadCapstone> | undefined;
/** Loading it takes longer than an input. */
function load(): ReturnType<typeof loadCapstone> {
  capstone ??= loadCapstone();
  return capstone;
}

export const code: Room = {
  name: 'code',
  weight: 20,
  limitSeconds: 120,
  input: imageInput((corpus) => [...corpus.vdsos, ...corpus.small]),
  async run({ bytes }, random) {
    if (random.chance(2)) writeCode(bytes, random);
    const image = await readImage(bytes, true);
    if (image === undefined) return ['not ELF'];
    const budget = new CodeBudget(...BUDGET);
    const original = () => originalOf(bytes, random);
    const found = await imageCode(image, memorySource(bytes), { load, budget, original });
    assertCode(found);
    assertCompared(found);
    assert.ok(JSON.stringify(codeJson(english, 'vdso', found)).length < 1_000_000 + 1000 * bytes.length);
    await write(image, bytes, found);
    await ask(image, bytes, random);
    return found.functions.map(({ path, why }) => `${path} ${why?.code ?? ''}`);
  },
};

/** Where executable segments say that code is; most images of the corpus have none worth following. */
function writeCode(bytes: Uint8Array, random: Random): void {
  const start = random.below(bytes.length);
  const length = random.below(2048);
  // Half of it jumps and returns, so that ways are found and not only ends.
  const common = [
    0x0f, 0x05, 0xc3, 0xeb, 0x75, 0x74, 0xe8, 0xe9, 0xff, 0xd6, 0x01, 0x00, 0xd4, 0x4e, 0x80, 0x60,
  ];
  for (let at = start; at < Math.min(start + length, bytes.length); at++)
    bytes[at] = random.chance(2) ? random.below(256) : random.pick(common);
}

function assertCode({ functions, clocks, pages, patched }: ImageCode): void {
  for (const { path, why, systemCalls } of [
    ...functions,
    ...clocks.map((clock) => ({ ...clock, systemCalls: [] })),
  ]) {
    assert.equal(path === 'incomplete', why !== undefined);
    if (why !== undefined) assert.match(incompleteText(why), /^[A-Z].*\.$/);
    if (path === 'user') assert.equal(systemCalls.length, 0);
  }
  for (const clock of userClocks) clockVerdict(clock, clocks);
  for (const { distance } of pages) assert.ok(pageAt(pages, distance, 64) !== null);
  for (const { length, now } of patched) assert.ok(now.bytes.length <= length);
}

/** The same image, of which other places are damaged: each is held against the other. */
async function originalOf(bytes: Uint8Array, random: Random): Promise<Original | undefined> {
  const copy = bytes.slice();
  for (let count = random.below(20); count > 0; count--) copy[random.below(copy.length)] = random.below(256);
  const image = await readImage(copy, true);
  return image && { from: { kind: 'live' }, image, source: memorySource(copy) };
}

function assertCompared({ compared }: ImageCode): void {
  if (compared === undefined) return;
  assert.ok(compared.places.length <= MOST_CHANGED_PLACES);
  for (const { length, before, now } of compared.places) {
    assert.ok(length > 0);
    assert.notDeepEqual(length <= before.bytes.length && before.bytes, now.bytes);
  }
  for (const line of comparedLines(english, compared, [])) assert.match(line, /\S/);
}

/** What a page asks of the code, of any place and any row. */
async function ask(image: ElfImage, bytes: Uint8Array, random: Random): Promise<void> {
  const info = { kind: 'file', label: 'image', size: bytes.length } as const;
  const { subject } = makeReport(image, info, undefined, { selection: [], asVdso: false }, 'fuzz');
  const options = { load, budget: () => new CodeBudget(...BUDGET) };
  const session = new SessionCode(subject, english, memorySource(bytes), options);
  const view = await session.view(random.chance(2));
  assertAllSeen(view, 'code');
  for (const { id, rowCount } of view.tables) {
    if (!isCodeTable(id)) continue;
    const queries = await session.queries(id, new SliceScheduler());
    const { rows } = await queries.rows({
      table: id,
      filter: '',
      start: random.below(rowCount + 1),
      count: 20,
    });
    assertAllSeen(rows, id);
    assertAllRanges(rows, bytes.length, id);
  }
  for (let count = 0; count < 3; count++) {
    const detail = await session.detail('functions', random.below(20));
    assertAllSeen(detail, 'detail');
    assertAllRanges(detail, bytes.length, 'detail');
    const place = detail?.code ?? `0x${random.below(1 << 20).toString(16)}`;
    const start = random.below(100);
    const window = await session.instructions({ place, start, count: 50 });
    assertAllSeen(window, 'instructions');
    assertAllRanges(window, bytes.length, 'instructions');
    assert.equal(window.rows.length, Math.max(0, Math.min(50, window.rowCount - window.start)));
    assert.ok(window.rows.every(({ arrows }) => arrows.length === window.arrowColumns));
  }
}

async function write(image: ElfImage, bytes: Uint8Array, { pages }: ImageCode): Promise<void> {
  const machine = machineOf(image.header);
  if (machine === undefined) return;
  const listing = new Listing(image, memorySource(bytes), new Disassembler(machine, load));
  const naming = {
    functions: new FunctionIndex(image, true, listing.stretches),
    relocations: new CodeRelocations(image),
    pageAt: (at: bigint) => pageAt(pages, at, 64),
  };
  for (let index = 0; index < Math.min(image.segments.length, 4); index++) {
    const segment = image.segments.at(index);
    if (segment?.type !== PT_LOAD || (segment.flags & PF_X) === 0) continue;
    let last: bigint | undefined;
    for await (const window of disassemble(listing, lifterOf(machine), naming, segment.vaddr, SHOWN))
      for (const { instruction } of window) {
        assert.ok(instruction.bytes.length > 0 && instruction.address !== last);
        last = instruction.address;
        bareSystemCall(machine, instruction.bytes.subarray(0, BARE_BYTES), false);
      }
  }
}
