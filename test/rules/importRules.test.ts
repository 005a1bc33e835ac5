// The table in docs/architecture.md is enforced by lint/rooms.mjs (imports), lint/plainText.grit (texts for VS Code),
// lint/sentences.grit and lint/pageSentences.grit (catalogues) and one tsconfig per side (globals); what tests of a page
// must not do by lint/lookingOnce.grit. These tests plant what they forbid in an otherwise empty copy of the project's
// folders and see the tools refuse it; and what they allow, and see them stay quiet.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { faults, mayImport, readHouse, rooms } from '../../lint/rooms.mjs';

const root = path.resolve(import.meta.dirname, '../..');

const core = ['src/elf', 'src/consumers', 'src/report'];
const belowTheFaces = ['src/elf', 'src/consumers', 'src/sources', 'src/report', 'src/session'];

/** What each folder may import, of `targets`; the rest is refused. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/elf': [],
  'src/consumers': ['src/elf'],
  'src/sources': ['src/elf', 'node:fs'],
  'src/files': ['src/elf', 'src/sources', 'node:fs'],
  'src/report': ['src/elf', 'src/consumers'],
  'src/rpc': [],
  'src/session': ['src/elf', 'src/consumers', 'src/sources', 'src/report', 'src/rpc', 'node:fs'],
  'src/plainText': ['src/elf', 'src/report', 'vscode'],
  'src/editor': [
    ...belowTheFaces,
    'src/files',
    'node:fs',
    'vscode',
    'src/plainText',
    'src/protocol.ts',
    'src/rpc',
  ],
  'src/language': [...belowTheFaces, 'src/files', 'node:fs', 'vscode', 'src/plainText'],
  'src/tools': [...belowTheFaces, 'src/files', 'node:fs', 'vscode', 'src/plainText'],
  'src/cli': [...belowTheFaces, 'src/files', 'node:fs'],
  webview: ['src/protocol.ts', 'src/rpc'],
  'webview/views': ['src/protocol.ts', 'src/rpc'],
};
const targets = [
  ...Object.keys(allowed),
  'node:fs',
  'vscode',
  'src/extension.ts',
  'src/cli.ts',
  'src/protocol.ts',
];

/** Neither forbidden nor used: nothing hangs on it. */
const undecided = new Set([
  'src/session > src/protocol.ts',
  'src/language > src/protocol.ts',
  'src/tools > src/protocol.ts',
  'src/cli > src/protocol.ts',
  'src/cli > src/cli.ts',
]);

const copy = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-rules-'));
symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
const settings = ['biome.json', 'tsconfig.json', 'src/core.d.ts'];
for (const rule of ['plainText', 'sentences', 'pageSentences', 'lookingOnce'])
  settings.push(`lint/${rule}.grit`);
settings.push('src/tsconfig.core.json', 'src/tsconfig.sources.json', 'webview/tsconfig.json');
for (const file of settings) cpSync(path.join(root, file), path.join(copy, file));
after(() => rmSync(copy, { recursive: true, force: true }));

/** To be called where tests are declared: each tool looks once at all that is planted, when the first test asks. */
function plant(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
  writeFileSync(path.join(copy, file), text);
}

/** Runs a script below node_modules in the copy and returns all that it prints. */
function output(script: string, args: readonly string[]): string {
  const result = spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return result.stdout + result.stderr;
}

interface Diagnostic {
  readonly message: string;
  readonly location: { readonly path: string };
}

let diagnostics: readonly Diagnostic[] | undefined;

/** The planted files in which a rule of Biome finds something to say that begins like this. */
function refusedBy(message: string): ReadonlySet<string> {
  if (diagnostics === undefined) {
    const said = output('@biomejs/biome/bin/biome', ['lint', '--max-diagnostics=none', '--reporter=json']);
    diagnostics = (JSON.parse(/^\{.*\}$/m.exec(said)?.[0] ?? said) as { diagnostics: Diagnostic[] })
      .diagnostics;
  }
  const ours = diagnostics.filter((each) => each.message.startsWith(message));
  return new Set(ours.map(({ location }) => location.path));
}

describe('imports', () => {
  for (const [folder, may] of Object.entries(allowed)) {
    for (const target of targets) {
      if (folder.startsWith(target) || target.startsWith(folder) || undecided.has(`${folder} > ${target}`))
        continue;
      test(`${folder} ${may.includes(target) ? 'may' : 'must not'} import ${target}`, () => {
        const file = /^(src|webview)/.test(target) && !target.endsWith('.ts') ? `${target}/model.ts` : target;
        assert.equal(mayImport(`${folder}/planted.ts`, file), may.includes(target));
      });
    }
  }
});

describe('the house', () => {
  const house = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-house-'));
  after(() => rmSync(house, { recursive: true, force: true }));

  /** What the rule says of a house with these files. */
  function said(files: Readonly<Record<string, string>>): string {
    rmSync(house, { recursive: true, force: true });
    for (const folder of ['src', 'webview']) mkdirSync(path.join(house, folder), { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
      writeFileSync(path.join(house, file), text);
    }
    return faults(readHouse(house))
      .map((fault) => `${fault}\n`)
      .join('');
  }

  test('has no fault', () => assert.deepEqual(faults(readHouse(root)), []));

  test('is told by the program that the step runs, whose status says whether there is a fault', () => {
    for (const text of ["import { a } from '../report/a.ts';", '']) {
      const told = said({ 'src/elf/b.ts': text, 'src/report/a.ts': '' });
      const { stderr, status } = spawnSync(process.execPath, [path.join(root, 'lint/rooms.mjs'), house], {
        encoding: 'utf8',
      });
      assert.deepEqual([stderr, status], [told, text === '' ? 0 : 1]);
    }
  });

  const forbidden: Readonly<Record<string, string>> = {
    'a value': "import { a } from '../report/a.ts';",
    'a type': "import type { A } from '../report/a.ts';",
    'over several lines': "import {\n  a,\n  b,\n} from '../report/a.ts';",
    'for its effect': "import '../report/a.ts';",
    'handed on': "export { a } from '../report/a.ts';",
    'all of it handed on': "export * from '../report/a.ts';",
    'when it is needed': "const a = await import('../report/a.ts');",
  };
  for (const [name, text] of Object.entries(forbidden)) {
    test(`a forbidden import is told: ${name}`, () => {
      const told = 'src/elf/b.ts imports src/report/a.ts: src/elf may not.\n';
      assert.equal(said({ 'src/elf/b.ts': text, 'src/report/a.ts': '' }), told);
    });
  }

  test('a circle of folders is told, where no file stands in one', () => {
    const files = {
      'src/elf/a/one.ts': "import '../b/two.ts';",
      'src/elf/b/two.ts': '',
      'src/elf/b/three.ts': "import '../a/four.ts';",
      'src/elf/a/four.ts': '',
    };
    const told =
      'A circle in src/elf: src/elf/a/one.ts imports src/elf/b/two.ts, src/elf/b/three.ts imports src/elf/a/four.ts.\n';
    assert.equal(said(files), told);
    assert.equal(said({ ...files, 'src/elf/b/three.ts': '' }), '');
  });

  test('a circle of a file and a folder beside it is told', () => {
    const files = {
      'src/elf/a.ts': "import './b/c.ts';",
      'src/elf/b/c.ts': "import '../a.ts';",
    };
    assert.match(said(files), /^A circle in src\/elf: .*\n$/);
  });

  test('a name that two files export is told', () => {
    const files = {
      'src/elf/a.ts': 'export interface Thing {}\n',
      'webview/b.ts': 'export async function Thing() {}\n',
    };
    assert.equal(said(files), 'Thing is exported with 2 meanings: src/elf/a.ts, webview/b.ts.\n');
  });
});

describe('texts for VS Code', () => {
  const refused: readonly string[] = [
    "vscode.window.showErrorMessage('a')",
    "vscode.window.showInformationMessage('a', 'b')",
    "vscode.window.showQuickPick(['a'])",
    'vscode.window.createQuickPick()',
    'vscode.window.showInputBox({})',
    'vscode.window.createStatusBarItem()',
    "vscode.window.setStatusBarMessage('a')",
    'vscode.window.withProgress({ location: 15 }, async () => {})',
    "vscode.window.createOutputChannel('a')",
    "vscode.window.createTreeView('a', { treeDataProvider })",
    "vscode.commands.registerCommand('a', () => {})",
    'vscode.languages.registerCompletionItemProvider(selector, provider)',
    "new vscode.MarkdownString('a')",
    "new vscode.Hover('a')",
    "new vscode.Diagnostic(range, 'a')",
    "new vscode.InlayHint(position, 'a')",
    "new vscode.CodeAction('a')",
    "new vscode.TreeItem('a')",
    "new vscode.LanguageModelTextPart('a')",
    "new vscode.FileSystemError('a')",
    "vscode.FileSystemError.FileNotFound('a')",
    "vscode.tests.createTestController('a', 'b')",
    'const { window } = vscode',
    'const { showErrorMessage } = vscode.window',
    'const w = vscode.window',
    "vscode.window?.showErrorMessage('a')",
    'hand(vscode.window)',
    'class Text extends vscode.MarkdownString {}',
    "Reflect.construct(vscode.MarkdownString, ['a'])",
    "vscode.env.openExternal(vscode.Uri.parse('a:'))",
    "import('vscode')",
  ];
  const allowed: readonly string[] = [
    'vscode.window.activeTextEditor',
    'vscode.window.showSaveDialog({})',
    "vscode.commands.executeCommand('a')",
    'new vscode.Range(0, 0, 0, 0)',
    'a instanceof vscode.FileSystemError',
    'let hover: vscode.Hover | undefined',
    "vscode.Uri.file('/a')",
    "vscode.env.clipboard.writeText('a')",
  ];
  const imports = "import * as vscode from 'vscode';\n\n";
  const otherImports: readonly string[] = [
    "import { window } from 'vscode';\n\nexport const shown = window;\n",
    "import * as code from 'vscode';\n\nexport const shown = code.window;\n",
  ];
  test('the rule looks at every room that may import VS Code, but at src/plainText', () => {
    const biome: { plugins: { path: string; includes: string[] }[] } = JSON.parse(
      readFileSync(path.join(root, 'biome.json'), 'utf8'),
    );
    const rule = biome.plugins.find((plugin) => plugin.path === './lint/plainText.grit');
    const others = Object.keys(rooms).filter(
      (room) => room !== 'src/plainText' && mayImport(`${room}/planted.ts`, 'vscode'),
    );
    const patterns = others.map((room) => (room.endsWith('.ts') ? `**/${room}` : `**/${room}/**`));
    assert.deepEqual(rule?.includes.toSorted(), patterns.toSorted());
  });

  const fileOf = (folder: string, at: number) => `${folder}/text${at}.ts`;
  const importFile = (at: number) => `src/editor/import${at}.ts`;
  for (const [at, statement] of [...refused, ...allowed].entries()) {
    plant(fileOf('src/editor', at), `${imports}${statement};\n`);
    plant(fileOf('src/plainText', at), `${imports}${statement};\n`);
  }
  for (const [at, text] of otherImports.entries()) plant(importFile(at), text);
  let found: ReadonlySet<string>;
  before(() => {
    found = refusedBy('Texts reach VS Code through');
  });

  for (const [at, statement] of refused.entries()) {
    test(`refused: ${statement}`, () => assert.equal(found.has(fileOf('src/editor', at)), true));
    test(`allowed in src/plainText: ${statement}`, () =>
      assert.equal(found.has(fileOf('src/plainText', at)), false));
  }
  for (const [at, statement] of allowed.entries()) {
    test(`allowed: ${statement}`, () =>
      assert.equal(found.has(fileOf('src/editor', refused.length + at)), false));
  }
  for (const [at, text] of otherImports.entries())
    test(`refused: ${text.split('\n')[0]}`, () => assert.equal(found.has(importFile(at)), true));
});

describe('sentences', () => {
  const elsewhere = ['src/report/views/planted.ts', 'src/elf/headers/planted.ts', 'webview/views/planted.ts'];
  const catalogues = ['src/report/english/planted.ts', 'src/session/english.ts', 'webview/english.ts'];
  const sentence: readonly string[] = [
    "'The image is gone.'",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    '`Program header ${at} is gone`',
    "{ title: 'Nothing found here' }",
    "say('One of them')",
  ];
  const none: readonly string[] = [
    "'DT_GNU_HASH'",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    '`${at}, ${at}`',
    "'program-header'",
    "new TypeError('no such row')",
  ];
  const fileOf = (planted: string, at: number) => planted.replace('planted', `planted${at}`);
  const text = (value: string) =>
    `declare const at: number, say: (text: string) => string;\nexport const told = ${value};\n`;
  for (const planted of elsewhere) {
    for (const [at, value] of [...sentence, ...none].entries()) plant(fileOf(planted, at), text(value));
  }
  for (const planted of catalogues) plant(planted, text(`[${sentence.join()}]`));
  let found: ReadonlySet<string>;
  before(() => {
    found = refusedBy('Sentences stand in');
  });

  for (const planted of elsewhere) {
    for (const [at, value] of sentence.entries())
      test(`refused in ${planted}: ${value}`, () => assert.ok(found.has(fileOf(planted, at))));
    for (const [at, value] of none.entries())
      test(`allowed in ${planted}: ${value}`, () =>
        assert.ok(!found.has(fileOf(planted, sentence.length + at))));
  }
  for (const planted of catalogues) test(`allowed in ${planted}`, () => assert.ok(!found.has(planted)));
});

describe('looks at a page', () => {
  const once: readonly string[] = [
    "assert.equal(await page.locator('a').innerText(), 'a')",
    'assert.ok((await rows.count()) > 0)',
    "assert.match((await row.getAttribute('a')) ?? '', /a/)",
    'assert.equal(await page.evaluate(() => document.title), 1)',
    'await twice(async () => assert.ok(await row.isVisible()))',
  ];
  const untilItHolds: readonly string[] = [
    "await shows(row, 'a')",
    'await becomes(() => row.innerText(), "a")',
    'await eventually(async () => assert.ok(await row.isVisible()))',
    'const words = await row.innerText(); assert.equal(words, 1)',
    'assert.equal(words.length, 1)',
  ];
  const fileOf = (folder: string, at: number) => `test/${folder}/look${at}.test.ts`;
  for (const [at, statement] of [...once, ...untilItHolds].entries()) {
    for (const folder of ['webview', 'e2e', 'unit'])
      plant(fileOf(folder, at), `test('a', async () => {\n${statement};\n});\n`);
  }
  let found: ReadonlySet<string>;
  before(() => {
    found = refusedBy('A page is looked at once');
  });

  for (const [at, statement] of [...once, ...untilItHolds].entries()) {
    const refused = at < once.length;
    test(`${refused ? 'refused' : 'allowed'}: ${statement}`, () => {
      for (const folder of ['webview', 'e2e']) assert.equal(found.has(fileOf(folder, at)), refused, folder);
      assert.ok(!found.has(fileOf('unit', at)));
    });
  }
});

describe('globals', () => {
  const sides = [
    {
      project: 'src/tsconfig.core.json',
      folders: core,
      forbidden: ['process', 'Buffer', 'document', 'fetch'],
    },
    { project: 'src/tsconfig.sources.json', folders: ['src/session'], forbidden: ['document', 'window'] },
    { project: 'webview', folders: ['webview'], forbidden: ['process', 'Buffer', 'require'] },
  ];
  for (const { project, folders, forbidden } of sides) {
    let said: string | undefined;
    for (const folder of folders) {
      const file = `${folder}/globals.ts`;
      plant(file, `export const planted: unknown[] = [${forbidden.join(', ')}];\n`);
      test(`${folder} must not use ${forbidden.join(', ')}`, () => {
        said ??= output('typescript/bin/tsc', ['--pretty', 'false', '-p', project]);
        for (const name of forbidden) {
          assert.match(said, new RegExp(`^${file}.* error .*'${name}'`, 'm'));
        }
      });
    }
  }
});
