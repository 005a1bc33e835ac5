/**
 * The source face on the trees that its readers open, out of Debian's archive: what is said of each name, and of
 * which nothing. `npm run test:sources` reads all, `npm test` a sample; `-- --write` keeps what was read.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourcesOf } from '../truth/support/archive.ts';
import { notDeclared } from './support/declared.ts';
import { filesOf } from './support/files.ts';
import { figuresOf, isWrongMachine, keep, kept, textOf, versionIn } from './support/golden.ts';
import { read, sampleImage } from './support/reading.ts';
import { trees } from './trees.ts';

const all = process.env['SOURCES'] === 'all';
const write = process.env['SOURCES_WRITE'] === '1';

const live = await sampleImage();

for (const tree of trees.filter(({ wanted }) => all || wanted.sample)) {
  const { id, wanted } = tree;
  const sources = await sourcesOf(wanted);
  const required = wanted.sample && process.env['CI'] === 'true';
  const missing = `${wanted.name} of Debian ${wanted.suite} could not be had`;

  test(`${id} ${sources?.upstream ?? ''}`, {
    skip: sources || required ? false : missing,
  }, async (context) => {
    assert.ok(sources, missing);
    const release = { id: tree.consumer ?? id.replace(/-.*/, ''), release: sources.upstream };
    const reading = read(tree, await filesOf(tree, sources.folder), live, release);
    const { names, answered, marked, words } = figuresOf(reading);
    assert.ok(names > 0, 'no name was found in it');
    const text = textOf(sources.version, reading);
    const before = await kept(id);
    if (write) await keep(id, text);
    context.diagnostic(
      `${names} names, ${answered} answered, ${marked} marked as wrong; ${text.split('\n')[4]}`,
    );

    const wrongMachine = reading.hovered.filter(isWrongMachine);
    const where = wrongMachine.slice(0, 20).map(({ file, line, name }) => `${file}:${line} ${name}`);
    assert.equal(wrongMachine.length, 0, `answered from this machine:\n${where.join('\n')}`);
    assert.deepEqual(
      reading.marked.map((each) => each.text),
      tree.wrong ?? [],
    );
    assert.deepEqual(await notDeclared(reading, sources.folder), [], 'declared elsewhere in this release');
    // A hover is read while the hand rests: half of them in under 70 words, nine in ten in under 120.
    assert.ok(words.median < 70 && words.nineInTen < 120, `${words.median} and ${words.nineInTen} words`);
    if (write) return;
    // Of another release the rest holds, and its facts are read anew.
    if (before === undefined || versionIn(before) !== sources.version)
      context.diagnostic(`${sources.version} is not the release that is kept: its facts were not compared`);
    else assert.equal(text, before, 'what is said has changed: npm run test:sources -- --write keeps it');
  });
}
