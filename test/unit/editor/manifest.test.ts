/** What the manifest offers: commands by their titles, menus by files' names, consumers by their ids. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

interface MenuEntry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8'));
const { contributes } = read('package.json');
const texts: Readonly<Record<string, string>> = read('package.nls.json');
const commands: readonly Command[] = contributes.commands;
const hidden = new Set(
  (contributes.menus.commandPalette as readonly MenuEntry[])
    .filter(({ when }) => when === 'false')
    .map(({ command }) => command),
);

const told = (key = '') => texts[key.replaceAll('%', '')] ?? key;
const titleOf = ({ title, category }: Command) =>
  category === undefined ? told(title) : `${told(category)}: ${told(title)}`;

suite('commands', () => {
  test('Inspect vDSO stands alone, and every other command in the category', () => {
    const alone = commands.filter(({ category }) => told(category) !== 'vDSO').map(titleOf);
    assert.deepEqual(alone, ['Inspect vDSO']);
  });

  for (const [word, ...expected] of [
    ['elf', 'vDSO: Inspect ELF File…'],
    ['clock', 'vDSO: Why Is My Clock Slow?'],
    ['consumers', 'vDSO: Show Consumers (What Each Runtime Finds)'],
    ['runtime', 'vDSO: Which Kernel Serves Which Runtime', 'vDSO: Show Consumers (What Each Runtime Finds)'],
    ['kernel', 'vDSO: Which Kernel Serves Which Runtime'],
    ['process', 'vDSO: Inspect vDSO of a Process…'],
    ['save', 'vDSO: Save Report…', 'vDSO: Save Image…'],
    ['settings', 'vDSO: Open Settings'],
    ['log', 'vDSO: Show Log'],
  ] as const)
    test(`are found by "${word}"`, () => {
      const found = commands
        .filter(({ command }) => !hidden.has(command))
        .map(titleOf)
        .filter((title) => title.toLowerCase().includes(word));
      for (const title of expected) assert.ok(found.includes(title), found.join());
    });
});

/** What VS Code makes of a when-clause of these menus, for a file. */
function shows(when: string, file: string, forAllFiles = false): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const context: Readonly<Record<string, unknown>> = {
    resourceFilename: name,
    resourcePath: file,
    resourceExtname: dot > 0 ? name.slice(dot) : '',
    resourceScheme: 'file',
    explorerResourceIsFolder: false,
    'config.vdsoExplorer.contextMenuForAllFiles': forAllFiles,
  };
  // As JavaScript, which has the same operators but for the ones that match and compare.
  const script = when
    .replaceAll(
      /(\w+) =~ (\/(?:[^/\\]|\\.)+\/i?)/g,
      (_, key: string, regex: string) => `${regex}.test(c('${key}'))`,
    )
    .replaceAll(/(\w+) (==|!=) ([\w']+)/g, (_, key: string, operator: string, value: string) => {
      return `(c('${key}') ${operator}= '${value.replaceAll("'", '')}')`;
    })
    .replaceAll(/(?<![\w'./])(config\.[\w.]+|explorerResourceIsFolder)/g, "c('$1')");
  return new Function('c', `return ${script};`)((key: string) => context[key]) as boolean;
}

for (const menu of ['explorer/context', 'editor/title/context'] as const)
  suite(menu, () => {
    const [first, late] = (contributes.menus[menu] as readonly MenuEntry[]).filter(
      ({ command }) => command === 'vdsoExplorer.inspectResource',
    );
    assert.ok(first && late);

    test('the late entry stands behind all others', () => {
      assert.ok(late.group > '9');
      assert.ok(first.group < '9' || first.group.startsWith('navigation'));
    });

    for (const name of [
      ...['libc.so', 'libc.so.6', 'vdso64.so.dbg', 'e1000.ko', 'e1000.ko.xz', 'e1000.ko.zst', 'e1000.ko.gz'],
      ...['vma.o', 'libx.a', 'core', 'core.4711', 'sleep.core', 'vmlinuz', 'vmlinuz-6.1.0-13-amd64'],
      ...['vmlinux', 'vmlinux-6.1', 'bzImage', 'bzImage-6.1', 'bin/tick', 'sbin/init'],
    ])
      test(`${name} has the command above`, () => {
        assert.deepEqual([shows(first.when, `/x/${name}`), shows(late.when, `/x/${name}`)], [true, false]);
      });

    for (const name of ['program', 'a-b_c', 'coreutils', 'Makefile2', 'mybzImage'])
      test(`${name} has it at the end`, () => {
        assert.deepEqual([shows(first.when, `/x/${name}`), shows(late.when, `/x/${name}`)], [false, true]);
        assert.deepEqual(
          [shows(first.when, `/x/${name}`, true), shows(late.when, `/x/${name}`, true)],
          [true, false],
          'with the setting once, and above',
        );
      });

    for (const name of [
      ...[
        'Makefile',
        'README',
        'readme',
        'LICENSE',
        'LICENCE',
        'Dockerfile',
        'Kconfig',
        '.gitignore',
        '.bashrc',
      ],
      ...[
        'main.go',
        'notes.txt',
        'vmlinux.lds',
        'vmlinux.lds.S',
        'core.ts',
        'x.so.txt',
        'foo.json',
        'bin/run.sh',
      ],
    ])
      test(`${name} has none`, () => {
        assert.deepEqual([shows(first.when, `/x/${name}`), shows(late.when, `/x/${name}`)], [false, false]);
        assert.equal(shows(first.when, `/x/${name}`, true), true, 'but with the setting');
      });
  });

test('every text of the manifest is there, and none is left over', () => {
  const manifest = JSON.stringify(read('package.json'));
  const named = new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''));
  assert.deepEqual([...named].toSorted(), Object.keys(texts).toSorted());
});
