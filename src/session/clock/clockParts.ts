/** What of a clock's answer is found out in a worker: what the image's code can do, and samples where they are wanted. */
import type { ClockCode, ClockParts } from '../../clocks/question.ts';
import { nodeTiming, takeSamples } from '../../clocks/takeSamples.ts';
import type { ImageCode } from '../../code/imageCode.ts';
import { knownPages } from '../../code/pages.ts';

/** Functions that are kept of an image: no kernel's has more. */
const MOST_FUNCTIONS = 64;

/** A layout of pages that is not known says nothing of what the code reads. */
export function clockCode({
  clocks,
  clockFunction,
  pages,
  functions,
}: Pick<ImageCode, 'clocks' | 'clockFunction' | 'pages' | 'functions'>): ClockCode {
  const known = knownPages(pages);
  const paths = new Map(
    functions.map(({ symbol: { value }, path, counters }) => [value, { value, path, counters }]),
  );
  const serving = functions.find(({ symbol }) => symbol.name === clockFunction);
  return {
    clocks,
    ...(clockFunction === undefined ? {} : { clockFunction }),
    ...(serving === undefined ? {} : { clockAddress: serving.symbol.value }),
    ...(known === undefined ? {} : { pages: known }),
    ...(paths.size === 0 ? {} : { functions: [...paths.values()].slice(0, MOST_FUNCTIONS) }),
  };
}

/** Keeps this thread for at most a tenth of a second of its processor. Who knows about tracers says so later. */
export function sampled(): Pick<ClockParts, 'samples' | 'noTiming'> {
  const timing = nodeTiming();
  return timing === undefined ? { noTiming: true } : { samples: takeSamples(timing, false) };
}
