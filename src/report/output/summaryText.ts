/**
 * An image in short, for a terminal as wide and high as they come: what it is, whether it is healthy, who gets what
 * from it, and how to see more. What does not fit is counted.
 */

import type { ConsumerFinding } from '../../consumers/model.ts';
import { columnsOf } from '../../elf/bytes/columns.ts';
import { count, list } from '../../elf/english.ts';
import { problemSentence } from '../../elf/problems/english.ts';
import { consumerLabel, nobodyLooks, outcomeWord } from '../english/consumers.ts';
import { insideWords } from '../english/inside.ts';
import { formatText, originText } from '../english/origin.ts';
import { summaryWords } from '../english/summary.ts';
import { textWords } from '../english/textReport.ts';
import { outcomeTone } from '../outcomes.ts';
import type { Report } from '../report.ts';
import type { Subject } from '../subject.ts';
import type { TableId } from '../viewModel/tableId.ts';
import type { Tone } from '../viewModel/tone.ts';
import { factViews } from '../views/factViews.ts';
import { health, titleOf } from '../views/summary.ts';
import { headerAbiText } from '../words.ts';
import { type Paint, unpainted } from './checkReport.ts';
import { fitted } from './columns.ts';
import { type Inside, insideInShort, saysSomething } from './insideReport.ts';

const SUMMARY_COLUMNS = 80;
const SUMMARY_LINES = 24;
/** Facts beside health and tables: all there are of the one image that a process has mapped. */
const MOST_FACTS = 7;
const MOST_PROBLEMS = 3;

const TABLES: readonly TableId[] = ['symbols', 'versions', 'segments', 'sections', 'relocations', 'notes'];
/** What must not be comes first. */
const TONES: readonly Tone[] = ['bad', 'warn', 'good', 'plain', 'muted'];

export function* summaryText(report: Report, paint: Paint = unpainted, inside?: Inside): Generator<string> {
  yield `${lines(report, paint, inside).join('\n')}\n`;
}

function lines(report: Report, paint: Paint, inside: Inside | undefined): readonly string[] {
  const { subject } = report;
  const top = head(report, paint, inside);
  const end = ['', ...summaryWords.more];
  const room = SUMMARY_LINES - top.length - end.length;
  const who = whoGetsWhat(subject, room, paint);
  return [...top, ...who, ...problems(subject, room - who.length), ...end];
}

function head(report: Report, paint: Paint, inside: Inside | undefined): readonly string[] {
  const { subject } = report;
  const { image, source, words } = subject;
  const rows = TABLES.flatMap((id) => report.table(id) ?? []).filter(({ rowCount }) => rowCount > 0);
  const { tone, text } = health(subject);
  const facts = [
    ...factsInShort(subject),
    { label: textWords.health, value: text, tone },
    {
      label: summaryWords.tables,
      value: list(rows.map(({ view, rowCount }) => `${count(rowCount)} ${view.title.toLowerCase()}`)),
      tone: 'plain' as const,
    },
    ...(inside === undefined || !saysSomething(inside)
      ? []
      : [{ label: insideWords.label, value: insideInShort(words, inside), tone: 'plain' as const }]),
  ];
  const width = Math.max(...facts.map(({ label }) => label.length));
  return [
    fitted(`${titleOf(subject)} · ${originText(source)}`, SUMMARY_COLUMNS),
    fitted(formatText(headerAbiText(words, image.header), image.header, image.size), SUMMARY_COLUMNS),
    ...facts.map(({ label, value, tone }) => {
      const room = SUMMARY_COLUMNS - width - 4;
      return `  ${label.padEnd(width)}  ${paint(fitted(value, room), tone)}`;
    }),
  ];
}

function factsInShort(subject: Subject): readonly { label: string; value: string; tone: Tone }[] {
  const facts = factViews(subject);
  if (facts.length <= MOST_FACTS) return facts;
  const told = facts.slice(0, MOST_FACTS - 1);
  return [...told, { label: '', value: summaryWords.andMore(facts.length - told.length), tone: 'plain' }];
}

function whoGetsWhat({ findings, role }: Subject, room: number, paint: Paint): readonly string[] {
  if (findings.length === 0) return role === 'elf' ? ['', nobodyLooks] : [];
  const groups = grouped(findings);
  const most = room - 2;
  const told = groups.length > most ? groups.slice(0, most - 1) : groups;
  const left = groups.slice(told.length).reduce((sum, { names }) => sum + names.length, 0);
  const width = Math.max(...told.map(({ word }) => word.length));
  const columns = SUMMARY_COLUMNS - width - 4;
  let spare = Math.max(0, most - groups.length);
  const shown = told.flatMap(({ word, tone, names }) => {
    const wrapped = wrappedNames(names, columns, 1 + spare);
    spare -= wrapped.length - 1;
    return wrapped.map((line, index) =>
      index === 0 ? `  ${paint(word.padEnd(width), tone)}  ${line}` : `${' '.repeat(width + 4)}${line}`,
    );
  });
  return ['', textWords.consumers, ...shown, ...(left === 0 ? [] : [`  ${summaryWords.andMore(left)}`])];
}

interface Group {
  readonly word: string;
  readonly tone: Tone;
  readonly names: string[];
}

function grouped(findings: readonly ConsumerFinding[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const word = outcomeWord(finding.outcome, finding);
    const group = groups.get(word) ?? { word, tone: outcomeTone(finding.outcome), names: [] };
    group.names.push(consumerLabel(finding));
    groups.set(word, group);
  }
  return [...groups.values()].sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone));
}

/** In at most so many lines; names that do not fit are counted at the end. */
function wrappedNames(names: readonly string[], columns: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, name] of names.entries()) {
    const rest = summaryWords.andMore(names.length - index);
    const last = index === names.length - 1;
    const word = last ? name : `${name},`;
    const joined = line === '' ? word : `${line} ${word}`;
    const onLastLine = lines.length === most - 1;
    // Behind every name but the last there must be room to say how many more there are.
    const needed = columnsOf(joined) + (onLastLine && !last ? rest.length + 1 : 0);
    if (needed <= columns || line === '') {
      line = fitted(joined, columns);
    } else if (onLastLine) {
      return [...lines, `${line} ${rest}`];
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function problems({ image }: Subject, room: number): readonly string[] {
  if (image.problems.length === 0 || room < 3) return [];
  const shown = Math.min(MOST_PROBLEMS, room - 2, image.problems.length);
  return [
    '',
    summaryWords.problems(image.problems.length),
    ...image.problems
      .slice(0, shown)
      .map((problem) => `  ${fitted(problemSentence(problem), SUMMARY_COLUMNS - 2)}`),
  ];
}
