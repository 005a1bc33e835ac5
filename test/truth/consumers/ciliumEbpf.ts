/** cilium/ebpf: internal/linux/vdso.go, up to 0.15 internal/vdso.go, which reads a note and no symbol. */
import type { TruthConsumer } from '../consumer.ts';

export const ciliumEbpf: TruthConsumer = {
  id: 'cilium-ebpf',
  packages: (['bookworm', 'trixie', 'sid'] as const).map((suite) => ({
    suite,
    name: 'golang-github-cilium-ebpf',
    kind: 'source',
    files: ['internal/*.go'],
  })),
  shim: 'cilium-ebpf.go',
  any: true,
};
