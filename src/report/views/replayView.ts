/** A replay as a list of sentences. */
import type { KeyFinding, Outcome, Reason, ReplayStep, VersionFinding } from '../../consumers/model.ts';
import type { ReplayView, StepView } from '../viewModel/replay.ts';
import { reasonText, type Words } from '../words.ts';

function stepView(words: Words, step: ReplayStep): StepView {
  return {
    text: reasonText(words, step),
    result: step.result,
    ...(step.offset === undefined ? {} : { offset: step.offset }),
    ...(step.length === undefined ? {} : { length: step.length }),
  };
}

export function replayView(
  words: Words,
  title: string,
  { outcome, why, steps }: { outcome: Outcome; why: Reason; steps: readonly ReplayStep[] },
): ReplayView {
  return { title, outcome, why: reasonText(words, why), steps: steps.map((step) => stepView(words, step)) };
}

/** Why, and what the kernels' export history adds. */
export function whyText(words: Words, finding: KeyFinding | VersionFinding): string {
  const why = reasonText(words, finding.why);
  return 'cause' in finding && finding.cause !== undefined
    ? words.elf.paragraph([why, reasonText(words, finding.cause)])
    : why;
}
