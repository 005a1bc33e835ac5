/** `matrix`: many images and saved reports side by side. */
import path from 'node:path';
import type { Writable } from 'node:stream';
import { shown } from '../elf/bytes/printable.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { type Matrix, makeMatrix } from '../report/comparison/matrix.ts';
import { MatrixRoom } from '../report/comparison/matrixRoom.ts';
import { matrixCsv, matrixJson, matrixMarkdown, matrixText } from '../report/output/matrixReport.ts';
import { english } from '../session/words.ts';
import type { FileWanted, ImageWanted, MatrixArguments } from './command.ts';
import { comparedImages } from './matrixInput.ts';
import { lines, tryWriting, writeAll } from './output.ts';
import { errorSentence } from './refusal.ts';

/** 1 where something that was named was not read, or left out: the others stand in the matrix all the same. */
export async function matrix(
  command: MatrixArguments,
  generator: string,
  output: Writable,
  errors: Writable,
): Promise<0 | 1> {
  const { baseline, files, live, rows } = command;
  const images: ComparedImage[] = [];
  const room = new MatrixRoom();
  let failed = false;
  const told = (sentence: string) => tryWriting(() => errors, [`${shown(sentence)}\n`]);
  const how = {
    ...command,
    generator,
    code: rows === 'clocks',
    told,
    failed: async (sentence: string) => {
      failed = true;
      await told(sentence);
    },
    isFull: () => room.isFull(),
  };
  let held: number | undefined;
  /** The place of the first one that was read; undefined where none was. */
  const read = async (wanted: ImageWanted): Promise<number | undefined> => {
    const at = images.length;
    try {
      for await (const image of comparedImages(wanted, how)) {
        const kept = room.take(image);
        if (kept !== undefined) images.push(kept);
      }
    } catch (error) {
      await how.failed(errorSentence(error));
    }
    return images.length > at ? at : undefined;
  };
  const same = (one: FileWanted): boolean =>
    baseline !== undefined && path.resolve(one.path) === path.resolve(baseline.path);
  if (baseline !== undefined && !files.some(same)) held = await read(baseline);
  for (const each of files) {
    const at = await read(each);
    if (same(each)) held = at;
  }
  if (live) await read({ kind: 'live' });
  if (room.leftOut) await told(english.report.comparison.imagesLeftOut(room.columns));
  if (images.length === 0) return 1;
  await writeAll(output, written(command, makeMatrix(named(images), rows, held), generator));
  return failed || room.leftOut ? 1 : 0;
}

/** By the last part of a path, where that tells them apart. */
function named(images: readonly ComparedImage[]): readonly ComparedImage[] {
  const short = ({ label, path: whole }: ComparedImage): string =>
    label === whole ? path.basename(whole) : english.elf.label(label);
  const counts = new Map<string, number>();
  for (const image of images) counts.set(short(image), (counts.get(short(image)) ?? 0) + 1);
  return images.map((image) => ({
    ...image,
    label: (counts.get(short(image)) ?? 0) > 1 ? (image.path ?? image.label) : short(image),
  }));
}

function written(
  { format }: MatrixArguments,
  made: Matrix,
  generator: string,
): Iterable<string | Uint8Array> {
  switch (format) {
    case 'text':
      return lines(matrixText(english, made));
    case 'markdown':
      return lines(matrixMarkdown(english, made));
    case 'csv':
      return lines(matrixCsv(english, made));
    case 'json':
      return matrixJson(english, made, generator);
  }
}
