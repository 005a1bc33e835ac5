/** One release of a consumer, its own code against the catalogue, name by name and image by image. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findQemu } from '../../../scripts/setup/qemuUser.mjs';
import { readElf } from '../../../src/elf/readElf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import type { TruthConsumer } from '../consumer.ts';
import { type Answer, answers } from './answers.ts';
import type { Sources } from './archive.ts';
import { compiled } from './compiled.ts';
import type { TruthImage } from './images.ts';
import { type Predicted, predicted } from './predicted.ts';
import type { Row } from './tally.ts';
import { host, lacking, type Target, targetFor } from './targets.ts';

export interface Comparison {
  /** One for each port. */
  readonly rows: Row[];
  readonly differences: string[];
  /** Answers where the replay gave up. */
  unanswered: number;
  /** Images that no program could search here, by the reason. */
  readonly skipped: Map<string, number>;
}

/** The names that the source itself has for a port, against those of the catalogue. */
async function compareNames(
  comparison: Comparison,
  consumer: TruthConsumer,
  sources: Sources,
  { arch, keys }: Predicted,
): Promise<void> {
  const names = await consumer.names?.(sources.folder, arch);
  if (names === undefined) return;
  const text = (each: readonly { symbol: string; version?: string | undefined }[]): string =>
    each
      .map(({ symbol, version }) => (version === undefined ? symbol : `${symbol}@${version}`))
      .sort()
      .join(' ');
  const [theirs, ours] = [text(names), text(keys)];
  if (theirs !== ours)
    comparison.differences.push(`${arch}: the source looks up ${theirs || 'nothing'}, the catalogue ${ours}`);
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
  const comparison: Comparison = { rows: [], differences: [], unanswered: 0, skipped: new Map() };
  const cases = new Map<
    string,
    { target: Target; flags: readonly string[]; width: 32 | 64; cases: Case[] }
  >();
  const named = new Set<string>();
  for (const [number, image] of images.entries()) {
    const outcome = await readElf(memorySource(image.bytes));
    if (outcome.kind !== 'elf') continue;
    const expected = predicted(outcome.image, consumer.id, release);
    if (expected === undefined || expected.keys.length === 0) continue;
    if (release !== expected.release && !release.startsWith(`${expected.release}.`)) {
      const text = `${release} was run, and the catalogue answers with ${expected.release}`;
      if (!comparison.differences.includes(text)) comparison.differences.push(text);
    }
    if (!named.has(expected.arch)) {
      named.add(expected.arch);
      await compareNames(comparison, consumer, sources, expected);
    }
    const { header } = outcome.image;
    const own = targetFor(outcome.image);
    const here = consumer.any || (consumer.both && header.littleEndian);
    const target = here ? host : own;
    const why =
      target === undefined || (consumer.hostOnly && target !== host)
        ? 'no program for such images'
        : lacking(target);
    if (target === undefined || why !== undefined) {
      comparison.skipped.set(why ?? '', (comparison.skipped.get(why ?? '') ?? 0) + 1);
      continue;
    }
    const file = path.join(folder, `${number}`);
    await writeFile(file, image.bytes);
    const flags =
      consumer.flags?.(sources.folder, {
        width: header.class,
        arch: expected.arch,
        machine: header.machine,
      }) ?? [];
    const name = [target.name, header.class, ...flags].join(' ');
    const group = cases.get(name) ?? { target, flags, width: header.class, cases: [] };
    group.cases.push({ image, file, predicted: expected });
    cases.set(name, group);
  }
  const rowFor = (
    { predicted: { arch, release: answering, keys } }: Case,
    { name: program }: Target,
  ): Row => {
    const known = comparison.rows.find((row) => row.arch === arch);
    if (known !== undefined) {
      if (!known.program.includes(program)) known.program += `, ${program}`;
      return known;
    }
    const { id } = consumer;
    const { upstream } = sources;
    const row = {
      consumer: id,
      release: answering,
      arch,
      upstream,
      program,
      names: keys.length,
      images: 0,
      answers: 0,
    };
    comparison.rows.push(row);
    return row;
  };
  for (const { target, flags, width, cases: group } of cases.values()) {
    const program = await compiled(consumer, sources, target, flags);
    const command = target.qemu === undefined ? [program] : [findQemu(target.qemu) ?? target.qemu, program];
    const given = await answers(
      command,
      width,
      group.map(({ file, predicted: { keys } }) => ({ file, names: keys })),
    );
    for (const [at, each] of group.entries()) hold(comparison, each, given[at] ?? [], rowFor(each, target));
  }
  return comparison;
}

function hold(
  comparison: Comparison,
  { image, predicted: { arch, keys } }: Case,
  given: readonly Answer[],
  row: Row,
): void {
  row.images += 1;
  for (const [at, { symbol, version, answer, why }] of keys.entries()) {
    const run = given[at];
    if (run === undefined) throw new Error(`no answer for ${symbol}`);
    if (answer === undefined) {
      comparison.unanswered += 1;
      continue;
    }
    row.answers += 1;
    const [ours, theirs] = [inWords(answer), inWords(run)];
    if (ours === theirs) continue;
    const node = version === undefined ? '' : `@${version}`;
    comparison.differences.push(
      `${image.name}, ${arch}: ${symbol}${node}: ${theirs} when run, ${ours} here (${why})`,
    );
  }
}

function inWords(answer: Answer): string {
  return answer.kind === 'found' ? `found at 0x${answer.offset.toString(16)}` : answer.kind;
}
