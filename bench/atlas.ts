// What the atlas costs: images written from what is recorded of kernels, and every lookup replayed on them.

import { makeAtlas } from '../src/consumers/atlas/atlas.ts';
import { factsOf, kernelsOf } from '../src/consumers/atlas/kernels.ts';
import { writeImage } from '../src/consumers/atlas/writeImage.ts';
import { catalog } from '../src/consumers/catalog/index.ts';
import { kernelImages } from '../src/consumers/catalog/kernelImages.ts';
import { readElf } from '../src/elf/readElf.ts';
import { runToEnd } from '../src/elf/reading/runToEnd.ts';
import { AtlasSession } from '../src/session/atlasSession.ts';
import { memorySource } from '../src/sources/memorySource.ts';
import { median } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 7;

export async function benchAtlas(): Promise<void> {
  const selection = catalog.map(({ id }) => ({ id }));
  const kernels = kernelImages.flatMap(kernelsOf);
  const whole = (consumers: typeof selection) => () =>
    makeAtlas(consumers, (work) => Promise.resolve(runToEnd(work)));
  const { rows } = await whole(selection)();
  const images = kernels.flatMap(factsOf).map(writeImage);
  const read = async (): Promise<void> => {
    for (const bytes of images) await readElf(memorySource(bytes));
  };
  const openPage = (): Promise<unknown> =>
    new AtlasSession({ selection, machine: 'x86_64', generator: 'bench' }).choose({});
  const row = async (name: string, call: () => Promise<unknown>, note: string) => [
    name,
    (await milliseconds(call)).toFixed(0),
    note,
  ];
  printTable(
    `The atlas of ${kernels.length} kernels of ${kernelImages.length} architectures, milliseconds, median of ${rounds} rounds`,
    ['', 'ms', 'note'],
    [
      await row(
        `all ${catalog.length} consumers`,
        whole(selection),
        `${rows.length} rows; warm, in one thread`,
      ),
      await row('Go alone', whole([{ id: 'go' }]), 'what `atlas --consumer go` computes'),
      await row('its page in VS Code, x86-64', openPage, 'all consumers; in slices of the extension host'),
      await row('its images read, no lookup', read, `${images.length} images of it, each`),
    ],
  );
}

async function milliseconds(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const started = process.hrtime.bigint();
    await call();
    if (round > 0) times.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  return median(times);
}
