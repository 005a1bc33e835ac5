// `npm test`: sets up, runs every step even when an earlier one fails, and ends with one line that counts them all.
// `node scripts/test.mjs STEP...` runs only those steps (with the build where they need it).

import { installCodeServer } from './setup/codeServer.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { installQemuUser } from './setup/qemuUser.mjs';
import { installSystemPackages } from './setup/systemPackages.mjs';
import { steps } from './test/steps.mjs';

const given = process.argv.slice(2);
// `npm run test:oracle -- --all`: every ELF file of the system, not a sample of them.
if (given.includes('--all')) process.env['ORACLE'] = 'all';
// `npm run test:oracle -- --kernels`: the vDSO images of every kernel, not of two.
if (given.includes('--kernels')) process.env['ORACLE_KERNELS'] = 'all';
// `npm run test:truth`: every consumer and release that Debian has, not a sample of them; `-- --write` keeps the record.
if (given[0] === 'truth') process.env['TRUTH'] = 'all';
if (given.includes('--write')) process.env['TRUTH_WRITE'] = '1';
const chosen = chooseSteps(given.filter((name) => !['--all', '--kernels', '--write'].includes(name)));

/** @type {{ title: string, seconds: number, counts: import('./test/steps.mjs').Counts }[]} */
const done = [];
await perform('set-up', setUp);
for (const step of chosen) await perform(step.title, step.run);
process.exitCode = report();

/** @param {readonly string[]} names */
function chooseSteps(names) {
  const unknown = names.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`);
    process.exit(2);
  }
  const needsBuild = names.some((name) => steps[name]?.usesBuild);
  const wanted = (/** @type {string} */ name) =>
    names.length === 0 || names.includes(name) || (name === 'build' && needsBuild);
  return Object.entries(steps).flatMap(([name, step]) => (wanted(name) ? [step] : []));
}

async function setUp() {
  await installDependencies();
  if (chosen.some((step) => step.usesServer)) await installCodeServer();
  if (chosen.some((step) => step.usesSystem)) {
    await installSystemPackages({ truth: process.env['TRUTH'] === 'all' });
    await installQemuUser();
  }
  return { passed: 0, failed: 0, skipped: 0 };
}

/**
 * @param {string} title
 * @param {() => Promise<import('./test/steps.mjs').Counts>} action
 */
async function perform(title, action) {
  console.log(`\n== ${title}`);
  const start = performance.now();
  const counts = await action().catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  done.push({ title, seconds: (performance.now() - start) / 1000, counts });
}

/** @returns {number} exit code */
function report() {
  console.log('\n== summary');
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { title, seconds, counts } of done) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    const verdict = counts.failed === 0 ? 'ok' : 'FAILED';
    console.log(
      `  ${verdict.padEnd(8)}${title.padEnd(18)}${seconds.toFixed(1).padStart(7)} s   ${inWords(counts)}`,
    );
  }
  // Single checks have no tests to count; the whole must have some.
  if (chosen.length === Object.keys(steps).length && total.passed + total.skipped === 0) {
    console.error('\nNo test ran.');
    total.failed += 1;
  }
  console.log(`\n${inWords(total)}`);
  return total.failed === 0 ? 0 : 1;
}

/** @param {import('./test/steps.mjs').Counts} counts */
function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
