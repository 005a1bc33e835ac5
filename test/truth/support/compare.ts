/** One release of a consumer, its own code against the catalogue, name by name and image by image. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readElf } from '../../../src/elf/readElf.ts';
import { findQemu } from '../../../scripts/setup/qemuUser.mjs';
import { memorySource } from '../../../src/sources/memorySource.ts';
import type { TruthConsumer } from '../consumer.ts';
import type { Sources } from './archive.ts';
import { answers, type Answer } from './answers.ts';
import { compiled } from './compiled.ts';
import type { TruthImage } from './images.ts';
import { type Predicted, predicted } from './predicted.ts';
import { host, lacking, type Target, targetFor } from './targets.ts';

export interface Comparison {
  /** What was compared, by port. */
  readonly ports: Map<string, { target: string; images: number; answers: number; names: Set<string> }>;
  readonly differences: string[];
  /** Answers where the replay gave up. */
  unanswered: number;
  /** What could not be run, and why. */
  readonly skipped: Map<string, number>;
}

interface Case {
  readonly image: TruthImage;
  readonly file: string;
  readonly predicted: Predicted;
}

export async function compare(
  consumer: TruthConsumer,
  sources: Sources,
  images: readonly TruthImage[],
  folder: string,
): Promise<Comparison> {
  const release = consumer.release?.(sources.upstream) ?? sources.upstream;
  const comparison: Comparison = { ports: new Map(), differences: [], unanswered: 0, skipped: new Map() };
  const cases = new Map<string, { target: Target; width: 32 | 64; cases: Case[] }>();
  for (const [number, image] of images.entries()) {
    const outcome = await readElf(memorySource(image.bytes));
    if (outcome.kind !== 'elf') continue;
    const expected = predicted(outcome.image, consumer.id, release);
    if (expected === undefined || expected.keys.length === 0) continue;
    const { header } = outcome.image;
    const own = targetFor(outcome.image);
    const target = consumer.both && header.littleEndian ? host : own;
    const why = target === undefined ? 'no program for such images' : lacking(target);
    if (target === undefined || why !== undefined) {
      comparison.skipped.set(why ?? '', (comparison.skipped.get(why ?? '') ?? 0) + 1);
      continue;
    }
    const file = path.join(folder, `${number}`);
    await writeFile(file, image.bytes);
    const name = `${target.name} ${header.class}`;
    const group = cases.get(name) ?? { target, width: header.class, cases: [] };
    group.cases.push({ image, file, predicted: expected });
    cases.set(name, group);
  }
  for (const { target, width, cases: group } of cases.values()) {
    const program = await compiled(consumer, sources, target, width);
    const command = target.qemu === undefined ? [program] : [findQemu(target.qemu) ?? target.qemu, program];
    const given = await answers(
      command,
      width,
      group.map(({ file, predicted: { keys } }) => ({ file, names: keys })),
    );
    for (const [at, each] of group.entries()) hold(comparison, each, given[at] ?? [], target);
  }
  return comparison;
}

function hold(comparison: Comparison, { image, predicted: { arch, keys } }: Case, given: readonly Answer[], target: Target): void {
  const port = comparison.ports.get(arch) ?? { target: target.name, images: 0, answers: 0, names: new Set() };
  comparison.ports.set(arch, port);
  port.images += 1;
  for (const [at, { symbol, version, answer, why }] of keys.entries()) {
    const run = given[at];
    if (run === undefined) throw new Error(`no answer for ${symbol}`);
    if (answer === undefined) {
      comparison.unanswered += 1;
      continue;
    }
    port.answers += 1;
    port.names.add(symbol);
    const [ours, theirs] = [inWords(answer), inWords(run)];
    if (ours === theirs) continue;
    const node = version === undefined ? '' : `@${version}`;
    comparison.differences.push(`${image.name}, ${arch}: ${symbol}${node}: ${theirs} when run, ${ours} here (${why})`);
  }
}

function inWords(answer: Answer): string {
  return answer.kind === 'found' ? `found at 0x${answer.offset.toString(16)}` : answer.kind;
}
