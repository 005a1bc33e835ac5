/** Folly: folly/concurrency/CacheLocality.cpp asks the dynamic loader; the libc parses the image. */
import type { CatalogConsumer } from '../model.ts';
import { glibc } from './glibc.ts';
import { keys, port } from './ports.ts';

const source = 'folly/concurrency/CacheLocality.cpp';

export const folly: CatalogConsumer = {
  id: 'folly',
  name: 'Folly',
  releases: [],
  lookup: { ...glibc.lookup, soname: 'linux-vdso.so.1' },
  arches: [
    port(
      'x86_64',
      '',
      source,
      keys(
        { 'Getcpu::resolveVdsoFunc': '__vdso_getcpu' },
        () => 'a null pointer: another way to tell the CPU is used',
      ),
    ),
  ],
  sources: [{ repo: 'facebook/folly', path: source, commit: 'ece6af01dd587b1cbbb523ef98360e72ed2bd43f' }],
  quirks: [
    'dlopen("linux-vdso.so.1", RTLD_NOLOAD) and dlsym: it depends on the soname, and on a libc that makes the vDSO known to its loader. Replayed here as with glibc.',
    'No version is asked for.',
  ],
};
