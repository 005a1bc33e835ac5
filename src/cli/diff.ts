/** `diff`: what is different between two images, with an exit status as that of diff. */
import type { Writable } from 'node:stream';
import { shown } from '../elf/bytes/printable.ts';
import { compareInSlices } from '../report/comparison/compareImages.ts';
import { type Comparison, worstKind } from '../report/comparison/comparison.ts';
import { comparisonJson, comparisonMarkdown, comparisonText } from '../report/output/comparisonReport.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import { english } from '../session/words.ts';
import type { DiffArguments } from './command.ts';
import { comparedPair } from './comparedPair.ts';
import { lines, tryWriting, writeAll } from './output.ts';

/** 0 where no difference was found, or none but what is expected of one build; 1 where there is one. */
export async function diff(
  command: DiffArguments,
  generator: string,
  output: Writable,
  errors: Writable,
): Promise<0 | 1> {
  const told = (sentence: string) => tryWriting(() => errors, [`${shown(sentence)}\n`]);
  const how = { ...command, generator, code: true, told };
  const [from, to] = await comparedPair(command.from, command.to, how);
  const found = await new SliceScheduler().run(compareInSlices(from, to));
  await writeAll(output, written(command, found, generator));
  return worstKind(found.changes) === undefined ? 0 : 1;
}

function written(
  { format, full }: DiffArguments,
  found: Comparison,
  generator: string,
): Iterable<string | Uint8Array> {
  switch (format) {
    case 'text':
      return lines(comparisonText(english, found, full));
    case 'markdown':
      return lines(comparisonMarkdown(english, found, full));
    case 'json':
      return [comparisonJson(english, found, generator)];
  }
}
