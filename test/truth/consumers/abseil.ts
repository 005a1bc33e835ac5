/** Abseil: ElfMemImage, which VDSOSupport and the stack walkers search with names in their code. */
import type { TruthConsumer } from '../consumer.ts';

const files = [
  'absl/debugging/internal/elf_mem_image.*',
  'absl/debugging/internal/vdso_support.*',
  'absl/base/*.h',
];

export const abseil: TruthConsumer = {
  id: 'abseil',
  packages: (['bookworm', 'trixie', 'sid'] as const).map((suite) => ({
    ...(suite === 'sid' ? { sample: true } : {}),
    suite,
    name: 'abseil',
    kind: 'source',
    files,
  })),
  shim: 'abseil.cc',
  // As programs are released: without it an image that cannot be used is an assertion.
  flags: () => ['-DNDEBUG'],
};
