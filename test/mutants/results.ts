/** What became of the mutants: kept, counted and told. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { whyAccepted } from './accepted.ts';
import type { Verdict } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { roomOf } from './rooms.ts';

export interface Result {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  readonly ms: number;
}

const file = path.resolve(import.meta.dirname, '../../out/mutants/results.json');

export function keepResults(results: readonly Result[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results, undefined, 1));
}

/** Of the run before; none where there was none. */
export function keptResults(): readonly Result[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result[]) : [];
}

export function isNoticed({ verdict }: Result): boolean {
  return verdict === 'noticed' || verdict === 'hung';
}

export interface Counts {
  made: number;
  noticed: number;
  hung: number;
  survived: number;
  accepted: number;
}

export function tally(results: readonly Result[]): Counts {
  const counts = { made: results.length, noticed: 0, hung: 0, survived: 0, accepted: 0 };
  for (const result of results) {
    if (isNoticed(result)) counts.noticed++;
    else if (whyAccepted(result.mutant) === undefined) counts.survived++;
    else counts.accepted++;
    if (result.verdict === 'hung') counts.hung++;
  }
  return counts;
}

/** Of the mutants that a test could notice. */
export function shareNoticed({ made, noticed, accepted }: Counts): number {
  return made === accepted ? 1 : noticed / (made - accepted);
}

/** A table in Markdown: a line for each room or kind, and one for all. */
export function tableOf(results: readonly Result[], by: 'room' | 'kind'): string {
  const keyOf = ({ mutant }: Result) => (by === 'room' ? `src/${roomOf(mutant.file)}` : mutant.kind);
  const keys = [...new Set(results.map(keyOf))];
  const line = (title: string, of: readonly Result[]) => {
    const counts = tally(of);
    const percent = `${(shareNoticed(counts) * 100).toFixed(1)} %`;
    const { made, noticed, hung, accepted, survived } = counts;
    return `| ${[title, made, noticed, hung, accepted, survived, percent].join(' | ')} |`;
  };
  return [
    `| ${by} | made | noticed | of them hung | no test could notice | survived | noticed of the others |`,
    '|---|--:|--:|--:|--:|--:|--:|',
    ...keys.map((key) =>
      line(
        key,
        results.filter((each) => keyOf(each) === key),
      ),
    ),
    line('all', results),
  ].join('\n');
}

export function describeMutant({ id, kind, file, line, before, after }: Mutant): string {
  return `${id} ${kind}, src/${file}:${line}\n    ${before}\n    ${after}`;
}
