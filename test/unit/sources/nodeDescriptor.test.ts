/** Files by their descriptors: closed once, with what ends, and never under what still reads. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { openDescriptor } from '../../../src/sources/nodeDescriptor.ts';
import { whileThreadsWait } from '../../support/busyThreads.ts';
import { notLinux } from '../../support/machine.ts';
import { withFile } from '../../support/temporaryFiles.ts';

const text = (content: string) => new TextEncoder().encode(content);

function openTimes(file: string): number {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return links.filter((link) => link === file).length;
}

const openForEver = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.module).then(async ({ openDescriptor, nodeFolders }) => {
    parentPort.postMessage('begins');
    for (;;) await (nodeFolders?.list(workerData.path, 1) ?? openDescriptor(workerData.path, 'r'));
  });`;

/** Ends workers while they open what is at a path. */
async function endWhileOpening(module: string, path: string): Promise<void> {
  const workerData = { module: new URL(`../../../src/sources/${module}`, import.meta.url).href, path };
  for (let time = 0; time < 25; time++) {
    const worker = new Worker(openForEver, { eval: true, workerData });
    await new Promise((resolve) => worker.once('message', resolve));
    await worker.terminate();
  }
}

test('a worker that ends while it opens files leaves none open', { skip: notLinux }, async () => {
  await withFile(text('x'), async (file) => {
    await endWhileOpening('nodeDescriptor.ts', file);
    assert.equal(openTimes(file), 0);
  });
});

test('nor a folder that it lists', { skip: notLinux }, async () => {
  await withFile(text('x'), async (file) => {
    const folder = dirname(file);
    await endWhileOpening('nodeFolders.ts', folder);
    assert.equal(openTimes(folder), 0);
  });
});

const closesWhenAsked = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.module).then(async ({ closeAtOnce, openDescriptor }) => {
    closeAtOnce();
    const descriptor = await openDescriptor(workerData.file, 'r');
    parentPort.once('message', () => {
      descriptor.close();
      setImmediate(() => parentPort.postMessage('closes'));
    });
    parentPort.postMessage('open');
  });`;

test('nor a file that it closes while others have all threads that work for Node', {
  skip: notLinux,
}, async () => {
  await withFile(text('x'), async (file) => {
    const module = new URL('../../../src/sources/nodeDescriptor.ts', import.meta.url).href;
    const worker = new Worker(closesWhenAsked, { eval: true, workerData: { module, file } });
    await new Promise((resolve) => worker.once('message', resolve));
    await whileThreadsWait(async () => {
      worker.postMessage('close');
      await new Promise((resolve) => worker.once('message', resolve));
      await worker.terminate();
    });
    assert.equal(openTimes(file), 0);
  });
});

test('closed, it reads nothing: its number may be another file’s', async () => {
  await withFile(text('abc'), async (file) => {
    const descriptor = await openDescriptor(file, 'r');
    const closing = descriptor.close();
    assert.equal(descriptor.close(), closing, 'once');
    await assert.rejects(descriptor.read(new Uint8Array(1), 0), { code: 'EBADF' });
    await assert.rejects(descriptor.stat(), { code: 'EBADF' });
    await closing;
  });
});

test('what has begun to read ends before it is closed', {
  skip: process.platform === 'win32' && 'this machine has no named pipes',
}, async () => {
  await withFile(text(''), async (file) => {
    const pipe = `${file}.pipe`;
    execFileSync('mkfifo', [pipe]);
    const descriptor = await openDescriptor(pipe, 'r+');
    const order: string[] = [];
    // -1: from where it stands, since a pipe has no positions.
    const reading = descriptor.read(new Uint8Array(1), -1).then(() => order.push('read'));
    const closing = descriptor.close().then(() => order.push('closed'));
    // Time in which it could have been closed.
    for (let time = 0; time < 20; time++) await readFile(file);
    await writeFile(pipe, 'x');
    await Promise.all([reading, closing]);
    assert.deepEqual(order, ['read', 'closed']);
  });
});
