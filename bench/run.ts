// `npm run bench [-- NAME ...]`: prints one table a benchmark. Each figure stands beside a peer's of the same run.

import { arch, cpus, release } from 'node:os';
import { benchAnswers } from './answers.ts';
import { benchArchives } from './archives.ts';
import { benchAtlas } from './atlas.ts';
import { benchBundles } from './bundles.ts';
import { benchClock } from './clock.ts';
import { benchCode } from './code.ts';
import { benchComparison } from './comparison.ts';
import { benchKernels } from './kernels.ts';
import { benchLanguage } from './language.ts';
import { benchFirstRows, benchMemory } from './largeFile.ts';
import { benchGrowth, benchManySymbols } from './manySymbols.ts';
import { benchFirstOpening, benchOpenImage } from './openImage.ts';
import { benchParse } from './parse.ts';
import { benchProcess } from './process.ts';
import { benchScrolling } from './scrolling.ts';
import { benchStart } from './start.ts';
import { benchThread } from './thread.ts';
import { benchVerdicts } from './verdicts.ts';

const benchmarks = {
  bundles: benchBundles,
  start: benchStart,
  parse: benchParse,
  verdicts: benchVerdicts,
  code: benchCode,
  comparison: benchComparison,
  clock: benchClock,
  process: benchProcess,
  archives: benchArchives,
  atlas: benchAtlas,
  answers: benchAnswers,
  kernels: benchKernels,
  language: benchLanguage,
  symbols: benchManySymbols,
  growth: benchGrowth,
  rows: benchFirstRows,
  memory: benchMemory,
  thread: benchThread,
  scrolling: benchScrolling,
  open: benchOpenImage,
  first: benchFirstOpening,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}: there are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
console.log(`Linux ${release()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
for (const [name, run] of Object.entries(benchmarks))
  if (wanted.length === 0 || wanted.includes(name)) await run();
