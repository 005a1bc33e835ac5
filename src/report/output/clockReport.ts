/** Why clock calls are slow, as JSON (docs/report.md) and as text. */
import type { Advice, Cause } from '../../clocks/cause.ts';
import type { Measurement } from '../../clocks/measurement.ts';
import type { ClockExplanation } from '../../clocks/question.ts';
import type { ImageCode } from '../../code/imageCode.ts';
import { labelText } from '../../elf/english.ts';
import type { HostInfo, SourceInfo } from '../../elf/imageSource.ts';
import type { Json } from '../jsonValue.ts';
import type { Subject } from '../subject.ts';
import type { Words } from '../words.ts';
import { clockLines, clocksJson } from './codeReport.ts';
import { documentText, hostJson, SCHEMA_VERSION, sourceJson } from './headerJson.ts';

/** What a process has; without an image where it has none. */
export interface ClockReport {
  readonly words: Words;
  readonly generator: string;
  readonly source: SourceInfo;
  readonly host?: HostInfo | undefined;
  readonly answer: ClockExplanation;
  readonly image?: { readonly subject: Subject; readonly code: ImageCode };
}

export function clockReportJson({ words, generator, source, host, answer, image }: ClockReport): string {
  const provider = image?.subject.provider ?? { kind: 'unknown' as const };
  return documentText({
    schema: SCHEMA_VERSION,
    generator,
    source: sourceJson(image?.subject ?? { source }),
    host: host && hostJson({ role: 'vdso', provider }, host),
    code: image && clocksJson(words, image.code),
    clock: answerJson(words, answer, source),
  });
}

/** `clock` of the report. */
function answerJson(words: Words, answer: ClockExplanation, { kind }: SourceInfo): Json {
  const { clocks: say } = words;
  const { verdict, measured, leftOut, causes } = answer;
  return {
    verdict,
    text: say.verdict(answer),
    by: measured === undefined ? 'causes' : 'measurement',
    ...(measured === undefined ? {} : figuresJson(measured)),
    measuredIn: measured === undefined ? undefined : kind === 'live' ? 'process' : 'reader',
    leftOut: leftOut && say.leftOut(leftOut),
    causes: causes.map((cause) => causeJson(words, cause)),
  };
}

function figuresJson(measured: Measurement) {
  const { ratio, nsPerCall, nsPerSystemCall, nsPerWitness, rounds } = measured;
  const rounded = (value: number): number | undefined =>
    Number.isFinite(value) ? Number(value.toPrecision(4)) : undefined;
  return {
    ratio: rounded(ratio),
    nsPerCall: rounded(nsPerCall),
    nsPerSystemCall: rounded(nsPerSystemCall),
    nsPerWitness: rounded(nsPerWitness),
    rounds,
  };
}

function causeJson({ clocks: say }: Words, cause: Cause): Json {
  const { code, effect, evidence, advice } = cause;
  return {
    code,
    effect,
    message: say.cause(cause),
    evidence: evidence && say.evidence(evidence),
    advice: advice && { text: say.advice(advice), command: advice.command },
  };
}

export function* clockReportText({ words, source, answer, image }: ClockReport): Generator<string> {
  const { clocks: say } = words;
  yield say.heading(labelText(source.label));
  yield say.verdict(answer);
  if (answer.measured !== undefined) yield `  ${say.measured(answer.measured, source.kind === 'live')}`;
  if (answer.leftOut !== undefined) yield `  ${say.leftOut(answer.leftOut)}`;
  yield '';
  yield say.causesTitle;
  const width = Math.max(...Object.values(say.effects).map(({ length }) => length));
  for (const cause of answer.causes) {
    yield `  ${say.effects[cause.effect].padEnd(width)}  ${say.cause(cause)}`;
    if (cause.evidence !== undefined) yield `  ${''.padEnd(width)}  ${say.evidence(cause.evidence)}`;
  }
  yield '';
  yield say.adviceTitle;
  const advice = answer.causes.flatMap((cause) => cause.advice ?? []);
  if (advice.length === 0) yield `  ${say.nothingToDo}`;
  for (const each of advice) yield* adviceLines(words, each);
  if (image === undefined) return;
  yield '';
  yield* clockLines(words, image.code);
}

function* adviceLines({ clocks: say }: Words, advice: Advice): Generator<string> {
  yield `  ${say.advice(advice)}`;
  if (advice.command !== undefined) yield `    ${advice.command}`;
}
