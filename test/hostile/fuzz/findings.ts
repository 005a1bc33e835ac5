/** What a consumer's finding promises: every reason and step has its sentence. */

import type { ConsumerFinding } from '../../../src/consumers/model.ts';
import { replayView } from '../../../src/report/views/replayView.ts';
import { reasonText } from '../../../src/report/words.ts';
import { english } from '../../../src/session/words.ts';
import { assertSentence } from './promises.ts';

export function assertFinding(finding: ConsumerFinding): void {
  const parts = [...finding.keys, ...(finding.version === undefined ? [] : [finding.version])];
  for (const part of [finding, ...parts]) {
    assertSentence(reasonText(english, part.why), `why of ${finding.id}`);
    for (const { text } of replayView(english, '', part).steps)
      assertSentence(text, `a step of ${finding.id}`);
  }
}
