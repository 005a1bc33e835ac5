import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import { fake } from '../../support/fakeVscode.ts';

const { containerOf, fileOf } = await import('../../../src/editor/fileOf.ts');

for (const [address, container, file] of [
  ['file:///boot/vdso64.so', undefined, 'file:///boot/vdso64.so'],
  ['vdso:/in/file%3A%2F%2F%2Fboot%2Fvmlinuz/image-1/vdso.so', 'file:///boot/vmlinuz', 'file:///boot/vmlinuz'],
  ['vdso:/live/linux-vdso.so.1', undefined, undefined],
  ['vdso:/process/1/linux-vdso.so.1', undefined, undefined],
] as const)
  test(`the file of ${address}`, () => {
    const uri = fake.Uri.parse(address) as unknown as vscode.Uri;
    assert.equal(containerOf(uri)?.toString(), container);
    assert.equal(fileOf(uri)?.toString(), file);
  });
