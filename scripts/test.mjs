// `npm test`: sets up, runs every step even when another one fails, two at a time, and ends with one line that counts
// them all. `node scripts/test.mjs STEP...` runs only those steps (with the build where they need it); a single one
// prints as it goes.

import { availableParallelism } from 'node:os';
import { installCodeServer } from './setup/codeServer.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { endOnSignals, inCi } from './setup/processes.mjs';
import { installQemuUser } from './setup/qemuUser.mjs';
import { installSystemPackages } from './setup/systemPackages.mjs';
import { inWords, mustNotBeSkipped, together } from './test/counts.mjs';
import { keepCompiled } from './test/kept.mjs';
import { processorSeconds, watchProcesses } from './test/processorTime.mjs';
import { sideBySide } from './test/sideBySide.mjs';
import { steps } from './test/steps.mjs';

const given = process.argv.slice(2);
// `npm run test:oracle -- --all`: every ELF file of the system, not a sample of them.
if (given.includes('--all')) process.env['ORACLE'] = 'all';
// `npm run test:oracle -- --kernels`: the vDSO images of every kernel, not of two.
if (given.includes('--kernels')) process.env['ORACLE_KERNELS'] = 'all';
// `npm run test:truth`: every consumer and release that Debian has, not a sample of them; `-- --write` keeps the record.
if (given[0] === 'truth') process.env['TRUTH'] = 'all';
// `npm run test:sources`: every tree that Debian has, not a sample of them; `-- --write` keeps what is said of it.
if (given[0] === 'sources') process.env['SOURCES'] = 'all';
if (given.includes('--write')) process.env[given[0] === 'sources' ? 'SOURCES_WRITE' : 'TRUTH_WRITE'] = '1';
// `npm run test:webview -- --slow`, `test:e2e -- --slow`: a slow host and slow pages, before which nobody may look.
if (given.includes('--slow')) process.env['SLOW'] = '1';
// `npm run test:e2e -- --pictures`: what the window shows, in out/screenshots, for people to look at.
if (given.includes('--pictures')) process.env['PICTURES'] = '1';
const flags = ['--all', '--kernels', '--write', '--slow', '--pictures'];
const names = given.filter((name) => !flags.includes(name));
const chosen = chooseSteps();

/** A third brings nothing: two processors are busy with two, and what waits for a page waits longer. */
const MOST_AT_A_TIME = 2;
endOnSignals();

/** @type {({ title: string } & Omit<import('./test/sideBySide.mjs').Ended, 'output'>)[]} */
const done = [];
await perform('set-up', setUp);
keepCompiled();
const started = performance.now();
const places = Math.min(MOST_AT_A_TIME, availableParallelism());
const alone =
  places === 1 || chosen.filter(({ name }) => name !== 'build' && name !== 'package').length === 1;
if (alone) {
  watchProcesses();
  for (const step of chosen) await perform(step.title, step.run);
} else {
  console.log(`\n${places} steps at a time; each one's output comes when it has ended.`);
  await sideBySide(
    chosen.map(({ name, title, after = [] }) => ({ name, title, after })),
    places,
    ({ title }, { output, ...ended }) => {
      console.log(`\n== ${title} (${ended.seconds.toFixed(1)} s)\n${output.trimEnd()}`);
      done.push({ title, ...ended });
    },
  );
}
process.exitCode = report();

function chooseSteps() {
  const unknown = names.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`);
    process.exit(2);
  }
  /** @type {Readonly<Record<string, boolean>>} made first where a step needs it */
  const needed = {
    build: names.some((name) => steps[name]?.usesBuild),
    package: names.some((name) => steps[name]?.usesPackages),
  };
  const wanted = (/** @type {string} */ name) =>
    names.length === 0 ? (steps[name]?.joins?.() ?? true) : names.includes(name) || needed[name] === true;
  return Object.entries(steps).flatMap(([name, step]) => (wanted(name) ? [{ name, ...step }] : []));
}

async function setUp() {
  await installDependencies();
  if (chosen.some((step) => step.usesServer)) await installCodeServer();
  if (chosen.some((step) => step.usesFloor)) await installCodeServer('floor');
  if (chosen.some((step) => step.usesSystem)) {
    await installSystemPackages({ truth: process.env['TRUTH'] === 'all' });
    await installQemuUser();
  }
  return { passed: 0, failed: 0, skipped: 0 };
}

/**
 * @param {string} title
 * @param {() => Promise<import('./test/counts.mjs').Counts>} action
 */
async function perform(title, action) {
  console.log(`\n== ${title}`);
  const start = performance.now();
  const before = processorSeconds();
  const counts = await action().catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const seconds = (performance.now() - start) / 1000;
  done.push({ title, seconds, processor: processorSeconds() - before, counts });
}

/** @returns {number} exit code */
function report() {
  console.log('\n== summary');
  const order = chosen.map(({ title }) => title);
  done.sort((a, b) => order.indexOf(a.title) - order.indexOf(b.title));
  for (const { title, seconds, processor, counts } of done) {
    const verdict = counts.failed === 0 ? 'ok' : 'FAILED';
    console.log(
      `  ${verdict.padEnd(8)}${title.padEnd(18)}${inSeconds(seconds)}   processor${inSeconds(processor)}   ${inWords(counts)}`,
    );
  }
  const wall = (performance.now() - started) / 1000;
  if (places > 1) console.log(`  ${' '.repeat(8)}${'together'.padEnd(18)}${inSeconds(wall)}`);
  const total = together(done.map(({ counts }) => counts));
  // Single checks have no tests to count; the whole must have some.
  if (names.length === 0 && total.passed + total.skipped === 0) {
    console.error('\nNo test ran.');
    total.failed += 1;
  }
  // Once more and together, last: each stood in the output of its step, thousands of lines above.
  for (const { name, why } of total.skips) console.log(`\n﹣ skipped: ${name}${why && `\n  ${why}`}`);
  for (const failure of total.failures) console.log(`\n✖ ${failure}`);
  const missed = inCi ? mustNotBeSkipped(total.skips).length : 0;
  if (missed > 0)
    console.error(`\nNothing may be skipped with CI=true: ${missed} of the skipped tests must run.`);
  total.failed += missed;
  console.log(`\n${inWords(total)}`);
  return total.failed === 0 ? 0 : 1;
}

/** @param {number} seconds */
function inSeconds(seconds) {
  return Number.isFinite(seconds) ? `${seconds.toFixed(1).padStart(7)} s` : '        ?';
}
