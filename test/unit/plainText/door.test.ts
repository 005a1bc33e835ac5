/** Each function of the door, given the worst names, hands VS Code what its parser takes for text. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type * as vscode from 'vscode';
import type { Log } from '../../../src/plainText/log.ts';
import { evil, invisible } from '../../support/evilNames.ts';
import { last } from '../../support/fakeVscode.ts';

const { CancellationError } = await import('vscode');
const { registerCommand } = await import('../../../src/plainText/commands.ts');
const { fileErrors, plainError } = await import('../../../src/plainText/errors.ts');
const { askForText, separator } = await import('../../../src/plainText/inputs.ts');
const { listItem } = await import('../../../src/plainText/listItem.ts');
const { createLog } = await import('../../../src/plainText/log.ts');
const { inlayHint, quickFix, warning } = await import('../../../src/plainText/marks.ts');
const messages = await import('../../../src/plainText/messages.ts');
const { plainTool } = await import('../../../src/plainText/tools.ts');

const link = /\[[^\]]+\]\([^)\s]+/;
const icon = /(?<!\\)\$\((?:zap|loading~spin)\)/;

function hasNoLink(text: unknown): void {
  assert.ok(typeof text === 'string');
  assert.doesNotMatch(text, link);
  assert.doesNotMatch(text, invisible);
}

function hasNoIcon(text: unknown): void {
  assert.ok(typeof text === 'string');
  assert.doesNotMatch(text, icon);
  assert.doesNotMatch(text, invisible);
}

async function thrownBy(promise: unknown): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return assert.fail('no error was thrown');
}

/** "Each backslash escapes what follows": no markup is left when those are taken out. */
function isLiteralMarkdown(text: unknown): void {
  assert.ok(typeof text === 'string');
  assert.doesNotMatch(text, invisible);
  const bare = text.replace(/\\[!-/:-@[-`{-~]/g, '');
  assert.doesNotMatch(bare, /[\\`*~[\]<>|&$@]|:\/\/|www\./);
}

describe('what reaches VS Code', () => {
  test('notifications', () => {
    void messages.inform(evil, 'Open');
    assert.equal(last('showInformationMessage')[1], 'Open');
    hasNoLink(last('showInformationMessage')[0]);
    void messages.warn(evil);
    hasNoLink(last('showWarningMessage')[0]);
    void messages.complain(evil);
    hasNoLink(last('showErrorMessage')[0]);
  });

  test('the status bar', () => {
    messages.showInStatusBar(evil, 5);
    hasNoIcon(last('setStatusBarMessage')[0]);
  });

  test('progress', () => {
    void messages.withCancellableProgress(evil, async () => undefined);
    const { title, cancellable } = last('withProgress')[0] as vscode.ProgressOptions;
    assert.equal(cancellable, true);
    hasNoIcon(title);
    hasNoLink(title);
  });

  test('input boxes', async () => {
    void askForText({
      title: 'a',
      prompt: evil,
      placeHolder: '',
      validate: async (sentence) => (sentence === '' ? undefined : { sentence, severity: 'warning' }),
    });
    const { prompt, validateInput } = last('showInputBox')[0] as vscode.InputBoxOptions;
    assert.equal(await validateInput?.(''), undefined);
    const remark = await validateInput?.(evil);
    assert.ok(typeof remark === 'object' && remark !== null);
    assert.equal(remark.severity, 2);
    for (const text of [prompt, remark.message]) {
      hasNoLink(text);
      hasNoIcon(text);
    }
  });

  test('lists', () => {
    const item = listItem({ icon: 'eye', label: evil, description: evil, detail: evil }, { pid: 1 });
    assert.equal(item.pid, 1);
    assert.match(item.label, /^\$\(eye\) /);
    for (const text of [item.label, item.description, item.detail, separator(evil).label]) {
      hasNoLink(text);
      hasNoIcon(text);
    }
  });

  test('what commands throw', async () => {
    const lines: string[] = [];
    const log = { error: (text: string) => void lines.push(text) } as Log;
    registerCommand('a', log, async () => {
      throw new Error(evil);
    });
    const [id, run] = last('registerCommand') as [string, () => Promise<unknown>];
    assert.equal(id, 'a');
    const error = await thrownBy(run());
    assert.match(lines.join(), /^a failed: Error: /);
    hasNoLink(error.message);
    assert.doesNotMatch(error.stack ?? '', invisible);
    hasNoLink(plainError(evil).message);
    const cancellation = new CancellationError();
    assert.equal(plainError(cancellation), cancellation);
  });

  test('errors of the file system', () => {
    const uri = { toString: () => '[a](command:b)' } as vscode.Uri;
    for (const error of [
      fileErrors.notFound(evil),
      fileErrors.notFound(uri),
      fileErrors.notADirectory(uri),
      fileErrors.isADirectory(uri),
      fileErrors.noPermissions(evil),
    ]) {
      hasNoLink(error.message);
    }
  });

  test('the log', () => {
    const log = createLog('a', evil);
    assert.doesNotMatch(String(last('info')[0]), invisible);
    for (const level of ['info', 'warn', 'error'] as const) {
      log[level](evil);
      assert.doesNotMatch(String(last(level)[0]), invisible);
    }
  });

  test('marks in sources', () => {
    const range = {} as vscode.Range;
    const position = {} as vscode.Position;
    const hint = inlayHint({ position, label: evil, tooltip: evil, command: { id: 'a', argument: {} } });
    const made = [warning({ range, message: evil, source: 'a', code: 'b' }), quickFix(evil), hint];
    assert.doesNotMatch(JSON.stringify(made), /[^ -~]/);
  });

  test('tools for language models', async () => {
    const tool = plainTool<{ fail?: boolean }>({
      async answer({ input }) {
        if (input.fail) throw new Error(evil);
        return `${evil}\nnext`;
      },
      prepare: () => ({ doing: evil, question: { title: evil, message: evil } }),
    });
    const token = {} as vscode.CancellationToken;
    const given = (input: { fail?: boolean }) => ({ input, toolInvocationToken: undefined });
    const result: unknown = await tool.invoke(given({}), token);
    assert.match(JSON.stringify(result), /\\nnext/);
    assert.doesNotMatch(JSON.stringify(result), /[^ -~]/);
    const error = await thrownBy(tool.invoke(given({ fail: true }), token));
    hasNoLink(error.message);
    const prepared = await tool.prepareInvocation?.(given({}), token);
    isLiteralMarkdown(prepared?.invocationMessage);
    isLiteralMarkdown(prepared?.confirmationMessages?.title);
    isLiteralMarkdown(prepared?.confirmationMessages?.message);
  });
});
