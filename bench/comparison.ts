// What it takes to say what differs between two images: the live one, and a copy with an instruction changed in every function.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findTool } from '../scripts/setup/systemPackages.mjs';
import { allConsumers } from '../src/consumers/catalog/index.ts';
import { compareImages } from '../src/report/comparison/compareImages.ts';
import { makeMatrix } from '../src/report/comparison/matrix.ts';
import { matrixTable } from '../src/report/views/matrixTable.ts';
import { openLocal } from '../src/session/openLocal.ts';
import { english } from '../src/session/words.ts';
import { openLive } from '../src/sources/liveImage.ts';
import { memorySource } from '../src/sources/memorySource.ts';
import { nodeProcFs } from '../src/sources/nodeProcFs.ts';
import { median } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const ROUNDS = 7;
/** Images of a matrix. */
const MANY = 200;

export async function benchComparison(): Promise<void> {
  const { source } = await openLive(nodeProcFs);
  const bytes = new Uint8Array(await source.read(0, source.size));
  const selection = allConsumers.map(({ id }) => ({ id }));
  const read = async (image: Uint8Array) => {
    const info = { kind: 'file', label: 'image.so', size: image.length } as const;
    const options = { selection, asVdso: false, symtab: false };
    const session = await openLocal({ source: memorySource(image), info, options, generator: 'bench' });
    const compared = await session.compared(true);
    await session.dispose();
    return compared;
  };
  const first = await read(bytes);
  const other = bytes.slice();
  for (const { value, size } of first.exports) if (size > 0n) other[Number(value)] = 0x90;
  const took = async (work: () => Promise<unknown> | unknown): Promise<number> => {
    const all: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      await work();
      all.push(performance.now() - start);
    }
    return median(all);
  };
  const second = await read(other);
  const reading = await took(async () => [await read(bytes), await read(other)]);
  const comparing = await took(() => compareImages(first, second));
  const many = Array.from({ length: MANY }, (_, at) => ({
    ...(at % 2 === 0 ? first : second),
    buildId: `${at}`,
  }));
  const beside = await took(() => matrixTable(english, makeMatrix(many, 'symbols', 0), [], false));
  printTable(
    `What differs between two images (${first.exports.length} exports), milliseconds, median of ${ROUNDS}`,
    ['', 'ms', 'note'],
    [
      [
        'both read, with the instructions of each function',
        reading.toFixed(1),
        'the disassembler loaded for each',
      ],
      ['compared', comparing.toFixed(1), 'consumers, tables, and every function'],
      [
        `${MANY} images side by side, by symbols`,
        beside.toFixed(1),
        'without reading them; in slices on the page',
      ],
      ['llvm-objdump of both, and diff', await peer(bytes, other, took), 'their text, addresses and all'],
    ],
  );
}

async function peer(
  bytes: Uint8Array,
  other: Uint8Array,
  took: (work: () => unknown) => Promise<number>,
): Promise<string> {
  const objdump = findTool('llvm-objdump');
  if (objdump === undefined) return 'not here';
  const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-bench-'));
  try {
    writeFileSync(path.join(folder, 'one.so'), bytes);
    writeFileSync(path.join(folder, 'other.so'), other);
    const script = `for f in one other; do '${objdump}' -d $f.so > $f; done; diff one other > /dev/null; test $? -lt 2`;
    return (await took(() => execFileSync('sh', ['-c', script], { cwd: folder }))).toFixed(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
