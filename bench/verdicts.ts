// What the verdicts of all consumers on the live image cost, warm: the search alone, and with the views of it.

import { allConsumers } from '../src/consumers/catalog/index.ts';
import { evaluate } from '../src/consumers/verdict/evaluate.ts';
import { readElf } from '../src/elf/readElf.ts';
import { summarize } from '../src/report/views/summary.ts';
import { makeReport } from '../src/session/makeReport.ts';
import { openLive } from '../src/sources/liveImage.ts';
import { memorySource } from '../src/sources/memorySource.ts';
import { nodeProcFs } from '../src/sources/nodeProcFs.ts';
import { median } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 7;
const callsARound = 200;

export async function benchVerdicts(): Promise<void> {
  const { source, info, host } = await openLive(nodeProcFs);
  const bytes = await source.read(0, source.size);
  const read = await readElf(memorySource(bytes));
  if (read.kind !== 'elf') throw new Error('The live image is no ELF image.');
  const { image } = read;
  const selection = allConsumers.map(({ id }) => ({ id }));
  const context = { role: 'vdso', ...(info.base === undefined ? {} : { base: info.base }) } as const;
  const each = allConsumers.map(({ id }) => [id, perCall(() => evaluate(image, context, [{ id }]))] as const);
  const [slowest] = [...each].sort(([, a], [, b]) => b - a);
  const all = perCall(() => evaluate(image, context, selection));
  const views = perCall(() =>
    summarize(makeReport(image, { ...info, size: bytes.length }, host, { selection, asVdso: false }, '')),
  );
  const row = (name: string, microseconds: number, note: string) => [name, microseconds.toFixed(0), note];
  printTable(
    `Verdicts on the live image, microseconds a call, median of ${rounds} rounds`,
    ['', 'µs', 'note'],
    [
      row(`all ${allConsumers.length} consumers`, all, 'in process, warm; aim: under 5,000'),
      row('Go alone', each.find(([id]) => id === 'go')?.[1] ?? 0, 'the same image'),
      row(`${slowest?.[0]} alone`, slowest?.[1] ?? 0, 'the slowest of them'),
      row('all, with report and views', views, 'what an editor waits for when a release is chosen'),
    ],
  );
}

/** Microseconds a call: median over rounds, each the mean of its calls, after one round to warm up. */
function perCall(call: () => unknown): number {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const started = process.hrtime.bigint();
    for (let i = 0; i < callsARound; i++) call();
    if (round > 0) times.push(Number(process.hrtime.bigint() - started) / 1000 / callsARound);
  }
  return median(times);
}
