// `npm start` that is ended by a signal leaves nothing behind: the server has children of its own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { becomes, eventually } from '../support/eventually.ts';
import { notLinux } from '../support/machine.ts';
import { projectRoot } from '../support/workbench/paths.ts';

/** A server with its extensions takes longer than a step of a page, where the machine is busy. */
const STARTS_WITHIN_MS = 120_000;
/** As `start` does when everything is built. */
const script = `const { runUnderToolNode } = await import('./scripts/setup/processes.mjs');
process.exitCode = await runUnderToolNode('scripts/start.mjs', ['--serve', ${JSON.stringify(projectRoot)}]);`;

/** All processes below one, by /proc. */
function descendants(pid: number): readonly number[] {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  } catch {
    return [];
  }
  return text
    .split(' ')
    .filter((each) => each !== '')
    .flatMap((each) => [Number(each), ...descendants(Number(each))]);
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

for (const [how, command, ...args] of [
  ['by a signal', process.execPath, '--input-type=module', '-e', script],
  // The shell that npm runs it in: it dies of the signal that npm hands on.
  ['with npm', 'sh', '-c', '"$0" --input-type=module -e "$1"; exit $?', process.execPath, script],
] as const)
  test(`a start that is ended ${how} leaves no process`, { skip: notLinux }, async () => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env: { ...process.env, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const exited = once(child, 'exit');
    let below: readonly number[] = [];
    try {
      await eventually(async () => assert.ok(output.includes('Ctrl-C ends it.'), output), STARTS_WITHIN_MS);
      below = descendants(child.pid ?? 0);
      assert.ok(below.some(isServer), below.map(commandOf).join('\n'));
      child.kill('SIGTERM');
      await exited;
      await becomes(async () => below.filter((pid) => commandOf(pid) !== ''), []);
    } finally {
      for (const pid of below.filter((each) => commandOf(each).includes(projectRoot) || isServer(each)))
        process.kill(pid, 'SIGKILL');
      child.kill('SIGKILL');
    }
  });

function isServer(pid: number): boolean {
  return commandOf(pid).includes(path.join('out', 'server-main.js'));
}
