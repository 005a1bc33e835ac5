/** What a consumer's finding promises: every reason and step has its sentence. */
import { reasonSentence, stepSentence } from '../../../src/consumers/english.ts';
import type { ConsumerFinding } from '../../../src/consumers/model.ts';
import { assertSentence } from './promises.ts';

export function assertFinding(finding: ConsumerFinding): void {
  const parts = [...finding.keys, ...(finding.version === undefined ? [] : [finding.version])];
  for (const { why, steps } of [finding, ...parts]) {
    assertSentence(reasonSentence(why), `why of ${finding.id}`);
    for (const step of steps) assertSentence(stepSentence(step), `a step of ${finding.id}`);
  }
}
