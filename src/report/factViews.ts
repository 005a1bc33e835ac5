/** The second line of the header: who built the image, which build, and whether its clocks are usable here. */
import type { HostInfo } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import { clockAnswer } from './clocksource.ts';
import { fieldWords } from './english/fields.ts';
import {
  clockExplain,
  clockHidden,
  clockMeaning,
  providerExplain,
  providerText,
  runningKernel,
} from './english/sentences.ts';
import { field } from './fields.ts';
import { shown } from './format.ts';
import type { Subject } from './subject.ts';
import type { ImageSummary, Tone } from './view.ts';

type Fact = ImageSummary['facts'][number];

export function factViews({ image, host, role, provider }: Subject): readonly Fact[] {
  const facts: Fact[] = [];
  if (role === 'vdso') {
    const tone = provider.kind === 'unknown' ? 'muted' : 'plain';
    const [label] = fieldWords.kernelNote;
    facts.push({ ...field([label, providerExplain[provider.kind]], providerText(provider)), tone });
  }
  if (host !== undefined) facts.push({ ...field(fieldWords.running, runningKernel(host)), tone: 'plain' });
  const id = buildId(image);
  if (id !== undefined) facts.push({ ...field(fieldWords.buildId, id), tone: 'plain' });
  if (host !== undefined) facts.push(clockFact(host));
  return facts;
}

function clockFact(host: HostInfo): Fact {
  const answer = clockAnswer(host);
  const tone: Tone = answer === 'capable' ? 'good' : answer === 'system-call' ? 'warn' : 'plain';
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
