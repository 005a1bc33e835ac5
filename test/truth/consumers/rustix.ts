/** rustix: its crate as Debian packages it, and the crate with the ELF structures beside it. */
import type { TruthConsumer } from '../consumer.ts';

export const rustix: TruthConsumer = {
  id: 'rustix',
  packages: [
    {
      suite: 'sid',
      name: 'librust-rustix-dev',
      kind: 'binary',
      also: ['librust-linux-raw-sys-dev'],
      files: [
        'usr/share/cargo/registry/rustix-*/src/utils.rs',
        'usr/share/cargo/registry/rustix-*/src/backend/linux_raw/vdso.rs',
        'usr/share/cargo/registry/rustix-*/src/backend/linux_raw/param/auxv.rs',
        'usr/share/cargo/registry/linux-raw-sys-*/src/elf.rs',
      ],
    },
  ],
  shim: 'rustix.rs',
  flags: (_, { machine }) => [`${machine}`],
  hostOnly: true,
};
