// What reading and evaluating the live image costs, warm, beside reading the same file with the peers' whole processes.

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { evaluate } from '../src/consumers/verdict/evaluate.ts';
import { readElf } from '../src/elf/readElf.ts';
import { openLive } from '../src/sources/liveImage.ts';
import { memorySource } from '../src/sources/memorySource.ts';
import { nodeProcFs } from '../src/sources/nodeProcFs.ts';
import { median } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 7;
const callsARound = 200;

export async function benchParse(): Promise<void> {
  const { source } = await openLive(nodeProcFs);
  const bytes = await source.read(0, source.size);
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-bench-'));
  const file = path.join(folder, 'vdso.so');
  await writeFile(file, bytes);

  const model = await perCall(async () => {
    const result = await readElf(memorySource(bytes));
    if (result.kind !== 'elf') throw new Error('The live image is no ELF image.');
    result.image.symbols.hashes();
    return result.image;
  });
  const read = await readElf(memorySource(bytes));
  if (read.kind !== 'elf') throw new Error('The live image is no ELF image.');
  const verdict = await perCall(async () => evaluate(read.image, { role: 'vdso' }, [{ id: 'go' }]));
  const readelf = await perCall(async () => execFileSync('readelf', ['-aW', file], { stdio: 'ignore' }), 3);
  const nothing = await perCall(async () => execFileSync('true', { stdio: 'ignore' }), 3);
  await rm(folder, { recursive: true });

  const row = (name: string, microseconds: number, note: string) => [name, microseconds.toFixed(0), note];
  printTable(
    `The live image (${bytes.length} bytes), microseconds a call, median of ${rounds} rounds`,
    ['', 'µs', 'note'],
    [
      row('model with both hashes of every name', model, 'in process, warm'),
      row('Go verdict on that model', verdict, 'in process, warm'),
      row('readelf -aW', readelf, 'a whole process, output thrown away'),
      row('true', nothing, 'a process that does nothing: the floor of the line above'),
    ],
  );
}

/** Microseconds a call: median over rounds, each the mean of its calls, after one round to warm up. */
async function perCall(call: () => Promise<unknown>, calls = callsARound): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const started = process.hrtime.bigint();
    for (let i = 0; i < calls; i++) await call();
    if (round > 0) times.push(Number(process.hrtime.bigint() - started) / 1000 / calls);
  }
  return median(times);
}
