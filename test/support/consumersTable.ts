/**
 * Image × consumer: what each finds in images of every architecture. `npm run consumers:table` writes it into
 * docs/consumers.md, and a test sees to it that it stands there as it comes out. With `-- --kernels` it also writes
 * the one for the images of real kernels, as far as `node scripts/kernelImages.mjs all` has brought them.
 */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { kernelFolder, kernels } from '../../scripts/kernelImages/kernels.mjs';
import { allConsumers, wholeImageConsumers } from '../../src/consumers/catalog/index.ts';
import type { ConsumerFinding, Selection } from '../../src/consumers/model.ts';
import { evaluate } from '../../src/consumers/verdict/evaluate.ts';
import { countedKeys } from '../../src/consumers/verdict/evaluateKeys.ts';
import type { ElfImage } from '../../src/elf/model.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { headerAbiText } from '../../src/report/words.ts';
import { english } from '../../src/session/words.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { otherwise } from '../truth/otherwise.ts';
import { byHand, proved, type Row } from '../truth/support/tally.ts';
import { askedFile, askedKeys } from './askedKeys.ts';
import { writeSetting } from './consumersSetting.ts';
import { type VdsoArch, type VdsoOptions, vdsoArchs, vdsoImage } from './elf/index.ts';

export interface TableImage {
  readonly name: string;
  readonly options: VdsoOptions;
}

/** Those whose linker scripts keep .eh_frame_hdr and whose functions have something in it. */
const unwound: readonly VdsoArch[] = [
  '386',
  'amd64',
  'loong64',
  'ppc',
  'ppc64',
  'ppc64le',
  'riscv32',
  'riscv64',
  'x32',
];

function unwindOf(arch: VdsoArch): Pick<VdsoOptions, 'override'> {
  return unwound.includes(arch) ? { override: { unwind: {} } } : {};
}

/** Images shaped as Linux 6.12's of every architecture, then what odd kernels, emulators and tools make. */
export const tableImages: readonly TableImage[] = [
  ...vdsoArchs.map((arch) => ({ name: arch, options: { arch, ...unwindOf(arch) } })),
  { name: 'amd64, DT_GNU_HASH alone', options: { arch: 'amd64', hash: 'gnu', ...unwindOf('amd64') } },
  { name: 'amd64, DT_HASH alone', options: { arch: 'amd64', hash: 'sysv', ...unwindOf('amd64') } },
  { name: 'amd64, no DT_VERDEF', options: { arch: 'amd64', versions: false, ...unwindOf('amd64') } },
  { name: 'amd64, another node', options: { arch: 'amd64', node: 'LINUX_9.9', ...unwindOf('amd64') } },
  {
    name: 'amd64, no section headers',
    options: { arch: 'amd64', override: { sectionHeaders: false, unwind: {} } },
  },
  {
    name: 'amd64, linked high',
    options: { arch: 'amd64', hash: 'sysv', override: { base: 0xffffffffff700000n, unwind: {} }, notes: [] },
  },
  {
    name: 'amd64, shaped as gVisor’s',
    options: {
      arch: 'amd64',
      hash: 'sysv',
      exports: ['__vdso_clock_gettime', '__vdso_gettimeofday', '__vdso_getcpu', '__kernel_rt_sigreturn'],
      notes: [],
      override: {
        base: 0xffffffffff700000n,
        unwind: {},
        symtab: [{ name: '__kernel_rt_sigreturn', offset: 0xc0, type: 'FUNC' }],
      },
    },
  },
  { name: 'amd64, no notes', options: { arch: 'amd64', notes: [], ...unwindOf('amd64') } },
  { name: 'amd64, no unwind table', options: { arch: 'amd64' } },
  { name: 'amd64, no hash table', options: { arch: 'amd64', hash: 'none', ...unwindOf('amd64') } },
  { name: 'arm64, DT_HASH alone', options: { arch: 'arm64', hash: 'sysv' } },
  { name: 's390x, DT_HASH alone', options: { arch: 's390x', hash: 'sysv' } },
];

export const tables: readonly { readonly title: string; readonly selection: Selection }[] = [
  {
    title: 'Runtimes and libraries that programs are linked with',
    selection: [
      { id: 'go' },
      { id: 'go', release: '1.21' },
      { id: 'glibc' },
      { id: 'glibc', release: '2.36' },
      { id: 'musl' },
      { id: 'musl', release: '1.2.5' },
      { id: 'bionic' },
      { id: 'uclibc-ng' },
      { id: 'cosmopolitan' },
      { id: 'mlibc' },
      { id: 'llvm-libc' },
      { id: 'zig-std' },
      { id: 'rustix' },
      { id: 'linux-raw-vdso' },
    ],
  },
  {
    title: 'Tools and libraries that look for themselves',
    selection: [
      'criu',
      'linux-selftests',
      'ltp',
      'abseil',
      'gperftools',
      'folly',
      'libddwaf',
      'libevl',
      'cilium-ebpf',
      'fex',
      'gramine',
      'shadow',
      'reverie',
      'stress-ng',
    ].map((id) => ({ id })),
  },
  {
    title: 'Those that take the whole image',
    selection: wholeImageConsumers.map(({ id }) => ({ id })),
  },
];

export async function findingsOn(
  image: TableImage,
  selection: Selection,
): Promise<readonly ConsumerFinding[]> {
  return evaluate(await read(image.name, vdsoImage(image.options).bytes), { role: 'vdso' }, selection);
}

async function read(name: string, bytes: Uint8Array): Promise<ElfImage> {
  const outcome = await readElf(memorySource(bytes));
  if (outcome.kind !== 'elf') throw new Error(`${name} is no ELF image`);
  return outcome.image;
}

/** "all", "2/3", "none", "refuses", "crash"; "?" where nobody read it, empty where the consumer never meets the image. */
export function cell(finding: ConsumerFinding): string {
  const keys = countedKeys(finding.keys);
  const found = keys.filter(({ outcome }) => outcome === 'found').length;
  switch (finding.outcome) {
    case 'found':
      return 'all';
    case 'partial':
      return `${found}/${keys.length}`;
    case 'fallback':
      return 'none';
    case 'not-applicable':
      return '';
    case 'not-in-catalogue':
    case 'unknown':
      return '?';
    default:
      return `**${finding.outcome}**`;
  }
}

type NamedImage = readonly [name: string, image: ElfImage];

function markdown(images: readonly NamedImage[]): string {
  return tables
    .map(({ title, selection }) => {
      const heads = selection.map(({ id, release }) => (release === undefined ? id : `${id}@${release}`));
      const lines = images.map(([name, image]) => {
        const cells = evaluate(image, { role: 'vdso' }, selection).map(cell);
        return `| ${name} | ${cells.join(' | ')} |`;
      });
      const rule = `|---|${heads.map(() => '---|').join('')}`;
      return [`### ${title}`, '', `| image | ${heads.join(' | ')} |`, rule, ...lines, ''].join('\n');
    })
    .join('\n');
}

/** Markdown, as it stands in docs/consumers.md. */
export async function consumersTable(): Promise<string> {
  const images = tableImages.map(
    async ({ name, options }): Promise<NamedImage> => [name, await read(name, vdsoImage(options).bytes)],
  );
  return markdown(await Promise.all(images));
}

/** The same for the kernels in the cache: "Linux 6.12.107 arm64". */
async function kernelsTable(): Promise<string> {
  const rows: NamedImage[] = [];
  for (const kernel of kernels) {
    const folder = kernelFolder(kernel);
    const told = await readFile(path.join(folder, 'kernel.json'), 'utf8').catch(() => undefined);
    if (told === undefined) continue;
    const { version, images }: import('../../scripts/kernelImages/kernels.mjs').Extracted = JSON.parse(told);
    for (const name of images) {
      const image = await read(name, await readFile(path.join(folder, name)));
      rows.push([`Linux ${version}, ${headerAbiText(english, image.header)}`, image]);
    }
  }
  return markdown(rows);
}

/** Which releases of each consumer are known; in bold those with ports that were run. */
function releasesTable(): string {
  const lines = allConsumers.map(({ id, name, releases }) => {
    const known = releases.map((each) => (each.run === undefined ? each.name : `**${each.name}**`));
    return `| \`${id}\` | ${name} | ${known.join(', ')} |`;
  });
  return ['| id | consumer | releases known |', '|---|---|---|', ...lines, ''].join('\n');
}

/** What was run, a release of a consumer a line: ports searched by one program stand together. */
function runTable(run: readonly Row[]): readonly string[] {
  const releases = new Map<string, Row[]>();
  for (const row of run) {
    const release = `\`${row.consumer}\` | ${row.upstream}`;
    releases.set(release, [...(releases.get(release) ?? []), row]);
  }
  const lines = [...releases].map(([release, rows]) => {
    const sum = (number: (row: Row) => number): number => rows.reduce((all, row) => all + number(row), 0);
    const ports = rows.map(({ arch }) => arch).join(', ');
    const programs = [...new Set(rows.flatMap(({ program }) => program.split(', ')))].sort().join(', ');
    const cells = [sum(({ names }) => names), sum(({ images }) => images), sum(({ answers }) => answers)];
    return `| ${release} | ${ports} | ${programs} | ${cells.join(' | ')} | 0 |`;
  });
  return [
    '| id | release run | ports | programs for | keys | images | answers compared | differences |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ];
}

async function provedTable(): Promise<string> {
  const otherLines = otherwise.map(
    ({ consumer, release, arches, how }) =>
      `| \`${consumer}\` | ${release} | ${arches.join(', ')} | ${how} |`,
  );
  return [
    ...runTable(await proved()),
    'Once, of releases that Debian has not, from the project’s repository at the release’s tag and over the same images (`test/truth/byHand.tsv`; nobody repeats it). Folly and libddwaf are without the image whose symbols are thread-local, where dlsym and the replay differ:',
    '',
    ...runTable(await byHand()),
    'By other tests:',
    '',
    '| id | release | ports | how |',
    '|---|---|---|---|',
    ...otherLines,
    '',
  ].join('\n');
}

export const docsFile = new URL('../../docs/consumers.md', import.meta.url);

function marks(command: string): readonly [start: string, end: string] {
  return [`<!-- ${command} -->\n`, `<!-- end of ${command} -->\n`];
}

const BUILT = 'npm run consumers:table';
const RELEASES = `${BUILT}, releases`;
const PROVED = `${BUILT}, proved`;
const KERNELS = 'npm run consumers:table -- --kernels';

function withTable(docs: string, command: string, table: string): string {
  const [start, end] = marks(command);
  const [before, rest] = docs.split(start, 2);
  const after = rest?.split(end, 2)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/consumers.md has no place for ${command}`);
  return `${before}${start}\n${table}\n${end}${after}`;
}

export async function docsWithTable(): Promise<{ readonly now: string; readonly right: string }> {
  const now = await readFile(docsFile, 'utf8');
  const withReleases = withTable(withTable(now, RELEASES, releasesTable()), PROVED, await provedTable());
  return { now, right: withTable(withReleases, BUILT, await consumersTable()) };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(askedFile, askedKeys());
  await writeSetting();
  const { right } = await docsWithTable();
  const kernelsToo = process.argv.includes('--kernels');
  await writeFile(docsFile, kernelsToo ? withTable(right, KERNELS, await kernelsTable()) : right);
}
