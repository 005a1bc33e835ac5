/** What `check` finds of one image. */
import { type ClockVerdict, clockVerdict } from '../code/userClocks.ts';
import { ownRequirements, type Requirement } from '../consumers/verdict/requirements.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import { readElf } from '../elf/readElf.ts';
import type { Subject } from '../report/subject.ts';
import { makeReport } from '../session/makeReport.ts';
import { programsOf, runtimesOf } from './belonging.ts';
import { codeOf } from './code.ts';
import type { Check } from './command.ts';
import type { NamedImage } from './namedImages.ts';
import { Refusal } from './refusal.ts';

export interface Checked {
  readonly subject: Subject;
  readonly required: readonly Requirement[];
  /** What is required is what the image's process runs, and nobody's demand. */
  readonly own: boolean;
  readonly clocks: readonly ClockVerdict[];
}

/** Reads the image and closes it again: what is told of it needs no more of its bytes. Rejects with a sentence. */
export async function checkOne(image: NamedImage, command: Check, generator: string): Promise<Checked> {
  const { source, info, host } = await image.open();
  try {
    const result = await readElf(source, { symtab: false });
    if (result.kind === 'not-elf') throw new Refusal('notElf', { problem: result.problem });
    // Whoever asks for a verdict wants one, whatever the file looks like.
    const options = { selection: command.selection, asVdso: true };
    const programs =
      info.kind === 'process' || info.kind === 'core' ? await programsOf(result.image, source, info) : [];
    const sized = { ...info, size: source.size };
    const runtimes = await runtimesOf(info);
    const { subject } = makeReport(result.image, sized, host, options, generator, programs, runtimes);
    const clocks = await clocksOf(command, result.image, source);
    return { subject, ...requirementsOf(command, subject), clocks };
  } finally {
    await source.dispose();
  }
}

/** Nothing of the code is looked at unless a clock is demanded. */
async function clocksOf(
  { userClocks }: Check,
  image: ElfImage,
  source: ByteSource,
): Promise<readonly ClockVerdict[]> {
  if (userClocks.length === 0) return [];
  const { clocks } = await codeOf(image, source, { only: 'clocks' });
  return userClocks.map((clock) => clockVerdict(clock, clocks));
}

/** Of a process of which nobody demands anything: that its own runtimes are served. */
function requirementsOf(
  { required }: Check,
  { runtimes, findings }: Subject,
): { readonly required: readonly Requirement[]; readonly own: boolean } {
  if (required.length > 0 || runtimes === undefined) return { required, own: false };
  return { required: ownRequirements(runtimes, findings), own: true };
}
