/** Who built the image, which build, and whether its clocks are usable here. */
import { buildIdOf } from '../../elf/notes/buildId.ts';
import { hasBareClock } from '../facts/bareFunction.ts';
import { type ClockAnswer, clockAnswer, clockCondition } from '../facts/clocksource.ts';
import { systemCallsOf } from '../facts/runtimes.ts';
import { field } from '../fields.ts';
import { shown } from '../format.ts';
import { functionPlace, type Subject } from '../subject.ts';
import type { FactView } from '../viewModel/fields.ts';
import type { Tone } from '../viewModel/tone.ts';
import { imageFacts } from './imageFacts.ts';

const TONES: Readonly<Partial<Record<ClockAnswer, Tone>>> = {
  capable: 'good',
  'system-call': 'warn',
  bare: 'warn',
};

/** @param clock that of `clockFact`, for who has it already */
export function factViews(subject: Subject, clock = clockFact(subject)): readonly FactView[] {
  const { image, host, role, provider, words } = subject;
  const { report: say } = words;
  const { fields } = say;
  const facts: FactView[] = [];
  if (role === 'vdso') {
    const tone = provider.kind === 'unknown' ? 'muted' : 'plain';
    const [label] = fields.kernelNote;
    facts.push({ ...field([label, say.providerExplain[provider.kind]], say.providerText(provider)), tone });
  }
  facts.push(...imageFacts(subject));
  if (host !== undefined) facts.push({ ...field(fields.running, say.runningKernel(host)), tone: 'plain' });
  const id = buildIdOf(image);
  if (id !== undefined) facts.push({ ...field(fields.buildId, id), tone: 'plain' });
  if (clock !== undefined) facts.push(clock);
  facts.push(...processFacts(subject));
  return facts;
}

/** What the process runs, and which calls of it enter the kernel for want of a function here. */
function processFacts(subject: Subject): FactView[] {
  const { runtimes, packed, words } = subject;
  const { report: say } = words;
  const { fields } = say;
  if (runtimes === undefined) return [];
  const calls = runtimes
    .map((runtime) => ({ runtime, calls: systemCallsOf(subject, runtime) }))
    .filter((each) => each.calls.length > 0);
  return [
    {
      ...field(fields.runs, say.runsText(runtimes, packed)),
      tone: runtimes.length === 0 ? 'muted' : 'plain',
    },
    ...(calls.length === 0
      ? []
      : [{ ...field(fields.systemCalls, say.systemCallsText(calls)), tone: 'warn' as const }]),
  ];
}

function clockPlace(subject: Subject) {
  const bare = hasBareClock(subject.image);
  return { ...functionPlace(subject), ...(bare === undefined ? {} : { bare }) };
}

/** Undefined where nothing is known of the machine. */
export function clockFact(subject: Subject): FactView | undefined {
  const { host } = subject;
  if (host === undefined) return undefined;
  const answer = clockAnswer(host, subject.role === 'vdso' ? clockPlace(subject) : undefined);
  const { byClockSource, clockExplain, clockHidden, clockMeaning, fields } = subject.words.report;
  const tone: Tone = TONES[answer] ?? 'plain';
  const name = host.clocksource;
  const condition = answer === 'depends' ? clockCondition(host) : undefined;
  const meaning = condition === undefined ? clockMeaning[answer] : subject.words.clocks.conditions[condition];
  const text = name === undefined ? clockHidden : byClockSource(shown(name), meaning, answer);
  return { ...field([fields.clocksource[0], clockExplain], text), tone };
}
