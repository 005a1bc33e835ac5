/**
 * Every consumer we know, in the order in which faces show them, what most people run first: those that look names
 * up, and those that take the image as a whole.
 */
import type { CatalogConsumer } from '../model.ts';
import { abseil } from './abseil.ts';
import { androidLinker } from './androidLinker.ts';
import { asyncProfiler } from './asyncProfiler.ts';
import { bionic } from './bionic.ts';
import { breakpad } from './breakpad.ts';
import { ciliumEbpf } from './ciliumEbpf.ts';
import { cosmopolitan } from './cosmopolitan.ts';
import { crashpad } from './crashpad.ts';
import { criu } from './criu.ts';
import { dynamorio } from './dynamorio.ts';
import { fex } from './fex.ts';
import { folly } from './folly.ts';
import { fridaGum } from './fridaGum.ts';
import { glibc } from './glibc.ts';
import { go } from './go.ts';
import { gperftools } from './gperftools.ts';
import { gramine } from './gramine.ts';
import { gvisorLoader } from './gvisorLoader.ts';
import { libddwaf } from './libddwaf.ts';
import { libevl } from './libevl.ts';
import { libunwind } from './libunwind.ts';
import { linuxRawVdso } from './linuxRawVdso.ts';
import { linuxSelftests } from './linuxSelftests.ts';
import { llvmLibc } from './llvmLibc.ts';
import { ltp } from './ltp.ts';
import { mlibc } from './mlibc.ts';
import { musl } from './musl.ts';
import { otelProfiler } from './otelProfiler.ts';
import { reverie } from './reverie.ts';
import { rustix } from './rustix.ts';
import { shadow } from './shadow.ts';
import { stressNg } from './stressNg.ts';
import { uclibcNg } from './uclibcNg.ts';
import { zigStd } from './zigStd.ts';

/** Those that look names up. */
export const catalog: readonly CatalogConsumer[] = [
  go,
  glibc,
  musl,
  bionic,
  rustix,
  zigStd,
  llvmLibc,
  uclibcNg,
  cosmopolitan,
  mlibc,
  criu,
  linuxSelftests,
  ltp,
  abseil,
  folly,
  libddwaf,
  libevl,
  ciliumEbpf,
  fex,
  gramine,
  shadow,
  reverie,
  stressNg,
  linuxRawVdso,
  gperftools,
];

/** Those that take the image as a whole: a chip or a word beside symbols is never theirs unasked. */
export const wholeImageConsumers: readonly CatalogConsumer[] = [
  androidLinker,
  breakpad,
  crashpad,
  otelProfiler,
  asyncProfiler,
  libunwind,
  fridaGum,
  dynamorio,
  gvisorLoader,
];

export const allConsumers: readonly CatalogConsumer[] = [...catalog, ...wholeImageConsumers];

export function consumerById(id: string): CatalogConsumer | undefined {
  return allConsumers.find((consumer) => consumer.id === id);
}

/** Those who look names up: some want a note of the image, or all of it. */
export function looksNamesUp({ lookup }: Pick<CatalogConsumer, 'lookup'>): boolean {
  return lookup.algorithm !== 'needs';
}
