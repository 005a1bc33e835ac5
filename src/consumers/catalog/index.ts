/** Every consumer we know, in the order in which faces show them: what most people run first. */
import type { CatalogConsumer } from '../model.ts';
import { abseil } from './abseil.ts';
import { bionic } from './bionic.ts';
import { ciliumEbpf } from './ciliumEbpf.ts';
import { cosmopolitan } from './cosmopolitan.ts';
import { criu } from './criu.ts';
import { fex } from './fex.ts';
import { folly } from './folly.ts';
import { glibc } from './glibc.ts';
import { go } from './go.ts';
import { gperftools } from './gperftools.ts';
import { gramine } from './gramine.ts';
import { libddwaf } from './libddwaf.ts';
import { linuxRawVdso } from './linuxRawVdso.ts';
import { linuxSelftests } from './linuxSelftests.ts';
import { llvmLibc } from './llvmLibc.ts';
import { ltp } from './ltp.ts';
import { mlibc } from './mlibc.ts';
import { musl } from './musl.ts';
import { reverie } from './reverie.ts';
import { rustix } from './rustix.ts';
import { shadow } from './shadow.ts';
import { stressNg } from './stressNg.ts';
import { uclibcNg } from './uclibcNg.ts';
import { zigStd } from './zigStd.ts';

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
  ciliumEbpf,
  fex,
  gramine,
  shadow,
  reverie,
  stressNg,
  linuxRawVdso,
  gperftools,
];

export function consumerById(id: string): CatalogConsumer | undefined {
  return catalog.find((consumer) => consumer.id === id);
}
