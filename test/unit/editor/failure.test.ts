/** Why there is no image, for files and errors with names that are not seen. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type * as vscode from 'vscode';
import { SourceError } from '../../../src/sources/sourceError.ts';
import { evil, invisible } from '../../support/evilNames.ts';
import '../../support/fakeVscode.ts';

const { failureView } = await import('../../../src/editor/failure.ts');
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
