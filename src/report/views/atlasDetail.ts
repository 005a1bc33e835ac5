/** Why an outcome of the atlas is what it is: of one kernel with its keys, or over all kernels. */

import type { AtlasKey, AtlasRow } from '../../consumers/atlas/atlas.ts';
import { consequenceText } from '../../consumers/english/programs.ts';
import type { KeyFinding } from '../../consumers/model.ts';
import { atlasFieldWords, atlasWords } from '../english/atlas.ts';
import { outcomeWords, proofText } from '../english/sentences.ts';
import { field } from '../fields.ts';
import type { DetailView, FieldView, ReplayView } from '../view.ts';
import {
  type AtlasLine,
  kernelText,
  keyRuns,
  outcomeRunsText,
  releaseRuns,
  tablesText,
} from './atlasView.ts';
import { remarks } from './consumerViews.ts';
import { reasonText } from './replayView.ts';

/** @param position of the kernel among the line's rows; before or beyond them: all kernels */
export function atlasDetail(line: AtlasLine, position: number): DetailView {
  const row = line.rows[position];
  return row === undefined ? lineDetail(line) : cellDetail(line, row);
}

function cellDetail(line: AtlasLine, row: AtlasRow): DetailView {
  const { kernel, finding, outcome, why, keys } = row;
  return {
    title: atlasWords.cellTitle(line.label, kernelText(kernel), kernel.image.name),
    paragraphs: [[reasonText(why), ...remarks(finding)].join(' ')],
    fields: [
      field(atlasFieldWords.outcome, outcomeWords[outcome]),
      field(atlasFieldWords.changes, outcomeRunsText(line.runs)),
      field(atlasFieldWords.kernel, atlasWords.kernelExplain(kernel)),
      field(atlasFieldWords.tables, tablesText(kernel)),
      field(atlasFieldWords.proof, proofText[finding.proof]),
    ],
    replays: keys.map((key, at) => keyView(line, key, finding.keys[at])),
  };
}

/**
 * Without the steps of its lookup: the image is written from what is recorded, and its numbers (indices, buckets,
 * addresses) are not those of the kernel's own.
 */
function keyView(line: AtlasLine, key: AtlasKey, found: KeyFinding | undefined): ReplayView {
  const { symbol, outcome, cause, needs } = key;
  const consequence =
    found?.outcome === outcome && outcome !== 'found' ? consequenceText(found.fallback) : '';
  return {
    title: atlasWords.keyTitle(found?.variable, symbol),
    outcome,
    why: [
      upper(`${outcomeWords[outcome]}.`),
      cause === undefined ? '' : reasonText(cause),
      consequence === '' ? '' : atlasWords.follows(consequence),
      needs === undefined ? '' : atlasWords.needsSentence(needs),
      overKernels(line, symbol),
    ]
      .filter((each) => each !== '')
      .join(' '),
    steps: [],
  };
}

/** "5.10 falls back; 6.12 found." of one key, where the kernels differ. */
function overKernels(line: AtlasLine, symbol: string): string {
  const runs = keyRuns(line).get(symbol) ?? [];
  if (runs.length < 2) return '';
  const texts = runs.map(({ since, answer }) => ({ since, answer: outcomeWords[answer.outcome] }));
  return atlasWords.byKernel(releaseRuns(texts));
}

function lineDetail(line: AtlasLine): DetailView {
  const [first] = line.rows;
  return {
    title: first === undefined ? line.label : atlasWords.lineTitle(line.label, first.kernel.image.name),
    paragraphs: first === undefined ? [] : remarks(first.finding),
    fields: [...runFields(line), ...keyFields(line)],
    replays: [],
  };
}

/** Each kernel at which the outcome changes, with the reason there. */
function runFields({ rows, runs }: AtlasLine): readonly FieldView[] {
  return runs.flatMap(({ since, answer }) => {
    const row = rows.find(({ kernel }) => kernelText(kernel) === since);
    if (row === undefined) return [];
    const words = [atlasWords.from(since), ''] as const;
    return [field(words, atlasWords.because(outcomeWords[answer], reasonText(row.why)))];
  });
}

function keyFields(line: AtlasLine): readonly FieldView[] {
  return [...keyRuns(line)].map(([symbol, runs]) => {
    const texts = runs.map(({ since, answer: { outcome, cause } }) => ({
      since,
      answer:
        cause === undefined
          ? outcomeWords[outcome]
          : atlasWords.because(outcomeWords[outcome], reasonText(cause)),
    }));
    return field([symbol, ''], releaseRuns(texts));
  });
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
