/** rustix with its linux_raw backend: src/backend/linux_raw/vdso.rs and vdso_wrappers.rs. */
import { PT_INTERP, STT_FUNC, STT_NOTYPE } from '../../elf/constants.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { keys, port } from './ports.ts';
import { parseVdso } from './rules.ts';

const PF_R = 4;
const PF_X = 1;
const PT_GNU_RELRO = 0x6474e552;

const source = 'src/backend/linux_raw/vdso_wrappers.rs';
const panics = (call: string): string => `an assertion fails: the program panics at its first ${call}`;
const quiet = (call: string): string => `every ${call} is a system call`;
const required = (wanted: Readonly<Record<string, string>>) => keys(wanted, panics, { required: true });
const wished = (wanted: Readonly<Record<string, string>>, more: Partial<CatalogKey> = {}) =>
  keys(wanted, quiet, more);

export const rustix: CatalogConsumer = {
  id: 'rustix',
  name: 'rustix',
  releases: [],
  lookup: {
    ...parseVdso,
    acceptedTypes: [STT_FUNC, STT_NOTYPE],
    segments: {
      loadFlags: PF_R | PF_X,
      refused: [PT_INTERP, PT_GNU_RELRO],
      dynamicBehindHeader: true,
      dynamicEnd: 'memsz-refused',
    },
    header: { checks: ['magic', 'class', 'data', 'ident-version'], failure: 'ignored' },
    symentChecked: true,
    verdefVersion: 'checked',
    resultAsserted: true,
  },
  arches: [
    port(
      'x86_64',
      'LINUX_2.6',
      source,
      required({ CLOCK_GETTIME: '__vdso_clock_gettime', GETCPU: '__vdso_getcpu' }),
    ),
    port('i386', 'LINUX_2.6', source, [
      ...wished({ CLOCK_GETTIME: '__vdso_clock_gettime64', GETCPU: '__vdso_getcpu' }),
      ...required({ SYSCALL: '__kernel_vsyscall' }).map((key) => ({ ...key, version: 'LINUX_2.5' })),
    ]),
    port('arm64', 'LINUX_2.6.39', source, required({ CLOCK_GETTIME: '__kernel_clock_gettime' })),
    port('arm', 'LINUX_2.6', source, wished({ CLOCK_GETTIME: '__vdso_clock_gettime64' })),
    port(
      'riscv64',
      'LINUX_4.15',
      source,
      required({ CLOCK_GETTIME: '__vdso_clock_gettime', GETCPU: '__vdso_getcpu' }),
    ),
    port(
      'ppc64',
      'LINUX_2.6.15',
      source,
      required({ CLOCK_GETTIME: '__kernel_clock_gettime', GETCPU: '__kernel_getcpu' }),
    ),
    port('ppc32', 'LINUX_2.6.15', source, [
      ...wished({ CLOCK_GETTIME: '__kernel_clock_gettime64' }, { version: 'LINUX_5.11' }),
      ...wished({ GETCPU: '__kernel_getcpu' }),
    ]),
    port(
      's390x',
      'LINUX_2.6.29',
      source,
      required({ CLOCK_GETTIME: '__kernel_clock_gettime', GETCPU: '__kernel_getcpu' }),
    ),
    port('mips', 'LINUX_2.6', source, wished({ CLOCK_GETTIME: '__vdso_clock_gettime64' })),
    port('mips64', 'LINUX_2.6', source, required({ CLOCK_GETTIME: '__vdso_clock_gettime' })),
  ],
  sources: ['src/backend/linux_raw/vdso.rs', source].map((path) => ({
    repo: 'bytecodealliance/rustix',
    path,
    commit: 'cf67411d572468d5fc39e8ac8b4e649ae3e5e9ec',
  })),
  quirks: [
    'An image it cannot use at all means system calls. In an image it can use, a missing function is an assertion on 64-bit targets: the program panics.',
    'Before January 2025 an image without DT_HASH was a segmentation fault (bytecodealliance/rustix#1253); this is the state after it.',
    'Refuses images with PT_INTERP or PT_GNU_RELRO, with a PT_LOAD that is not readable and executable, and with a DT_SYMENT of another size.',
    '32-bit PowerPC asks for LINUX_5.11, which no kernel defines.',
  ],
};
