// Runs steps side by side, each in a process of its own. What a step prints is kept in out/results/STEP.log and comes
// out whole when the step ends, so that no two steps' lines are mixed.

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root, toolNode } from '../setup/processes.mjs';

const logs = path.join(root, 'out/results');
const script = path.join(import.meta.dirname, 'runStep.mjs');

/**
 * @typedef {object} Planned
 * @property {string} name
 * @property {string} title
 * @property {readonly string[]} after names of steps that must have ended before; those that are not planned don't count
 *
 * @typedef {object} Ended
 * @property {number} seconds
 * @property {number} processor seconds that processors have worked for it; no number where nobody told
 * @property {import('./counts.mjs').Counts} counts
 * @property {string} output
 */

/**
 * Starts each step as soon as one of `places` is free and what it comes after has ended; in the order given where
 * there is a choice. A step that fails stops no other.
 * @param {readonly Planned[]} planned
 * @param {number} places
 * @param {(step: Planned, ended: Ended) => void} tell
 * @param {(step: Planned) => Promise<Ended>} [start]
 */
export async function sideBySide(planned, places, tell, start = startStep) {
  const waiting = [...planned];
  const unfinished = new Set(planned.map(({ name }) => name));
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  while (waiting.length + running.size > 0) {
    const next = waiting.findIndex(({ after }) => !after.some((name) => unfinished.has(name)));
    if (running.size < places && next >= 0) {
      const [step] = waiting.splice(next, 1);
      if (step === undefined) continue;
      const ends = start(step).then((ended) => {
        unfinished.delete(step.name);
        running.delete(ends);
        tell(step, ended);
      });
      running.add(ends);
    } else if (running.size === 0) {
      throw new Error(`Steps wait for one another: ${waiting.map(({ name }) => name).join(', ')}`);
    } else {
      await Promise.race(running);
    }
  }
}

/** @param {Planned} step @returns {Promise<Ended>} */
async function startStep({ name }) {
  await mkdir(logs, { recursive: true });
  const file = path.join(logs, `${name}.log`);
  const log = openSync(file, 'w');
  const started = performance.now();
  const child = spawn(toolNode(), [script, name], { stdio: ['ignore', log, log, 'ipc'], cwd: root });
  closeSync(log);
  const stop = () => void child.kill();
  process.once('exit', stop);
  /** @type {Pick<Ended, 'counts' | 'processor'>} what a step that dies without a word has done */
  let told = { counts: { passed: 0, failed: 1, skipped: 0 }, processor: Number.NaN };
  child.on('message', (/** @type {typeof told} */ message) => {
    told = message;
  });
  const trouble = await new Promise((resolve) => {
    child.on('error', ({ message }) => resolve(`The step could not be started: ${message}\n`));
    child.on('close', (code, signal) =>
      resolve(signal === null && code === 0 ? '' : `The step ended with ${signal ?? `exit code ${code}`}.\n`),
    );
  });
  process.off('exit', stop);
  const { counts } = told;
  if (trouble !== '') told = { ...told, counts: { ...counts, failed: Math.max(1, counts.failed) } };
  const seconds = (performance.now() - started) / 1000;
  return { ...told, seconds, output: readFileSync(file, 'utf8') + trouble };
}
