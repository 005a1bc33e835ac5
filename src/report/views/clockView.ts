/** The page of the clock: the verdict first, then what decides it, then what to do. */
import type { Cause, ClockEffect } from '../../clocks/cause.ts';
import type { ClockCode, ClockExplanation } from '../../clocks/question.ts';
import { hex, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { ClockView } from '../viewModel/clock.ts';
import type { FactView } from '../viewModel/fields.ts';
import type { Tone } from '../viewModel/tone.ts';

const TONES: Readonly<Record<ClockExplanation['verdict'], Tone>> = {
  user: 'good',
  kernel: 'warn',
  unclear: 'plain',
};
const EFFECTS: Readonly<Record<ClockEffect, Tone>> = { kernel: 'warn', possible: 'plain', none: 'muted' };

/** @param measuredAt milliseconds since the epoch, of the samples that the answer has */
export function clockView(
  subject: Subject,
  answer: ClockExplanation,
  code: ClockCode | undefined,
  measuredAt: number | undefined,
): ClockView {
  const { source, words } = subject;
  const { clocks: say } = words;
  const { verdict, causes, measured, leftOut } = answer;
  const advice = causes.flatMap((cause) => cause.advice ?? []);
  return {
    verdict,
    tone: TONES[verdict],
    text: say.verdict(answer),
    ...(measured === undefined || measuredAt === undefined
      ? {}
      : { measured: { text: say.measured(measured, source.kind === 'live'), at: measuredAt } }),
    ...(leftOut === undefined ? {} : { leftOut: say.leftOut(leftOut) }),
    causes: causes.map((cause) => causeView(subject, cause, code?.clockAddress)),
    advice: advice.map((each) => ({
      text: say.advice(each),
      ...(each.command === undefined ? {} : { command: each.command }),
    })),
    noAdvice: say.nothingToDo,
    fact: factOf(subject, answer, code),
  };
}

/** @param address of the function that serves the clocks */
function causeView(
  { words }: Subject,
  cause: Cause,
  address: bigint | undefined,
): ClockView['causes'][number] {
  const { clocks: say } = words;
  const { code, effect, evidence, args } = cause;
  const isOfFunction = address !== undefined && 'function' in args;
  return {
    code,
    tone: EFFECTS[effect],
    effect: say.effects[effect],
    text: say.cause(cause),
    ...(evidence === undefined ? {} : { evidence: say.evidence(evidence) }),
    ...(isOfFunction ? { place: hex(address) } : {}),
  };
}

/** In the header: what was measured, else what the code says, where it was asked. */
function factOf({ host, words }: Subject, answer: ClockExplanation, code: ClockCode | undefined): FactView {
  const { clocks: say, report } = words;
  const source = host?.clocksource === undefined ? undefined : shown(host.clocksource);
  const by = answer.measured === undefined ? (code === undefined ? 'source' : 'code') : 'measurement';
  return {
    label: report.fields.clocksource[0],
    value: say.inShort(answer, source, by),
    explain: say.verdict(answer),
    tone: TONES[answer.verdict],
  };
}
