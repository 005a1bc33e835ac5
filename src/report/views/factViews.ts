/** The second line of the header: who built the image, which build, and whether its clocks are usable here. */
import type { HostInfo } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';
import { VDSO_MAPPING } from '../english/address.ts';
import { fieldWords } from '../english/fields.ts';
import { runsText, systemCallsText } from '../english/runtimes.ts';
import {
  clockExplain,
  clockHidden,
  clockMeaning,
  notThisVdso,
  providerExplain,
  providerText,
  runningKernel,
} from '../english/sentences.ts';
import { type ClockAnswer, clockAnswer } from '../facts/clocksource.ts';
import { systemCallsOf } from '../facts/runtimes.ts';
import { functionPlace, type Subject } from '../facts/subject.ts';
import { field } from '../fields.ts';
import { hex, shown } from '../format.ts';
import type { ImageSummary, Tone } from '../view.ts';

const TONES: Readonly<Partial<Record<ClockAnswer, Tone>>> = {
  capable: 'good',
  'system-call': 'warn',
  bare: 'warn',
};

type Fact = ImageSummary['facts'][number];

export function factViews(subject: Subject): readonly Fact[] {
  const { image, host, role, provider } = subject;
  const facts: Fact[] = [];
  if (role === 'vdso') {
    const tone = provider.kind === 'unknown' ? 'muted' : 'plain';
    const [label] = fieldWords.kernelNote;
    facts.push({ ...field([label, providerExplain[provider.kind]], providerText(provider)), tone });
  }
  const other = otherVdso(subject);
  if (other !== undefined) facts.push({ ...field(fieldWords.otherVdso, other), tone: 'warn' });
  if (host !== undefined) facts.push({ ...field(fieldWords.running, runningKernel(host)), tone: 'plain' });
  const id = buildId(image);
  if (id !== undefined) facts.push({ ...field(fieldWords.buildId, id), tone: 'plain' });
  if (host !== undefined) facts.push(clockFact(host, subject));
  facts.push(...processFacts(subject));
  return facts;
}

/** What the process runs, and which calls of it enter the kernel for want of a function here. */
function processFacts(subject: Subject): Fact[] {
  const { runtimes, packed } = subject;
  if (runtimes === undefined) return [];
  const calls = runtimes
    .map((runtime) => ({ runtime, calls: systemCallsOf(subject, runtime) }))
    .filter((each) => each.calls.length > 0);
  return [
    {
      ...field(fieldWords.runs, runsText(runtimes, packed)),
      tone: runtimes.length === 0 ? 'muted' : 'plain',
    },
    ...(calls.length === 0
      ? []
      : [{ ...field(fieldWords.systemCalls, systemCallsText(calls)), tone: 'warn' as const }]),
  ];
}

/** Where the process has the kernel's own image, when it is not the one that AT_SYSINFO_EHDR leads to. */
function otherVdso({ source: { base, size, mapping } }: Subject): string | undefined {
  if (base === undefined) return undefined;
  const end = base + BigInt(size);
  const other = mapping?.find(
    (each) => each.name === VDSO_MAPPING && (each.end <= base || each.start >= end),
  );
  return other === undefined ? undefined : notThisVdso(hex(other.start), hex(other.end));
}

function clockFact(host: HostInfo, subject: Subject): Fact {
  const answer = clockAnswer(host, subject.role === 'vdso' ? functionPlace(subject) : undefined);
  const tone: Tone = TONES[answer] ?? 'plain';
  const name = host.clocksource;
  const text = name === undefined ? clockHidden : `${shown(name)}: ${clockMeaning[answer]}`;
  return { ...field([fieldWords.clocksource[0], clockExplain], text), tone };
}

function buildId(image: ElfImage): string | undefined {
  for (const note of image.notes) {
    if (note.meaning?.kind === 'build-id') return note.meaning.id;
  }
  return undefined;
}
