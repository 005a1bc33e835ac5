import type { TruthConsumer } from '../consumer.ts';
import { abseil } from './abseil.ts';
import { ciliumEbpf } from './ciliumEbpf.ts';
import { criu } from './criu.ts';
import { gperftools } from './gperftools.ts';
import { musl } from './musl.ts';
import { rustix } from './rustix.ts';
import { uclibcNg } from './uclibcNg.ts';

export const consumers: readonly TruthConsumer[] = [
  musl,
  uclibcNg,
  rustix,
  criu,
  abseil,
  gperftools,
  ciliumEbpf,
];
