/** Why there is no image, for files and errors with names that are not seen. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type * as vscode from 'vscode';
import { SessionError } from '../../../src/session/sessionError.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';
import { evil, invisible } from '../../support/evilNames.ts';
import '../../support/fakeVscode.ts';

const { clockOfNoImage, failureView } = await import('../../../src/editor/failure.ts');
const { UnknownAddress, WholeFileQuestion } = await import('../../../src/editor/openImage.ts');

const uri = { scheme: 'vdso', path: `/live/${evil}`, toString: () => `vdso:/live/${evil}` } as vscode.Uri;

suite('failureView', () => {
  for (const [kind, error] of [
    ['a large file', new WholeFileQuestion(uri, 1e9)],
    ['an unknown address', new UnknownAddress(uri)],
    ['an unknown name', new UnknownAddress(uri, 'linux-vdso.so.1')],
    ['a file that cannot be read', new SourceError('fileNotFound', { path: evil })],
    ['a defect', new Error(evil)],
    ['what is no error', evil],
  ] as const) {
    test(`${kind}: says it in characters that are seen`, () => {
      const { title, sentence } = failureView(uri, error);
      assert.notEqual(title, '');
      assert.notEqual(sentence, '');
      assert.doesNotMatch(title, invisible);
      assert.doesNotMatch(sentence, invisible);
    });
  }
});

suite('a file that is no ELF file', () => {
  const file = { scheme: 'file', path: '/x/a', toString: () => 'file:/x/a' } as vscode.Uri;
  for (const [format, offered] of [
    ['text', true],
    ['script', true],
    ['linker-script', true],
    ['xz', false],
    ['ar', false],
    ['bzimage', false],
    ['unknown', false],
  ] as const)
    test(`${format}: ${offered ? 'is offered' : 'is not offered'} to be opened as text`, () => {
      const problem = { code: 'not-elf', args: { format, bytes: '41' } } as const;
      const { actions } = failureView(file, new SessionError('notElf', { problem }));
      assert.equal(actions[0]?.id === 'openText', offered);
      assert.equal(
        actions.some(({ id }) => id === 'openText'),
        offered,
      );
    });
});

suite('a process without an image', () => {
  const none = new SourceError('noVdso', { pid: process.pid, own: true, narrow: false, arch: process.arch });
  const live = { scheme: 'vdso', path: '/live/linux-vdso.so.1' } as vscode.Uri;

  test('has a clock all the same, of which is told what its page would', async () => {
    const [verdict, ...rest] = await clockOfNoImage(live, none);
    assert.match(verdict ?? '', /^[A-Z].*\.$/);
    for (const line of rest) assert.match(line, /\.$/);
    const other = { scheme: 'vdso', path: `/process/${process.pid}/linux-vdso.so.1` } as vscode.Uri;
    assert.equal((await clockOfNoImage(other, none)).length > 0, true);
  });

  test('that cannot be read, and a file, have none', async () => {
    assert.deepEqual(await clockOfNoImage(live, new SourceError('noSuchProcess', { pid: 1 })), []);
    const file = { scheme: 'file', path: '/x/a.so' } as vscode.Uri;
    assert.deepEqual(await clockOfNoImage(file, none), []);
  });
});
