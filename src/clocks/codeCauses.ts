/** What the image's code can do for a clock call, with the clock source that there is. */
import { cheapClocks } from '../code/cheapClocks.ts';
import type { ClockPath } from '../code/clocks.ts';
import type { Cause } from './cause.ts';
import { sourceFacts } from './clockSources.ts';
import type { ClockQuestion } from './question.ts';

/** The clocks that programs ask for. */
const MAIN = ['REALTIME', 'MONOTONIC'];

export function codeCauses(question: ClockQuestion): Cause[] {
  const { code, machine, ownClocks } = question;
  if (code === undefined) return [];
  const { clocks, clockFunction, pages } = code;
  if (clockFunction === undefined) return [{ code: 'code-none', args: {}, effect: 'kernel' }];
  const found: Cause[] = [];
  const main = clocks.filter(({ name }) => MAIN.includes(name));
  const incomplete = main.find(({ why }) => why !== undefined);
  const entering = main.filter(({ path }) => path === 'kernel');
  const reading = main.filter(({ path }) => path === 'user' || path === 'user-or-kernel');
  if (incomplete?.why !== undefined)
    found.push({
      code: 'code-incomplete',
      args: { function: clockFunction, why: incomplete.why },
      effect: 'possible',
    });
  if (entering.length > 0)
    found.push({
      code: 'code-kernel',
      args: { function: clockFunction, clocks: namesOf(entering) },
      effect: 'kernel',
    });
  if (reading.length > 0)
    found.push({
      code: 'code-user',
      args: {
        function: clockFunction,
        clocks: namesOf(reading),
        counters: [...new Set(reading.flatMap(({ counters }) => counters))],
      },
      effect: 'none',
    });
  if (ownClocks && reading.length > 0) found.push({ code: 'code-own', args: {}, effect: 'none' });
  const { arch, clocksource: source } = machine;
  const facts = source === undefined || ownClocks ? undefined : sourceFacts(arch, source);
  if (source !== undefined && facts?.page !== undefined && pages !== undefined && !pages.includes(facts.page))
    found.push({ code: 'code-without-page', args: { source, page: facts.page }, effect: 'kernel' });
  const coarse = cheapClocks(clocks);
  if (coarse.length > 0 && facts?.answer !== 'capable') {
    const args = { clocks: coarse };
    found.push({ code: 'coarse', args, effect: 'none', advice: { code: 'use-coarse', args } });
  }
  return found;
}

function namesOf(clocks: readonly ClockPath[]): string[] {
  return clocks.map(({ name }) => name);
}
