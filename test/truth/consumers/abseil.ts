/** Abseil: ElfMemImage, which VDSOSupport and the stack walkers search with names in their code. */
import type { TruthConsumer } from '../consumer.ts';

const files = [
  'absl/debugging/internal/elf_mem_image.*',
  'absl/debugging/internal/vdso_support.*',
  'absl/base/*.h',
];

export const abseil: TruthConsumer = {
  id: 'abseil',
  sample: true,
  packages: ['bookworm', 'trixie', 'sid'].map((suite) => ({
    suite,
    name: 'abseil',
    kind: 'source',
    files,
  })),
  shim: 'abseil.cc',
};
