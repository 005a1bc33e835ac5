/**
 * Image × consumer: what each finds in images of every architecture. `npm run consumers:table` writes it into
 * docs/consumers.md, and a test sees to it that it stands there as it comes out.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { evaluate } from '../../src/consumers/evaluate.ts';
import { countedKeys } from '../../src/consumers/evaluateKeys.ts';
import type { ConsumerFinding, Selection } from '../../src/consumers/model.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { type VdsoOptions, vdsoArchs, vdsoImage } from './elf/index.ts';

export interface TableImage {
  readonly name: string;
  readonly options: VdsoOptions;
}

/** Images shaped as Linux 6.12's of every architecture, then what odd kernels, emulators and tools make. */
export const tableImages: readonly TableImage[] = [
  ...vdsoArchs.map((arch) => ({ name: arch, options: { arch } })),
  { name: 'amd64, DT_GNU_HASH alone', options: { arch: 'amd64', hash: 'gnu' } },
  { name: 'amd64, DT_HASH alone', options: { arch: 'amd64', hash: 'sysv' } },
  { name: 'amd64, no DT_VERDEF', options: { arch: 'amd64', versions: false } },
  { name: 'amd64, another node', options: { arch: 'amd64', node: 'LINUX_9.9' } },
  { name: 'amd64, no section headers', options: { arch: 'amd64', override: { sectionHeaders: false } } },
  {
    name: 'amd64, linked high',
    options: { arch: 'amd64', hash: 'sysv', override: { base: 0xffffffffff700000n }, notes: [] },
  },
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
      { id: 'musl' },
      { id: 'musl', release: '1.2.5' },
      { id: 'bionic' },
      { id: 'uclibc-ng' },
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
      'abseil',
      'gperftools',
      'folly',
      'cilium-ebpf',
      'fex',
      'shadow',
      'stress-ng',
    ].map((id) => ({ id })),
  },
];

export async function findingsOn(
  image: TableImage,
  selection: Selection,
): Promise<readonly ConsumerFinding[]> {
  const outcome = await readElf(memorySource(vdsoImage(image.options).bytes));
  if (outcome.kind !== 'elf') throw new Error(`${image.name} is no ELF image`);
  return evaluate(outcome.image, { role: 'vdso' }, selection);
}

/** "all", "2/3", "none", "crash", "hang"; empty where the consumer never meets the image. */
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
    default:
      return `**${finding.outcome}**`;
  }
}

/** Markdown, as it stands in docs/consumers.md. */
export async function consumersTable(): Promise<string> {
  const parts: string[] = [];
  for (const { title, selection } of tables) {
    const heads = selection.map(({ id, release }) => (release === undefined ? id : `${id}@${release}`));
    const lines = [
      `### ${title}`,
      '',
      `| image | ${heads.join(' | ')} |`,
      `|---|${heads.map(() => '---|').join('')}`,
    ];
    for (const image of tableImages) {
      const findings = await findingsOn(image, selection);
      lines.push(`| ${image.name} | ${findings.map(cell).join(' | ')} |`);
    }
    parts.push(`${lines.join('\n')}\n`);
  }
  return parts.join('\n');
}

export const docsFile = new URL('../../docs/consumers.md', import.meta.url);
const START = '<!-- npm run consumers:table -->\n';
const END = '<!-- end of the table -->\n';

export async function docsWithTable(): Promise<{ readonly now: string; readonly right: string }> {
  const now = await readFile(docsFile, 'utf8');
  const [before, rest] = now.split(START, 2);
  const after = rest?.split(END, 2)[1];
  if (before === undefined || after === undefined)
    throw new Error('docs/consumers.md has no place for the table');
  return { now, right: `${before}${START}\n${await consumersTable()}\n${END}${after}` };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await consumersTable());
  await writeFile(docsFile, (await docsWithTable()).right);
}
