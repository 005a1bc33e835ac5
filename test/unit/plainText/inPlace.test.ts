/** Each function of the door hands VS Code an ordinary text as it is, in its place, with all that belongs to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import type { Log } from '../../../src/plainText/log.ts';
import { fake, last } from '../../support/fakeVscode.ts';

const { registerCommand } = await import('../../../src/plainText/commands.ts');
const { fileErrors, plainError } = await import('../../../src/plainText/errors.ts');
const { hover } = await import('../../../src/plainText/hover.ts');
const { askForText, separator } = await import('../../../src/plainText/inputs.ts');
const { registerLenses } = await import('../../../src/plainText/lenses.ts');
const { listItem } = await import('../../../src/plainText/listItem.ts');
const { inlayHint, quickFix, unnecessary, warning } = await import('../../../src/plainText/marks.ts');
const messages = await import('../../../src/plainText/messages.ts');
const { registerTasks } = await import('../../../src/plainText/tasks.ts');
const { plainTool } = await import('../../../src/plainText/tools.ts');

type Run = (...args: unknown[]) => Promise<unknown>;

const range = {} as vscode.Range;

/** What VS Code's own class was made of, and what was set of it. */
const made = (of: unknown): object => ({ ...(of as object) });

test('notifications have their sentence and their buttons', () => {
  for (const [tell, name] of [
    [messages.inform, 'showInformationMessage'],
    [messages.complain, 'showErrorMessage'],
  ] as const) {
    void tell('A sentence.', 'Open', 'Close');
    assert.deepEqual(last(name), ['A sentence.', 'Open', 'Close']);
  }
  void messages.warn('A part.');
  assert.deepEqual(last('showWarningMessage'), ['A part.']);
  messages.showInStatusBar('Done', 5);
  assert.deepEqual(last('setStatusBarMessage'), ['Done', 5]);
});

test('a question in a dialog is answered by its one action, and by nothing else', async (context) => {
  for (const [chosen, answer] of [
    ['Open', true],
    ['Cancel', false],
    [undefined, false],
  ] as const) {
    const { mock } = context.mock.method(fake.window, 'showWarningMessage', async () => chosen);
    assert.equal(await messages.askFirst('Open it?', 'Open'), answer);
    assert.deepEqual(mock.calls[0]?.arguments, ['Open it?', { modal: true }, 'Open']);
    mock.restore();
  }
});

test('an input box', async () => {
  const severities = ['info', 'warning', 'error'] as const;
  void askForText({
    title: 'Title',
    prompt: 'Prompt',
    placeHolder: '0x',
    validate: async (sentence) => ({ sentence, severity: severities[sentence.length] ?? 'error' }),
  });
  const { validateInput, ...shown } = last('showInputBox')[0] as vscode.InputBoxOptions;
  assert.deepEqual(shown, { title: 'Title', prompt: 'Prompt', placeHolder: '0x' });
  const { Info, Warning, Error: wrong } = fake.InputBoxValidationSeverity;
  for (const [message, severity] of [
    ['', Info],
    ['a', Warning],
    ['ab', wrong],
  ] as const)
    assert.deepEqual(await validateInput?.(message), { message, severity });
});

test('entries of lists, with an icon and without', () => {
  const entry = { label: 'a', description: 'b', detail: 'c' };
  assert.deepEqual(listItem(entry, { pid: 1 }), { ...entry, pid: 1, isPlain: true });
  assert.equal(listItem({ ...entry, icon: 'eye' }, {}).label, '$(eye) a');
  assert.deepEqual(separator('open'), {
    isPlain: true,
    label: 'open',
    kind: fake.QuickPickItemKind.Separator,
  });
});

test('a command gets what it is called with, and gives back what it finds', async () => {
  const lines: string[] = [];
  const log = { error: (text: string) => void lines.push(text) } as Log;
  registerCommand('sum', log, async (...args) => args);
  const [, run] = last('registerCommand') as [string, Run];
  assert.deepEqual(await run(1, { two: 2 }), [1, { two: 2 }]);
  const failure = new Error('no');
  registerCommand('fails', log, () => Promise.reject(failure));
  const [, fails] = last('registerCommand') as [string, Run];
  await assert.rejects(fails(), { message: 'no', stack: failure.stack });
  registerCommand('withdrawn', log, () => Promise.reject(new fake.CancellationError()));
  const [, withdrawn] = last('registerCommand') as [string, Run];
  await assert.rejects(withdrawn(), fake.CancellationError);
  assert.deepEqual(lines, [`fails failed: ${failure.stack}`]);
});

test('an error keeps its sentence and the way there', () => {
  const error = new TypeError('no such thing');
  assert.equal(plainError(error).message, 'no such thing');
  assert.equal(plainError(error).stack, error.stack);
});

test('errors of the file system say which file, or why', () => {
  const uri = fake.Uri.parse('vdso:///live/a.so') as unknown as vscode.Uri;
  for (const error of [fileErrors.notFound, fileErrors.notADirectory, fileErrors.isADirectory])
    assert.equal(error(uri).message, 'vdso:///live/a.so');
  assert.equal(fileErrors.notFound('It is gone.').message, 'It is gone.');
  assert.equal(fileErrors.noPermissions('It is read-only.').message, 'It is read-only.');
});

test('diagnostics, what can go, and quick fixes', () => {
  const mark = { range, message: 'It is wrong.', source: 'vDSO', code: 'wrong' };
  const { Warning, Information } = fake.DiagnosticSeverity;
  const shown = { source: 'vDSO', code: 'wrong' };
  assert.deepEqual(made(warning(mark)), { args: [range, 'It is wrong.', Warning], ...shown });
  const faded = { tags: [fake.DiagnosticTag.Unnecessary], ...shown };
  assert.deepEqual(made(unnecessary(mark)), { args: [range, 'It is wrong.', Information], ...faded });
  assert.deepEqual(made(quickFix('Mend it')), { args: ['Mend it', 'quickfix'] });
});

test('a hint has its label, what is told when it is pointed at, and what a click runs', () => {
  const position = {} as vscode.Position;
  const hint = { position, label: 'found', tooltip: 'It is found.' };
  const partOf = (of: vscode.InlayHint) => {
    const [at, parts] = (of as unknown as { args: [unknown, unknown[]] }).args;
    assert.equal(at, position);
    return parts.map(made);
  };
  const part = { args: ['found'], tooltip: 'It is found.' };
  assert.deepEqual(partOf(inlayHint(hint)), [part]);
  const command = { id: 'show', argument: { name: 'a' } };
  assert.deepEqual(partOf(inlayHint({ ...hint, command })), [
    { ...part, command: { title: 'found', command: 'show', arguments: [{ name: 'a' }] } },
  ]);
});

test('a hover runs the commands that it is given, and draws no HTML and no icons', () => {
  const { args } = hover('**a**', range, ['show']) as unknown as { args: [object, unknown] };
  const text = { args: ['**a**', false], supportHtml: false, isTrusted: { enabledCommands: ['show'] } };
  assert.deepEqual([made(args[0]), args[1]], [text, range]);
});

test('lenses stand at the start of their lines, draw no icons, and run their commands', async () => {
  const asked: unknown[] = [];
  const uri = fake.Uri.parse('vdso-compared:/a');
  registerLenses('vdso-compared', async (of) => {
    asked.push(of);
    return [
      { line: 3, title: 'Show $(zap)', command: 'show', args: ['a', 1] },
      { line: 0, title: 'Show All', command: 'all', args: [] },
    ];
  });
  const [selector, provider] = last('registerCodeLensProvider') as [
    unknown,
    { provideCodeLenses(document: unknown): Promise<readonly { args: readonly [object, unknown] }[]> },
  ];
  assert.deepEqual(selector, { scheme: 'vdso-compared' });
  const lenses = await provider.provideCodeLenses({ uri });
  assert.deepEqual(asked, [uri]);
  assert.deepEqual(
    lenses.map(({ args: [at, command] }) => [made(at), command]),
    [
      [{ args: [3, 0, 3, 0] }, { title: 'Show \\$(zap)', command: 'show', arguments: ['a', 1] }],
      [{ args: [0, 0, 0, 0] }, { title: 'Show All', command: 'all', arguments: [] }],
    ],
  );
});

test('tasks: what is offered, and what a tasks.json has, in its scope', async () => {
  const program = (name: string) => ({ name, file: '/node', args: ['check', name], env: { A: '1' } });
  const offered = [{ type: 'vdso', name: 'check $(zap)' }, { type: 'vdso' }];
  registerTasks('vdso', 'vDSO', '$vdso', offered, ({ name }) =>
    typeof name === 'string' ? program(name) : undefined,
  );
  const [type, provider] = last('registerTaskProvider') as [string, Required<vscode.TaskProvider>];
  assert.equal(type, 'vdso');
  const { Global, Workspace } = fake.TaskScope;
  const taskOf = (of: unknown) => {
    const { args } = of as { args: readonly unknown[] };
    return args.map((each) => (each instanceof fake.ProcessExecution ? made(each) : each));
  };
  const execution = (name: string) => ({ args: ['/node', ['check', name], { env: { A: '1' } }] });
  const token = {} as vscode.CancellationToken;
  // What is not understood is no task.
  assert.deepEqual((await provider.provideTasks(token))?.map(taskOf), [
    [offered[0], Workspace, 'check \\$(zap)', 'vDSO', execution('check $(zap)'), '$vdso'],
  ]);
  const definition = { type: 'vdso', name: 'a' };
  for (const [scope, expected] of [
    [Global, Global],
    [undefined, Workspace],
  ]) {
    const resolved = provider.resolveTask({ definition, scope } as unknown as vscode.Task, token);
    assert.deepEqual(taskOf(resolved), [definition, expected, 'a', 'vDSO', execution('a'), '$vdso']);
  }
  assert.equal(provider.resolveTask({ definition: { type: 'vdso' } } as vscode.Task, token), undefined);
});

test('a tool tells what it does meanwhile, and asks only where there is a question', async () => {
  const token = {} as vscode.CancellationToken;
  const question = { title: 'May it', message: 'It wants to' };
  for (const asked of [undefined, question]) {
    const tool = plainTool<object>({
      answer: async () => 'one\ntwo',
      prepare: () => ({ doing: 'Reading', ...(asked && { question: asked }) }),
    });
    assert.deepEqual(await tool.prepareInvocation?.({ input: {} }, token), {
      invocationMessage: 'Reading',
      ...(asked && { confirmationMessages: asked }),
    });
    const result: unknown = await tool.invoke({ input: {}, toolInvocationToken: undefined }, token);
    const [[part]] = (result as { args: [[unknown]] }).args;
    assert.deepEqual(made(part), { args: ['one\ntwo'] });
  }
  const silent = plainTool<object>({ answer: async () => '', prepare: () => undefined });
  assert.equal(await silent.prepareInvocation?.({ input: {} }, token), undefined);
});
