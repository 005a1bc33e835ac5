// What single answers cost on libstdc++, warm, beside programs that tell as much with their processes: a name looked up,
// what a byte belongs to, a section's strings, and all names as in the source.

import { readFile } from 'node:fs/promises';
import { findTool } from '../scripts/setup/systemPackages.mjs';
import { demangle } from '../src/demangle/demangle.ts';
import { readElf } from '../src/elf/readElf.ts';
import { lookUp } from '../src/report/facts/nameLookup.ts';
import { sectionStrings } from '../src/report/facts/sectionStrings.ts';
import { sectionWanted, stringBytes } from '../src/report/facts/stringSections.ts';
import { bytePlaceView } from '../src/report/views/fieldsView.ts';
import { lookupView } from '../src/report/views/lookupView.ts';
import { makeReport } from '../src/session/makeReport.ts';
import { memorySource } from '../src/sources/memorySource.ts';
import { systemElfFiles } from '../test/oracle/systemFiles.ts';
import { type Cost, costOf, runProgram } from './support/programs.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 15;
const idle = { due: false, yieldIfDue: async () => undefined };

export async function benchAnswers(): Promise<void> {
  const path = systemElfFiles().find((each) => /\/libstdc\+\+\.so/.test(each.path))?.path;
  if (path === undefined) return;
  const source = memorySource(await readFile(path));
  const result = await readElf(source);
  if (result.kind !== 'elf') throw new Error(`${path} is no ELF file.`);
  const { image } = result;
  const options = { selection: [], asVdso: false };
  const info = { kind: 'file', label: { path }, size: source.size } as never;
  const { subject } = makeReport(image, info, undefined, options, 'bench');
  const { symbols } = image;
  const last = symbols.length - 1;
  const names = Array.from({ length: symbols.length }, (_, at) => symbols.name(at));
  const filter = findTool('llvm-cxxfilt');
  const asked: readonly (readonly [string, () => unknown, string, readonly string[] | undefined])[] = [
    [
      'a name looked up by musl',
      () => {
        const steps = lookUp(subject, { name: names[last] ?? '' }, [{ id: 'musl' }]);
        let step = steps.next();
        while (!step.done) step = steps.next();
        return lookupView(subject, step.value);
      },
      'readelf --dyn-syms',
      ['readelf', '-W', '--dyn-syms', path],
    ],
    [
      'what a byte belongs to',
      () => bytePlaceView(subject, (symbols.rangeOf(last)?.offset ?? 0) + 8),
      'readelf -S',
      ['readelf', '-WS', path],
    ],
    [
      'strings of .rodata',
      async () => {
        const range = stringBytes(image, sectionWanted(image, '.rodata') ?? 0);
        if (range !== undefined) await sectionStrings(source, range, idle);
      },
      'readelf -p',
      ['readelf', '-p', '.rodata', path],
    ],
    [
      `${names.length} names demangled`,
      () => names.map(demangle),
      'llvm-cxxfilt',
      filter === undefined ? undefined : [filter, ...names.filter((name) => name.startsWith('_Z'))],
    ],
  ];
  const rows: string[][] = [];
  for (const [title, run, name, command] of asked) rows.push(await row(title, run, name, command));
  printTable(
    `Single answers on libstdc++, ${rounds} times each, in ms: median (range)`,
    ['', 'ours', 'peer', 'which', 'ratio'],
    rows,
  );
}

async function row(
  title: string,
  run: () => unknown,
  name: string,
  command: readonly string[] | undefined,
): Promise<string[]> {
  const ours: number[] = [];
  const peers: number[] = [];
  const cost = (): Promise<Cost> => costOf(async () => void (await run()));
  await cost();
  for (let round = 0; round < rounds; round++) {
    ours.push((await cost()).processor);
    if (command !== undefined) peers.push(runProgram(command).processor);
  }
  return command === undefined
    ? [title, spread(ours, 1), '', name, '']
    : [title, spread(ours, 1), spread(peers, 1), name, (median(ours) / median(peers)).toFixed(2)];
}
