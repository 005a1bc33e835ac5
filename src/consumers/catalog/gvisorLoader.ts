/** gVisor's sentry maps the image that is built into it into every program: pkg/sentry/loader/vdso.go. */
import { port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import type { LayoutRule } from '../need.ts';
import { need, wholeImageRules } from './needs.ts';

const source = 'pkg/sentry/loader/vdso.go';
const text = 'the sandbox does not start: the image is refused when it is prepared';

function layout(words: string, rule: LayoutRule): CatalogKey {
  return need(words, { kind: 'layout', rule }, text, { missing: 'refuses' });
}

const needs: readonly CatalogKey[] = [
  need(
    '__kernel_rt_sigreturn in .symtab',
    { kind: 'static-symbol', name: '__kernel_rt_sigreturn' },
    'the sentry panics when it starts',
    { missing: 'crash', imageUnused: text },
  ),
  layout('a first PT_LOAD at file offset 0', 'first-at-offset-zero'),
  layout('file offsets as far apart as addresses', 'offsets-as-addresses'),
  layout('no zeroed space', 'file-size-as-memory-size'),
  layout('PT_LOADs inside the file', 'inside-the-file'),
  layout('PT_LOADs in order, no two in one page', 'pages-of-their-own'),
];

export const gvisorLoader: CatalogConsumer = {
  id: 'gvisor-loader',
  name: "gVisor's loader",
  wholeImage: true,
  onlyMaker: 'gvisor',
  releases: [
    {
      name: '20210906.0',
      date: '2021-09-06',
      at: 'release-20210906.0',
      changedBy: ['702fe7d60da4d38344f00200187fe1f0766bef8d'],
    },
    { name: '20260817.0', date: '2026-08-19', at: 'release-20260817.0' },
  ],
  lookup: {
    ...wholeImageRules,
    header: {
      checks: [
        'magic',
        'class',
        'little-endian',
        'ident-version',
        'type-loadable',
        'phentsize',
        'some-phnum',
      ],
      failure: 'ignored',
    },
  },
  refuses: { text },
  arches: [port('x86_64', '', source, needs), port('arm64', '', source, needs)],
  complete: true,
  sources: [source, 'pkg/sentry/loader/elf.go'].map((path) => ({
    repo: 'google/gvisor',
    path,
    commit: 'release-20260817.0',
  })),
  quirks: [
    'It is for those who build gVisor: the image of another kernel is never loaded by it.',
    'Maps the file flat, and then gives each PT_LOAD its permissions: that is why offsets and addresses must agree.',
    'The function that a signal returns through is looked up once, in the .symtab, so that a stripped image ends the sentry.',
  ],
};
