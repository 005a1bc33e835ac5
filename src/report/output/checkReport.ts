/** What `check` says: one line a consumer, then one a requirement; or both as JSON. */

import type { ConsumerFinding } from '../../consumers/model.ts';
import { countedKeys } from '../../consumers/verdict/evaluateKeys.ts';
import { findingFor, isFulfilled, type Requirement } from '../../consumers/verdict/requirements.ts';
import { fieldWords } from '../english/fields.ts';
import { runsText } from '../english/runtimes.ts';
import {
  checkWords,
  consumerLabel,
  formatText,
  keysFound,
  originText,
  outcomeWords,
} from '../english/sentences.ts';
import { abiText } from '../facts/abiText.ts';
import { processJson } from '../facts/runtimes.ts';
import type { Subject } from '../facts/subject.ts';
import { shownJson } from '../format.ts';
import { consumerWhy, remarks } from '../views/consumerViews.ts';
import { titleOf } from '../views/summary.ts';
import { headerJson, hostJson, sourceJson } from './headerJson.ts';
import { consumerJson, SCHEMA_VERSION } from './json.ts';

/** @param own whether what is required is what the image's process runs, and nobody's demand */
export function* checkText(
  subject: Subject,
  required: readonly Requirement[],
  own = false,
): Generator<string> {
  const { findings, image, source, runtimes, packed } = subject;
  yield `${titleOf(subject)} · ${originText(source)}\n`;
  yield `${formatText(abiText(image.header), image.header, image.size)}\n`;
  if (runtimes !== undefined) yield `${fieldWords.runs[0]} ${runsText(runtimes, packed)}\n`;
  yield '\n';
  const rows = findings.map(
    (finding) => [outcomeWords[finding.outcome], consumerLabel(finding), finding] as const,
  );
  const [outcomes, labels] = [0, 1].map((column) =>
    Math.max(0, ...rows.map((row) => String(row[column]).length)),
  );
  for (const [outcome, label, finding] of rows) {
    yield `  ${outcome.padEnd(outcomes ?? 0)}  ${label.padEnd(labels ?? 0)}  ${whyLine(finding)}\n`;
  }
  if (required.length === 0) {
    if (own) yield `\n${runtimes?.length ? checkWords.notAskedOwn : checkWords.nothingOwn}\n`;
    return;
  }
  yield `\n${own ? checkWords.requiredOwn : checkWords.required}\n`;
  for (const requirement of required) {
    const finding = findingFor(requirement, findings);
    const passed = finding !== undefined && isFulfilled(finding, requirement);
    yield passed
      ? `  ${checkWords.passed}  ${requirement.text}\n`
      : `  ${checkWords.failed}  ${failedLine(requirement, findings)}\n`;
  }
}

export function* checkJson(subject: Subject, required: readonly Requirement[]): Generator<string> {
  const { host, image, generator, findings, role, runtimes } = subject;
  yield shownJson(
    `${JSON.stringify({
      schema: SCHEMA_VERSION,
      generator,
      source: sourceJson(subject),
      ...(host === undefined ? {} : { host: hostJson(subject, host) }),
      ...(runtimes === undefined ? {} : { process: processJson(subject, runtimes) }),
      role,
      header: headerJson(image.header),
      ...requirementsJson(findings, required),
      consumers: findings.map((finding) => consumerJson(finding, false)),
    })}\n`,
  );
}

/** Each requirement and whether it is fulfilled, and whether all are. */
export function requirementsJson(findings: readonly ConsumerFinding[], required: readonly Requirement[]) {
  const rows = required.map((requirement) => {
    const finding = findingFor(requirement, findings);
    return {
      requirement: requirement.text,
      fulfilled: finding !== undefined && isFulfilled(finding, requirement),
      outcome: finding?.outcome ?? 'unknown',
      why: finding === undefined ? '' : consumerWhy(finding),
    };
  });
  return { fulfilled: rows.every(({ fulfilled }) => fulfilled), required: rows };
}

/** "musl@1.2.5: musl 1.2.5 falls back. There is no hash table it can use (DT_HASH), so …" */
export function failedLine(requirement: Requirement, findings: readonly ConsumerFinding[]): string {
  const finding = findingFor(requirement, findings);
  if (finding === undefined) return requirement.text;
  return `${requirement.text}: ${consumerLabel(finding)}: ${outcomeWords[finding.outcome]}. ${whyLine(finding)}`;
}

/** Why, and for a partly found one why the missing ones are missing. */
function whyLine(finding: ConsumerFinding): string {
  if (finding.outcome === 'found') {
    const total = countedKeys(finding.keys).length;
    return [keysFound(total, total), ...remarks(finding)].join('. ');
  }
  return consumerWhy(finding);
}
