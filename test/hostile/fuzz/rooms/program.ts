/** The whole program, in a process of its own: it ends in time, with a documented status and one report or sentence. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cliScript } from '../../../support/started.ts';
import type { Run } from '../../../unit/cli/support.ts';
import { assertValid } from '../../../unit/report/support.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { imageInput } from '../imageInput.ts';
import { assertSeen } from '../promises.ts';
import type { Room } from '../room.ts';
import { scratch } from '../scratch.ts';
import { someArguments } from './arguments.ts';

/** Shorter than the room's: the program is ended by us, and said to hang. */
const LIMIT_MS = 200_000;
const STATUS = [0, 1, 2, 3];
/** Bytes of a report for each byte of the image, which steps and static symbols multiply. */
const OUTPUT_PER_BYTE = 4000;
const OUTPUT_BASE = 8 << 20;
const LARGEST_OUTPUT = 1 << 29;

export const program: Room = {
  name: 'program',
  weight: 1,
  limitSeconds: 240,
  input: imageInput((corpus) => corpus.images),
  async run({ bytes }, random) {
    const file = path.join(scratch(), 'program.so');
    const dump = path.join(scratch(), 'dumped.so');
    await writeFile(file, bytes);
    await rm(dump, { force: true });
    const given = programArguments(file, dump, random);
    const { code, stdout, stderr } = await run(given);
    const called = JSON.stringify(given);
    assert.ok(code !== null, `hangs or was killed: ${called}`);
    assert.ok(STATUS.includes(code), `exit status ${code}: ${called} ${stderr}`);
    assert.ok(!stderr.includes('itself failed'), `${called} ${stderr}`);
    assertSeen(stdout, `the output of ${called}`);
    assertSeen(stderr, `the errors of ${called}`);
    assert.ok(
      stdout.length <= OUTPUT_BASE + bytes.length * OUTPUT_PER_BYTE,
      `${stdout.length} bytes of output`,
    );
    // A check of several files tells of those that it could read, and of each other one in a line.
    if (code === 1 && given.includes('check') && stdout !== '')
      assert.match(stderr, /^(?:[^\n]*: [^\n]+\n)+$/, called);
    else if (code === 1 || code === 2) {
      assert.equal(stdout, '', called);
      // Of several images the list stands above the sentence, of an only one the line that says which is meant.
      if (!/ holds (?:[\d,]+ images|no image)/.test(stderr))
        assert.match(stderr, /^(?:The image in [^\n]+\n)?[^\n]+\n$/, called);
    }
    if (code === 0 && given.includes('--json')) {
      const isReport = !given.some(
        (word) => word === 'check' || /^--(addr|why)/.test(word) || /^-.*[hV]/.test(word),
      );
      if (isReport && stdout.startsWith('{')) assertValid(stdout);
      else if (stdout.startsWith('{')) JSON.parse(stdout);
    }
    // A copy of what lies in the file is another.
    if (!stderr.startsWith('The image in ')) await checkFiles(file, dump, given, code, bytes);
    return [`status ${code}`];
  },
};

/** What is read stays as it is, and a copy is whole. */
async function checkFiles(
  file: string,
  dump: string,
  given: readonly string[],
  code: number,
  bytes: Uint8Array,
): Promise<void> {
  const called = JSON.stringify(given);
  assert.ok(Buffer.compare(await readFile(file), bytes) === 0, `the file was changed: ${called}`);
  const copy = await readFile(dump).catch(() => undefined);
  if (copy !== undefined) assert.ok(Buffer.compare(copy, bytes) === 0, `the copy is another: ${called}`);
  if (code === 0 && given.includes(dump) && !given.some((word) => /^-.*[hV]/.test(word)))
    assert.ok(copy !== undefined, `there is no copy: ${called}`);
}

const OPTIONS = [
  '--json',
  '--json',
  '--text',
  '--symtab',
  '--replay',
  '--sha256',
  '--as-vdso',
  '--go=1.19',
  '--consumer=musl',
  '--addr=0x400',
  '--addr=7fff12345678',
];

function programArguments(file: string, dump: string, random: Random): string[] {
  const options = OPTIONS.filter(() => random.chance(3));
  if (random.chance(3)) options.push('--dump', random.chance(6) ? file : dump);
  if (options.includes('--dump') && random.chance(3)) options.push('--force');
  if (random.chance(6)) options.push('--program', random.chance(8) ? process.execPath : file);
  if (random.chance(8)) options.push('--why', random.pick(['__vdso_time', ...hostileTexts]));
  const given = random.chance(4)
    ? ['check', '--require', 'go,musl:all', ...options.filter((each) => /json|text|go|consumer/.test(each))]
    : options;
  // A few words of no use; none that reads another image or writes a file.
  const stray = random.chance(4)
    ? someArguments(random, ['--x', '--go', '', '-h', '--text', '--consumer'])
    : [];
  return [...given, ...stray.filter((word) => !/^-+(d|p|l)/.test(word)), file].map((word) =>
    word.replaceAll('\0', ''),
  );
}

function run(given: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const options = { maxBuffer: LARGEST_OUTPUT, timeout: LIMIT_MS, killSignal: 'SIGKILL' } as const;
    const child = execFile(process.execPath, [cliScript, ...given], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
