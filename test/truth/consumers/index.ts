import type { TruthConsumer } from '../consumer.ts';
import { abseil } from './abseil.ts';
import { criu } from './criu.ts';
import { musl } from './musl.ts';

export const consumers: readonly TruthConsumer[] = [musl, criu, abseil];
