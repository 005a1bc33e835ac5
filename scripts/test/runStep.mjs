// One step of `npm test` in a process of its own: `node runStep.mjs NAME`, started by sideBySide.mjs, which is sent
// the counts and the processor time.

import { endOnSignals } from '../setup/processes.mjs';
import { processorSeconds, watchProcesses } from './processorTime.mjs';
import { steps } from './steps.mjs';

endOnSignals();
watchProcesses();
const step = steps[process.argv[2] ?? ''];
if (step === undefined || process.send === undefined) {
  throw new Error('Usage: node scripts/test.mjs STEP');
}
const counts = await step.run().catch((error) => {
  console.error(error);
  return { passed: 0, failed: 1, skipped: 0 };
});
process.send({ counts, processor: processorSeconds() }, () => process.disconnect());
