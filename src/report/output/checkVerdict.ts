/** What `check` found of one image, as plain words: all that formats for continuous integration tell. */

import { verdictParts } from '../../code/english.ts';
import type { ClockVerdict } from '../../code/userClocks.ts';
import { findingFor, isFulfilled, type Requirement } from '../../consumers/verdict/requirements.ts';
import { consumerLabel, outcomeWord } from '../english/consumers.ts';
import { checkDocument } from '../english/formats.ts';
import type { Subject } from '../subject.ts';
import { clockLine, failedLine, findingSentence, findingWhy } from './checkReport.ts';
import type { ImagePlace } from './imagePlace.ts';

export interface ImageVerdict {
  readonly place: ImagePlace;
  /** Why there is no verdict, in a sentence; what follows is empty then. */
  readonly error?: string;
  readonly required: readonly RequirementVerdict[];
  /** Consumers that nobody requires. */
  readonly others: readonly FoundVerdict[];
}

interface FoundVerdict {
  /** "musl 1.2.5", "boottime" */
  readonly label: string;
  /** "falls back" */
  readonly outcome: string;
  readonly why: string;
}

export interface RequirementVerdict extends FoundVerdict {
  /** As it was written, "musl@1.2.5"; of a clock "user-clock boottime". */
  readonly text: string;
  /** The same for all that is required of a consumer or a clock: "musl", "user-clock/boottime". */
  readonly rule: string;
  /** What the rule says, in a sentence. */
  readonly about: string;
  readonly fulfilled: boolean;
  /** "musl 1.2.5: falls back. The image has only DT_GNU_HASH; …" */
  readonly sentence: string;
  /** The same behind what is required, where the sentence does not begin with it. */
  readonly line: string;
}

export function imageVerdict(
  place: ImagePlace,
  { findings, words }: Pick<Subject, 'findings' | 'words'>,
  required: readonly Requirement[],
  clocks: readonly ClockVerdict[],
): ImageVerdict {
  const asked = required.map((requirement) => findingFor(requirement, findings));
  return {
    place,
    required: [
      ...required.map((requirement, index) => {
        const finding = asked[index];
        return {
          text: requirement.text,
          rule: requirement.id,
          about: checkDocument.consumerRule(finding?.name ?? requirement.id),
          fulfilled: finding !== undefined && isFulfilled(finding, requirement),
          label: finding === undefined ? requirement.text : consumerLabel(finding),
          outcome: outcomeWord(finding?.outcome ?? 'unknown', finding ?? {}),
          why: finding === undefined ? '' : findingWhy(words, finding),
          sentence: finding === undefined ? requirement.text : findingSentence(words, finding),
          line: failedLine(words, requirement, findings),
        };
      }),
      ...clocks.map((clock) => ({
        text: checkDocument.clockRequirement(clock.clock),
        rule: `user-clock/${clock.clock}`,
        about: checkDocument.clockRule(clock.clock),
        fulfilled: clock.fulfilled,
        label: clock.clock,
        ...verdictParts(clock),
        sentence: clockLine(clock),
        line: clockLine(clock),
      })),
    ],
    others: findings
      .filter((finding) => !asked.includes(finding))
      .map((finding) => ({
        label: consumerLabel(finding),
        outcome: outcomeWord(finding.outcome, finding),
        why: findingWhy(words, finding),
      })),
  };
}
