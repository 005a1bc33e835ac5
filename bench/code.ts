// What it takes to say what the live image's code does: the first time, with the disassembler loaded, and warm.

import { imageCode } from '../src/code/imageCode.ts';
import { readElf } from '../src/elf/readElf.ts';
import { SessionCode } from '../src/session/code/sessionCode.ts';
import { loadCapstone } from '../src/session/disassembler.ts';
import { makeReport } from '../src/session/makeReport.ts';
import { english } from '../src/session/words.ts';
import { openLive } from '../src/sources/liveImage.ts';
import { memorySource } from '../src/sources/memorySource.ts';
import { nodeProcFs } from '../src/sources/nodeProcFs.ts';
import { median } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const ROUNDS = 15;
/** Rows of a window that is asked for. */
const SHOWN = 100;

export async function benchCode(): Promise<void> {
  const { source, host } = await openLive(nodeProcFs);
  const bytes = await source.read(0, source.size);
  const read = await readElf(memorySource(bytes));
  if (read.kind !== 'elf') throw new Error('The live image is no ELF image.');
  const { image } = read;
  const started = performance.now();
  const capstone = await loadCapstone();
  const loaded = performance.now() - started;
  const load = () => Promise.resolve(capstone);
  const timed = async (only?: 'clocks'): Promise<number> => {
    const start = performance.now();
    await imageCode(image, memorySource(bytes), { load, ...(only === undefined ? {} : { only }) });
    return performance.now() - start;
  };
  const first = await timed();
  const all: number[] = [];
  const clocks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    all.push(await timed());
    clocks.push(await timed('clocks'));
  }
  const listings: number[] = [];
  const info = { kind: 'live', label: 'live', size: bytes.length } as const;
  const { subject } = makeReport(image, info, host, { selection: [], asVdso: false }, 'bench');
  const listed = async (): Promise<number> => {
    const start = performance.now();
    const session = new SessionCode(subject, english, memorySource(bytes), { load });
    const { rowCount = 0 } = (await session.view(false)).tables.find(({ id }) => id === 'functions') ?? {};
    for (let index = 0; index < rowCount; index++) {
      const { code: place = '' } = await session.detail('functions', index);
      await session.instructions({ place, start: 0, count: SHOWN });
    }
    return performance.now() - start;
  };
  for (let round = 0; round < ROUNDS; round++) listings.push(await listed());
  const { functions } = await imageCode(image, memorySource(bytes), { load });
  const instructions = functions.reduce((sum, each) => sum + each.instructions, 0);
  printTable(
    `The code of the live image (${host?.kernelRelease ?? ''}, ${functions.length} functions, ${instructions} instructions), milliseconds`,
    ['', 'ms', 'note'],
    [
      ['loading the disassembler', loaded.toFixed(0), 'from the package; from dist/ it is unpacked as well'],
      ['the first time', (loaded + first).toFixed(0), 'with loading; aim: under 400'],
      ['warm, all functions and clocks', median(all).toFixed(1), `median of ${ROUNDS}; aim: under 100`],
      [
        'warm, with the instructions of each function',
        median(listings).toFixed(1),
        'as the Code tab asks for them, its tables first; aim: under 100',
      ],
      ['warm, clocks alone', median(clocks).toFixed(1), 'what check --user-clock waits for'],
    ],
  );
}
