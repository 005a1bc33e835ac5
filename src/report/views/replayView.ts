/** A replay as a list of sentences. */
import { reasonSentence } from '../../consumers/english/outcomes.ts';
import type { KeyFinding, Outcome, Reason, ReplayStep, VersionFinding } from '../../consumers/model.ts';
import { shown } from '../format.ts';
import type { ReplayView, StepView } from '../view.ts';

function stepView(step: ReplayStep): StepView {
  return {
    text: reasonText(step),
    result: step.result,
    ...(step.offset === undefined ? {} : { offset: step.offset }),
    ...(step.length === undefined ? {} : { length: step.length }),
  };
}

export function replayView(
  title: string,
  { outcome, why, steps }: { outcome: Outcome; why: Reason; steps: readonly ReplayStep[] },
): ReplayView {
  return { title, outcome, why: reasonText(why), steps: steps.map(stepView) };
}

export function reasonText(reason: Reason): string {
  return shown(reasonSentence(reason));
}

/** Why, and what the kernels' export history adds. */
export function whyText(finding: KeyFinding | VersionFinding): string {
  const why = reasonText(finding.why);
  return 'cause' in finding && finding.cause !== undefined ? `${why} ${reasonText(finding.cause)}` : why;
}
