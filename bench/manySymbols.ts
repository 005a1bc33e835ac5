// The model of 500,000 versioned dynamic symbols with both hashes of every name, beside the peers that list them and
// a C program that does the least anyone can; and how the model grows with their number.

import { execFileSync } from 'node:child_process';
import { readElf } from '../src/elf/readElf.ts';
import { openFile } from '../src/sources/fileSource.ts';
import { nodeFiles } from '../src/sources/nodeFiles.ts';
import { library } from './generators/library.ts';
import { type Cost, costOf, ourJson, peers, runFloor, runProgram } from './support/programs.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 7;
const many = 500_000;
const sizes = [1000, 10_000, 50_000, 100_000, 200_000, many];

export async function readModel(file: string): Promise<void> {
  const { source } = await openFile(nodeFiles, file);
  const result = await readElf(source);
  if (result.kind !== 'elf') throw new Error('The library is no ELF image.');
  const { hashed } = result.image.symbols.hashes();
  if (hashed !== result.image.symbols.length) throw new Error('Some names were not hashed.');
  await source.dispose();
}

/**
 * Of one reading, as the mean of two: in a warm process every second one frees the memory of the two before it, so
 * that single readings have two values by turns.
 */
async function modelCost(file: string): Promise<Cost> {
  const { processor, wall } = await costOf(async () => {
    await readModel(file);
    await readModel(file);
  });
  return { processor: processor / 2, wall: wall / 2 };
}

export async function benchManySymbols(): Promise<void> {
  const file = await library({ symbols: many });
  const others = peers();
  const costs = new Map<string, Cost[]>();
  const note = (name: string, cost: Cost) => costs.set(name, [...(costs.get(name) ?? []), cost]);
  await readModel(file);
  // In turn, so that what else the machine does falls on all of them alike.
  for (let round = 0; round < rounds; round++) {
    note('ours: model, in process', await modelCost(file));
    note('floor: C program, in process', runFloor(file));
    for (const peer of [...others, ourJson]) note(peer.name, runProgram(peer.command(file)));
  }
  const processor = (name: string) => median((costs.get(name) ?? []).map((each) => each.processor));
  const ours = processor('ours: model, in process');
  printTable(
    `${many.toLocaleString('en')} versioned dynamic symbols, ms: median (range) of ${rounds}, ratios of processor times`,
    ['', 'processor time', 'wall time', 'against our model', 'against our JSON'],
    [...costs].map(([name, each]) => [
      name,
      spread(each.map((cost) => cost.processor)),
      spread(each.map((cost) => cost.wall)),
      (processor(name) / ours).toFixed(2),
      (processor(name) / processor(ourJson.name)).toFixed(2),
    ]),
  );
  const json = others.find(({ name }) => name.includes('JSON'));
  if (json !== undefined) {
    const bytes = ({ command }: typeof json) => {
      const [program = '', ...args] = command(file);
      return execFileSync(program, args, { maxBuffer: 1 << 30 }).length;
    };
    printTable(
      'Size of the JSON',
      ['', 'MB'],
      [json, ourJson].map((peer) => [peer.name, (bytes(peer) / 1e6).toFixed(0)]),
    );
  }
}

export async function benchGrowth(): Promise<void> {
  const measured: { symbols: number; cost: number; floor: number }[] = [];
  for (const symbols of sizes) {
    const file = await library({ symbols });
    // Short readings are repeated: processor time is counted in steps of a microsecond at best.
    // An even number of them: see modelCost.
    const calls = 2 * Math.max(1, Math.round(10_000 / symbols));
    const times: number[] = [];
    const floors: number[] = [];
    await readModel(file);
    for (let round = 0; round < rounds; round++) {
      const cost = await costOf(async () => {
        for (let call = 0; call < calls; call++) await readModel(file);
      });
      times.push(cost.processor / calls);
      floors.push(runFloor(file).processor);
    }
    measured.push({ symbols, cost: median(times), floor: median(floors) });
  }
  printTable(
    `Growth of the model, ms of processor time, median of ${rounds}; slope of the logarithms ${slope(measured).toFixed(2)}, from 10,000 on ${slope(measured.slice(1)).toFixed(2)} (1 is linear)`,
    ['symbols', 'ours', 'ns a symbol', 'floor', 'ratio'],
    measured.map(({ symbols, cost, floor }) => [
      symbols.toLocaleString('en'),
      cost.toFixed(1),
      ((cost / symbols) * 1e6).toFixed(0),
      floor.toFixed(1),
      (cost / floor).toFixed(2),
    ]),
  );
}

/** Least squares through the logarithms. */
function slope(points: readonly { symbols: number; cost: number }[]): number {
  const at = points.map(({ symbols, cost }) => [Math.log(symbols), Math.log(cost)] as const);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(at.map(([a]) => a)), mean(at.map(([, b]) => b))];
  const above = at.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return above / at.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
