/** OpenTelemetry's eBPF profiler unwinds through the vDSO: processmanager/execinfomanager and libpf/pfelf. */
import { SHT_DYNSYM } from '../../elf/format/constants.ts';
import { port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey, KeyGroup } from '../model.ts';
import { need, wholeImageRules } from './needs.ts';

const unwinding = 'nativeunwind/elfunwindinfo/elfehframe.go';
const synthesis = 'processmanager/execinfomanager/synthdeltas.go';
const TABLE = '.eh_frame';
const NAME = 'DT_SONAME linux-vdso.so.1';
const SYMBOLS = '.dynsym among the sections';

const ended = 'a stack that leads through the vDSO ends there';
const buildId = need(
  'a build id',
  {
    kind: 'build-id',
    in: [{ sections: ['.note.gnu.build-id', '.notes'] }, { segments: 'offset' }],
    owner: 'GNU',
  },
  'the image is reported by the hash of its bytes alone',
);
const table = need(TABLE, { kind: 'unwind-table', sectionsFirst: true }, ended);

/** An error, where there is one that it cannot read, leaves nothing to be made up for. */
const readable = need(
  'no unwind table that cannot be read',
  { kind: 'unwind-table', sectionsFirst: true, orNone: true },
  ended,
);

/** Without a table, what arm64's functions do to the stack is read from their code. */
const synthesized: readonly CatalogKey[] = [
  need(NAME, { kind: 'soname', name: 'linux-vdso.so.1' }, ended),
  need(SYMBOLS, { kind: 'section', any: [{ name: '.dynsym', type: SHT_DYNSYM }] }, ended),
];
const groups: readonly KeyGroup[] = [
  { kind: 'any', symbols: [TABLE, NAME] },
  { kind: 'any', symbols: [TABLE, SYMBOLS] },
];

export const otelProfiler: CatalogConsumer = {
  id: 'otel-profiler',
  name: 'OpenTelemetry eBPF profiler',
  findsByName: true,
  wholeImage: true,
  releases: [{ name: '0.0.202633', date: '2026-08-11', at: 'v0.0.202633' }],
  lookup: {
    ...wholeImageRules,
    header: { checks: ['magic', 'class', 'data', 'ident-version', 'some-phnum'], failure: 'ignored' },
    segments: { dynamicEnd: 'filesz' },
  },
  arches: [
    port('x86_64', '', unwinding, [table, buildId]),
    port('arm64', '', synthesis, [table, ...synthesized, readable, buildId], { groups }),
  ],
  complete: true,
  sources: [unwinding, synthesis, 'libpf/pfelf/file.go', 'process/process.go'].map((path) => ({
    repo: 'open-telemetry/opentelemetry-ebpf-profiler',
    path,
    commit: 'v0.0.202633',
  })),
  quirks: [
    "arm64's images have no .eh_frame: there every dynamic symbol with a size becomes a rule, read from its code, and __kernel_rt_sigreturn the frame of a signal.",
    'A PT_GNU_EH_FRAME that leads to no .eh_frame_hdr of version 1, as that of arm64 up to 5.10, is an error, and nothing is read from the code then.',
    'It looks at DT_SONAME on arm64 only, and for exactly linux-vdso.so.1.',
    'Reads the mapping of one process and takes it for the image of all.',
  ],
};
