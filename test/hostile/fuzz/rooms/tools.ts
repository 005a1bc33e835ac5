/** src/tools: what a model may send, on hostile files and files that hold others: an answer within its size, or a sentence. */

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Consents } from '../../../../src/tools/consents.ts';
import { toolWords } from '../../../../src/tools/english.ts';
import type { FileNames } from '../../../../src/tools/fileNames.ts';
import { filePlaceOf } from '../../../../src/tools/filePlace.ts';
import { comparedInputs, imageInput as imageInputOf } from '../../../../src/tools/input.ts';
import { imageOf, type ToolImage, type ToolPlace } from '../../../../src/tools/toolImage.ts';
import {
  checkConsumers,
  compareVdsoImages,
  inspectVdso,
  MAX_ANSWER,
  MAX_SENTENCE,
  MIN_ANSWER,
} from '../../../../src/tools/tools.ts';
import { workerScript } from '../../../support/started.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { imageInput } from '../imageInput.ts';
import { someNumber } from '../images.ts';
import { assertSeen, assertSentence, orRefusal } from '../promises.ts';
import type { Room } from '../room.ts';
import { scratch } from '../scratch.ts';
import { archives } from './archives.ts';
import { containers } from './containers.ts';

const DOCUMENTED = ['Error', 'ToolError', 'SourceError', 'SessionError'];
const MANY = 3000;
/** A share that is an open folder. */
const OPEN_SHARE = '\\\\opened\\share';
const WINDOWS = [
  'image.so',
  '..\\other',
  'D:\\image.so',
  '\\\\server\\share\\x',
  '\\\\?\\UNC\\server\\share',
  '\\\\.\\pipe\\x',
  'nul.so',
  'COM1',
  `${OPEN_SHARE}\\image.so`,
  '//server/share',
  'C:image.so',
];
const NOT_HERE = ['', '/dev/zero', '/etc/passwd', '../../..', ...hostileTexts];

export const tools: Room = {
  name: 'tools',
  weight: 8,
  limitSeconds: 120,
  input(corpus, random) {
    const small = imageInput((of) => of.small);
    const make = random.chance(2) ? small : random.pick([archives.input, containers.input]);
    return make(corpus, random);
  },
  async run({ bytes }, random) {
    const file = path.join(scratch(), random.pick(['image.so', 'vmlinux']));
    await writeFile(file, bytes);
    const consents = new Consents();
    const place: ToolPlace = {
      generator: 'vdso-explorer 0.0.0',
      worker: workerScript,
      folders: random.chance(10) ? [] : [scratch()],
      covers: (image) => consents.covers(image),
    };
    const tool = random.pick([inspectVdso, checkConsumers, compareVdsoImages]);
    const input = tool === compareVdsoImages ? someTwo(file, random) : someInput(file, tool, random);
    const images = await orRefusal(() => imagesOf(tool, input, place), DOCUMENTED);
    for (const image of images ?? []) {
      assertSentence(toolWords.inspecting(image), 'what a tool reads');
      if (random.chance(2)) consents.ask(image);
    }
    await checkWindows(random);
    // Other people's processes are left alone.
    if (images?.some((image) => image.kind === 'process' && image.pid !== process.pid)) return ['process'];
    const asking = random.chance(4) ? { tokenBudget: someNumber(random, 20_000) } : {};
    const answer = await orRefusal(() => withinSentence(tool(input, place, asking)), DOCUMENTED);
    if (answer === undefined) return [`${tool.name} refuses`];
    assert.ok(
      images?.every((image) => consents.covers(image)),
      'the user was asked, or needs not be',
    );
    const { tokenBudget } = asking;
    const tokens = Number.isFinite(tokenBudget) ? Number(tokenBudget) : MAX_ANSWER;
    const most = Math.max(MIN_ANSWER, Math.min(MAX_ANSWER, 3 * tokens));
    assert.ok(answer.length <= most, `an answer of ${answer.length} characters, ${most} allowed`);
    assertSeen(answer, 'an answer');
    JSON.parse(answer.slice(answer.indexOf('{"schema"')));
    return [tool.name];
  },
};

async function imagesOf(tool: object, input: object, place: ToolPlace): Promise<readonly ToolImage[]> {
  const wanted = tool === compareVdsoImages ? comparedInputs(input) : [imageInputOf(input)];
  const images: ToolImage[] = [];
  for (const each of wanted) images.push(await imageOf(each, place));
  return images;
}

/** A model pays for a sentence as for an answer. */
async function withinSentence(answer: Promise<string>): Promise<string> {
  return answer.catch((error: Error) => {
    assert.ok(error.message.length <= MAX_SENTENCE, `a sentence of ${error.message.length} characters`);
    throw error;
  });
}

/** Which image of a file: mostly one that is there. */
function someImage(random: Random): unknown {
  const known = ['0', '0', '1', 'linux-vdso.so.1', 'a.so', 'self', '7', ''];
  return random.chance(8) ? random.pick<unknown>([0, null, ...hostileTexts]) : random.pick(known);
}

function someTwo(file: string, random: Random): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const side of ['from', 'to']) {
    if (!random.chance(3)) input[`${side}Path`] = random.chance(8) ? random.pick(NOT_HERE) : file;
    if (random.chance(2)) input[`${side}Image`] = someImage(random);
  }
  if (random.chance(3)) input['asVdso'] = random.chance(2);
  if (random.chance(3)) input['consumers'] = some(random, ['go', 'musl', 'perl', ...hostileTexts]);
  if (random.chance(3)) input['parts'] = some(random, ['exports', 'sizes', 'x']);
  return input;
}

/** Mostly what a tool takes. */
function someInput(file: string, tool: object, random: Random): Record<string, unknown> {
  const inspects = tool === inspectVdso;
  const input: Record<string, unknown> = {};
  if (!random.chance(12))
    input['path'] = random.chance(6) ? random.pick(NOT_HERE) : random.pick([file, path.basename(file)]);
  if (random.chance(16)) input['pid'] = random.pick<unknown>([process.pid, 0, -1, 2 ** 40, 1.5, '1', null]);
  if (random.chance(2)) input['image'] = someImage(random);
  if (random.chance(3)) input['asVdso'] = random.chance(2);
  if (inspects && random.chance(3))
    input['parts'] = some(random, ['symbols', 'notes', 'consumers', 'x', '__proto__']);
  if (inspects && random.chance(3)) input['filter'] = random.pick(['vdso', ...hostileTexts]);
  if (!inspects && random.chance(3))
    input['consumers'] = some(random, ['go', 'musl', 'perl', 'go@', ...hostileTexts]);
  if (!inspects && random.chance(3))
    input['require'] = some(random, ['go', 'go:all', 'perl', ':all', ...hostileTexts]);
  if (!inspects && random.chance(3)) input['lookup'] = some(random, ['__vdso_time', 'a@B', ...hostileTexts]);
  if (random.chance(10)) {
    const key = random.pick([
      'lookup',
      'path',
      'image',
      'pid',
      'asVdso',
      'parts',
      'filter',
      'consumers',
      'require',
      'more',
    ]);
    input[key] = random.pick<unknown>([
      null,
      1,
      '',
      true,
      {},
      [],
      [null],
      [{}],
      'x'.repeat(MANY),
      { length: 2 ** 32 },
    ]);
  }
  return input;
}

function some(random: Random, from: readonly string[]): string[] {
  const count = random.chance(20) ? MANY : random.below(4);
  const known = random.chance(6) ? from : from.slice(0, 2);
  return Array.from({ length: count }, () => random.pick(known));
}

/** A Windows machine whose links lead anywhere. Looking at a share contacts its server: nothing may. */
async function checkWindows(random: Random): Promise<void> {
  const anywhere = () => random.pick([...WINDOWS, ...hostileTexts]);
  const touch = (name: string) => {
    assert.ok(!name.startsWith('\\\\') || name.startsWith(OPEN_SHARE), `looks at ${name}`);
    if (random.chance(3))
      throw Object.assign(new Error('ENOENT'), { code: random.pick(['ENOENT', 'EINVAL', 'EACCES']) });
  };
  const names: FileNames = {
    path: path.win32,
    async realpath(name) {
      touch(name);
      return name;
    },
    async readlink(name) {
      touch(name);
      if (!random.chance(4)) throw Object.assign(new Error('EINVAL'), { code: 'EINVAL' });
      return anywhere();
    },
  };
  const { inWorkspace, path: asked } = await filePlaceOf(
    path.win32.resolve('C:\\work', anywhere()),
    ['C:\\work', OPEN_SHARE],
    names,
  );
  if (inWorkspace) assert.ok(!/^\\\\[.?]/.test(asked), asked);
}
