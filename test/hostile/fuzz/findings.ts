/** What a consumer's finding promises: every reason and step has its sentence. */
import type { ConsumerFinding } from '../../../src/consumers/model.ts';
import { reasonText, replayView } from '../../../src/report/views/replayView.ts';
import { assertSentence } from './promises.ts';

export function assertFinding(finding: ConsumerFinding): void {
  const parts = [...finding.keys, ...(finding.version === undefined ? [] : [finding.version])];
  for (const part of [finding, ...parts]) {
    assertSentence(reasonText(part.why), `why of ${finding.id}`);
    for (const { text } of replayView('', part).steps) assertSentence(text, `a step of ${finding.id}`);
  }
}
