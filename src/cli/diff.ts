/** `diff`: what is different between two images, with an exit status as that of diff. */
import type { Writable } from 'node:stream';
import { abiOf, sameAbi } from '../consumers/abi.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { compareInSlices } from '../report/comparison/compareImages.ts';
import { type Comparison, worstKind } from '../report/comparison/comparison.ts';
import { comparisonJson, comparisonMarkdown, comparisonText } from '../report/output/comparisonReport.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import { english } from '../session/words.ts';
import type { DiffArguments } from './arguments.ts';
import { comparedImages } from './comparedInput.ts';
import { cliWords } from './english.ts';
import { lines, tryWriting, writeAll } from './output.ts';

/** 0 where no difference was found, or none but what is expected of one build; 1 where there is one. */
export async function diff(
  command: DiffArguments,
  generator: string,
  output: Writable,
  errors: Writable,
): Promise<0 | 1> {
  const tell = (sentence: string) => tryWriting(() => errors, [`${shown(sentence)}\n`]);
  const how = { ...command, generator, code: true, failed: tell, told: tell };
  const olds = await comparedImages(command.from, how);
  const news = await comparedImages(command.to, how);
  const [from, to] = pair(olds, news);
  const several = [olds.length > 1 ? from : undefined, news.length > 1 ? to : undefined];
  for (const each of several)
    if (each !== undefined) await tell(cliWords.ofSeveral(english.elf.label(each.label)));
  const found = await new SliceScheduler().run(compareInSlices(from, to));
  await writeAll(output, written(command, found, generator));
  return worstKind(found.changes) === undefined ? 0 : 1;
}

/** Of files with several images the first two of one architecture, the first of each where there are none. */
function pair(
  olds: readonly ComparedImage[],
  news: readonly ComparedImage[],
): readonly [ComparedImage, ComparedImage] {
  for (const from of olds) {
    const to = news.find(({ header }) => sameAbi(abiOf(header), abiOf(from.header)));
    if (to !== undefined) return [from, to];
  }
  const [from, to] = [olds[0], news[0]];
  if (from === undefined || to === undefined) throw new RangeError('an input without an image');
  return [from, to];
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
