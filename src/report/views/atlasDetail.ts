/** Why an outcome of the atlas is what it is: of one kernel with its keys, or over all kernels. */

import type { AtlasKey, AtlasRow } from '../../consumers/atlas/atlas.ts';
import type { KeyFinding } from '../../consumers/model.ts';
import { field } from '../fields.ts';
import type { DetailView } from '../viewModel/detail.ts';
import type { FieldView } from '../viewModel/fields.ts';
import type { ReplayView } from '../viewModel/replay.ts';
import { keyName, reasonText, type Words } from '../words.ts';
import {
  type AtlasLine,
  kernelText,
  keyRuns,
  outcomeRunsText,
  releaseRuns,
  tablesText,
} from './atlasView.ts';
import { remarks } from './consumerViews.ts';

/** @param position of the kernel among the line's rows; before or beyond them: all kernels */
export function atlasDetail(words: Words, line: AtlasLine, position: number): DetailView {
  const row = line.rows[position];
  return row === undefined ? lineDetail(words, line) : cellDetail(words, line, row);
}

function cellDetail(words: Words, line: AtlasLine, row: AtlasRow): DetailView {
  const { atlas, atlasFields, outcomeWords, proofText } = words.report;
  const { kernel, finding, outcome, why, keys } = row;
  return {
    title: atlas.cellTitle(line.label, kernelText(words, kernel), kernel.image.name),
    paragraphs: [words.elf.paragraph([reasonText(words, why), ...remarks(words, finding)])],
    fields: [
      field(atlasFields.outcome, outcomeWords[outcome]),
      field(atlasFields.changes, outcomeRunsText(words, line.runs)),
      field(atlasFields.kernel, atlas.kernelExplain(kernel)),
      field(atlasFields.tables, tablesText(words, kernel)),
      field(atlasFields.proof, proofText[finding.proof]),
    ],
    replays: keys.map((key, at) => keyView(words, line, key, finding.keys[at])),
  };
}

/**
 * Without the steps of its lookup: the image is written from what is recorded, and its numbers (indices, buckets,
 * addresses) are not those of the kernel's own.
 */
function keyView(words: Words, line: AtlasLine, key: AtlasKey, found: KeyFinding | undefined): ReplayView {
  const { consumers, elf, report } = words;
  const { atlas, outcomeWords } = report;
  const { symbol, outcome, cause, needs } = key;
  const consequence =
    found?.outcome === outcome && outcome !== 'found' ? consumers.consequence(found.fallback) : '';
  return {
    title: atlas.keyTitle(found?.variable, keyName(words, key)),
    outcome,
    why: elf.paragraph(
      [
        upper(elf.ended(outcomeWords[outcome])),
        cause === undefined ? '' : reasonText(words, cause),
        consequence === '' ? '' : atlas.follows(consequence),
        needs === undefined ? '' : atlas.needsSentence(needs),
        overKernels(words, line, symbol),
      ].filter((each) => each !== ''),
    ),
    steps: [],
  };
}

/** "5.10 falls back; 6.12 found." of one key, where the kernels differ. */
function overKernels(words: Words, line: AtlasLine, symbol: string): string {
  const { atlas, outcomeWords } = words.report;
  const runs = keyRuns(words, line).get(symbol) ?? [];
  if (runs.length < 2) return '';
  const texts = runs.map(({ since, answer }) => ({ since, answer: outcomeWords[answer.outcome] }));
  return atlas.byKernel(releaseRuns(words, texts));
}

function lineDetail(words: Words, line: AtlasLine): DetailView {
  const { atlas } = words.report;
  const [first] = line.rows;
  return {
    title: first === undefined ? line.label : atlas.lineTitle(line.label, first.kernel.image.name),
    paragraphs: first === undefined ? [] : remarks(words, first.finding),
    fields: [...runFields(words, line), ...keyFields(words, line)],
    replays: [],
  };
}

/** Each kernel at which the outcome changes, with the reason there. */
function runFields(words: Words, { rows, runs }: AtlasLine): readonly FieldView[] {
  const { atlas, outcomeWords } = words.report;
  return runs.flatMap(({ since, answer }) => {
    const row = rows.find(({ kernel }) => kernelText(words, kernel) === since);
    if (row === undefined) return [];
    const label = [atlas.from(since), ''] as const;
    return [field(label, atlas.because(outcomeWords[answer], reasonText(words, row.why)))];
  });
}

function keyFields(words: Words, line: AtlasLine): readonly FieldView[] {
  const { atlas, outcomeWords } = words.report;
  return [...keyRuns(words, line)].map(([symbol, runs]) => {
    const texts = runs.map(({ since, answer: { outcome, cause } }) => ({
      since,
      answer:
        cause === undefined
          ? outcomeWords[outcome]
          : atlas.because(outcomeWords[outcome], reasonText(words, cause)),
    }));
    const name = runs[0] === undefined ? symbol : keyName(words, runs[0].answer);
    return field([name, ''], releaseRuns(words, texts));
  });
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
