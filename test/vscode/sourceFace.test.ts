import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { readelfValue } from '../support/readelfValue.ts';
import { activeTab, closeAll, liveUri, until, withFolder } from './support.ts';

// As in Go 1.19: the two constants are those of __vdso_clock_gettime.
const wrongKeys = `package runtime

var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__kernel_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}
`;
const source = 'vDSO Explorer';
const onThisMachine = process.arch === 'x64';

/** Opens a document with this text in an editor, as a file of its own. */
async function withSource(
  name: string,
  text: string,
  use: (document: vscode.TextDocument, editor: vscode.TextEditor) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    try {
      await use(document, editor);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await closeAll();
    }
  });
}

const ours = (document: vscode.TextDocument) =>
  vscode.languages.getDiagnostics(document.uri).filter((each) => each.source === source);

async function diagnostics(document: vscode.TextDocument, count: number): Promise<vscode.Diagnostic[]> {
  return until(`${count} diagnostics`, () => {
    const now = ours(document);
    return now.length === count ? now : undefined;
  });
}

async function quickFixes(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.filter(({ edit }) => edit !== undefined);
}

async function hoverIn(document: vscode.TextDocument, text: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(text) + 2);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

suite('diagnostics of hash constants', () => {
  test('both wrong constants are marked, and the preferred fix of each makes it vanish', () =>
    withSource('vdso_linux_arm64.go', wrongKeys, async (document) => {
      const marked = await diagnostics(document, 2);
      assert.deepEqual(
        marked.map(({ range, severity, code }) => [document.getText(range), severity, code]),
        [
          ['0xd35ec75', vscode.DiagnosticSeverity.Warning, 'wrong-sysv-hash'],
          ['0x6e43a318', vscode.DiagnosticSeverity.Warning, 'wrong-gnu-hash'],
        ],
      );
      assert.match(marked[1]?.message ?? '', /which is 0xdfa941fd.*GNU hash of __vdso_clock_gettime/);
      const first = marked[0]?.range ?? new vscode.Range(0, 0, 0, 0);
      const fix = (await quickFixes(document, first)).find(({ isPreferred }) => isPreferred);
      assert.equal(fix?.title, 'Write 0xb0cd725, the SysV hash of __kernel_clock_gettime');
      assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
      const [left] = await diagnostics(document, 1);
      assert.equal(left?.code, 'wrong-gnu-hash');
      assert.match(document.getText(), /"__kernel_clock_gettime", 0xb0cd725, 0x6e43a318,/);
    }));

  test('a hover does not say again what the diagnostic says', () =>
    withSource('vdso_linux_arm64.go', wrongKeys, async (document) => {
      await diagnostics(document, 2);
      const overNumber = () => hoverIn(document, '0x6e43a318');
      // Only once it had the time to reach the window.
      const end = Date.now() + 10_000;
      while ((await overNumber()).includes('0xdfa941fd') && Date.now() < end)
        await new Promise((resolve) => setTimeout(resolve, 100));
      assert.doesNotMatch(await overNumber(), /0xdfa941fd/);
      assert.match(await overNumber(), /cannot check it/);
      // Over the name the editor shows no diagnostic.
      assert.match(await hoverIn(document, '__kernel_clock_gettime'), /0xdfa941fd/);
    }));

  test('one fix corrects all of a file', () =>
    withSource('vdso_linux_arm64.go', wrongKeys, async (document) => {
      const [marked] = await diagnostics(document, 2);
      const fixes = await quickFixes(document, marked?.range ?? new vscode.Range(0, 0, 0, 0));
      const all = fixes.find(({ title }) => title === 'Correct all 2 hash constants in this file');
      assert.ok(all?.edit && (await vscode.workspace.applyEdit(all.edit)));
      await diagnostics(document, 0);
      assert.match(document.getText(), /0xb0cd725, 0xdfa941fd/);
    }));

  test('a constant that becomes wrong while it is typed is marked, and one that goes is forgotten', () =>
    withSource('table.c', '/* nothing yet */\n', async (document, editor) => {
      const text = '#define VDSO_NAME "LINUX_2.6"\n#define VDSO_HASH 61765111\n';
      await editor.edit((edit) => edit.insert(document.positionAt(0), text));
      const [marked] = await diagnostics(document, 1);
      assert.equal(document.getText(marked?.range), '61765111');
      await editor.edit((edit) => edit.delete(document.lineAt(1).range));
      await diagnostics(document, 0);
    }));

  test('a fix silences a mark, and a comment that silences nothing can be removed', () =>
    withSource('vdso_linux_arm64.go', wrongKeys, async (document, editor) => {
      const [marked] = await diagnostics(document, 2);
      const range = marked?.range ?? new vscode.Range(0, 0, 0, 0);
      const ignore = (await quickFixes(document, range)).find(({ title }) => title.startsWith('Ignore'));
      assert.ok(ignore?.edit && (await vscode.workspace.applyEdit(ignore.edit)));
      await diagnostics(document, 0);
      assert.match(document.getText(), /\n\t\/\/ vdso-explorer: ignore-next-line\n\t\{"__kernel/);
      const line = range.start.line + 1;
      await editor.edit((edit) => edit.replace(document.lineAt(line).range, '\t// nothing here'));
      const [idle] = await diagnostics(document, 1);
      assert.equal(idle?.code, 'idle-ignore');
      assert.deepEqual(idle.tags, [vscode.DiagnosticTag.Unnecessary]);
      const removal = (await quickFixes(document, idle.range)).find(({ title }) =>
        title.startsWith('Remove'),
      );
      assert.ok(removal?.edit && (await vscode.workspace.applyEdit(removal.edit)));
      await diagnostics(document, 0);
      assert.doesNotMatch(document.getText(), /vdso-explorer/);
    }));

  test('they go with the document', () =>
    withFolder(async (folder) => {
      const uri = vscode.Uri.file(path.join(folder, 'keys.go'));
      await writeFile(uri.fsPath, wrongKeys);
      // Not openTextDocument: what an extension opened stays open for minutes.
      await vscode.commands.executeCommand('vscode.open', uri);
      const count = () => vscode.languages.getDiagnostics(uri).length;
      await until('diagnostics', () => (count() === 2 ? true : undefined));
      await closeAll();
      await until('no diagnostics', () => (count() === 0 ? true : undefined));
    }));

  test('a table of other numbers has none', () =>
    withSource(
      'sizes.c',
      'struct s t[] = { { "__vdso_time", 1 }, { "__vdso_getcpu", 2 } };\n',
      async (document) => {
        // Those of a second document came, so these would have come as well.
        await withFolder(async (folder) => {
          const file = path.join(folder, 'wrong.go');
          await writeFile(file, wrongKeys);
          await diagnostics(await vscode.workspace.openTextDocument(file), 2);
        });
        assert.deepEqual(ours(document), []);
      },
    ));
});

suite('other languages', () => {
  test('hovers in C and Rust say where a symbol is and who looks it up', async () => {
    for (const [name, text] of [
      ['lookup.c', 'void *p = vdso_sym("LINUX_2.6", "__vdso_clock_gettime");\n'],
      ['lookup.rs', 'const NAME: &str = "__vdso_clock_gettime"; // vdso\n'],
    ] as const) {
      await withSource(name, text, async (document) => {
        const hover = await hoverIn(document, '__vdso_clock_gettime');
        assert.match(hover, /Looked up by/);
        assert.match(hover, /musl/);
        if (onThisMachine) assert.match(hover, new RegExp(`process ${process.pid}\\) has`));
      });
    }
  });

  test('a file without such names is left alone', () =>
    withSource('plain.c', 'int main(void) { return 0; }\n', async (document) => {
      assert.equal(await hoverIn(document, 'main'), '');
    }));
});

suite('the release of a source tree', () => {
  const source = 'TEXT runtime·walltime(SB)\n\tMOVD\truntime·vdsoClockgettimeSym(SB), R2\n';
  const module = (release: string) => `module std\n\ngo ${release}\n`;

  test('is read once, and anew when its file was saved or a document of the folder is opened', () =>
    withFolder(async (folder) => {
      const runtime = path.join(folder, 'src/runtime');
      await mkdir(runtime, { recursive: true });
      const mod = path.join(folder, 'src/go.mod');
      const [first = '', second = ''] = ['a', 'b'].map((name) => path.join(runtime, `${name}_linux_arm64.s`));
      await writeFile(mod, module('1.22'));
      await writeFile(first, source);
      await writeFile(second, source);
      const document = await vscode.workspace.openTextDocument(first);
      const asked = () => hoverIn(document, 'vdsoClockgettimeSym');
      assert.match(await asked(), /Go 1\.22 looks up/);
      // Of what nobody tells, a hover does not ask the disk.
      await writeFile(mod, module('1.24'));
      assert.match(await asked(), /Go 1\.22 looks up/);
      await vscode.workspace.openTextDocument(second);
      assert.match(await asked(), /Go 1\.24 looks up/);
      const text = await vscode.workspace.openTextDocument(mod);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(text.uri, text.lineAt(2).range, 'go 1.26');
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.ok(await text.save());
      assert.match(await asked(), /Go 1\.26 looks up/);
    }));
});

suite('inlay hints', () => {
  const hints = (document: vscode.TextDocument) =>
    vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
    );
  const setting = () => vscode.workspace.getConfiguration('vdsoExplorer');

  test('there are none until the setting asks for them', () =>
    withSource(
      'vdso_linux_amd64.go',
      'x := "__vdso_clock_gettime"\ny := "__vdso_nothing"\n',
      async (document) => {
        assert.deepEqual(await hints(document), []);
        await setting().update('inlayHints', true, vscode.ConfigurationTarget.Global);
        try {
          const [first, second] = await hints(document);
          const label = (hint: vscode.InlayHint | undefined) =>
            typeof hint?.label === 'string' ? hint.label : hint?.label.map(({ value }) => value).join('');
          if (!onThisMachine) return;
          await withFolder(async (folder) => {
            const copy = path.join(folder, 'live.so');
            await writeFile(copy, await vscode.workspace.fs.readFile(await liveUri()));
            const value = readelfValue(copy, '__vdso_clock_gettime').toString(16);
            assert.equal(label(first), `→ 0x${value}, LINUX_2.6`);
          });
          assert.equal(first?.position.character, document.lineAt(0).text.length);
          assert.equal(label(second), "→ not in this machine's image");
        } finally {
          await setting().update('inlayHints', undefined, vscode.ConfigurationTarget.Global);
        }
      },
    ));
});

suite('Show in Live vDSO Image', () => {
  test('opens the live image from the name at the cursor', function () {
    if (!onThisMachine) this.skip();
    return withSource('lookup.c', 'f("__vdso_clock_gettime");\n', async (_document, editor) => {
      editor.selection = new vscode.Selection(0, 10, 0, 10);
      await vscode.commands.executeCommand('vdsoExplorer.showInLiveImage');
      const tab = await activeTab(({ input }) => input instanceof vscode.TabInputCustom);
      assert.equal((tab.input as vscode.TabInputCustom).uri.scheme, 'vdso');
    });
  });
});
