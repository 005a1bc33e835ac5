/** "Resolve Address…": what is said of an address while it is typed, and what is shown of it then. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type * as vscode from 'vscode';
import type { ImageView } from '../../../src/editor/imageView.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Session } from '../../../src/session/model.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { fullImage, vdsoImage } from '../../support/elf/index.ts';
import { fake, last } from '../../support/fakeVscode.ts';

const { askForAddress } = await import('../../../src/editor/resolveAddress.ts');

/** A program with a function that .symtab alone has. */
const symtab = [{ name: 'local_helper', offset: 0x80, size: 4, bind: 'LOCAL' }] as const;
const program = fullImage({ class: 64, littleEndian: true }, { symtab, textSize: 0x100 }).bytes;
const vdso = vdsoImage({ arch: 'amd64' }).bytes;

/** An open image; what was done to its document, and which rows were shown. */
function opened(context: TestContext, bytes: Uint8Array, waits = true) {
  const done: unknown[] = [];
  const open = (symtab: boolean) =>
    openLocal({
      source: memorySource(bytes),
      info: { kind: 'file', label: 'image.so', size: bytes.length },
      options: { selection: [], asVdso: false, symtab },
      generator: 'x',
    });
  let session: Promise<Session> = open(false);
  context.after(async () => (await session).dispose());
  context.mock.method(
    fake.window,
    'withProgress',
    ({ title }: { readonly title: string }, work: (progress: unknown, token: unknown) => unknown) => {
      done.push(title);
      return work({}, { isCancellationRequested: !waits, onCancellationRequested: () => ({ dispose() {} }) });
    },
  );
  const document = {
    session: () => session,
    async configure({ symtab }: { readonly symtab: boolean }, _state: unknown, signal: AbortSignal) {
      signal.throwIfAborted();
      await (await session).dispose();
      session = open(symtab);
    },
  };
  const view = { document, reveal: (row: unknown) => done.push(row) } as unknown as ImageView;
  return { view, done };
}

/** Of a symbol, as it is pasted. */
async function addressOf(bytes: Uint8Array, name: string): Promise<string> {
  const result = await readElf(memorySource(bytes), { symtab: true });
  assert.ok(result.kind === 'elf');
  const symbols = result.image.symtab ?? result.image.symbols;
  const index = Array.from({ length: symbols.length }, (_, at) => symbols.name(at)).indexOf(name);
  assert.ok(index > 0, name);
  return `0x${symbols.value(index).toString(16)}`;
}

const helper = await addressOf(program, 'local_helper');
const time = await addressOf(vdso, '__vdso_time');

test('static symbols are read first, where there are some: most functions of a program have no other', async (context) => {
  const { view, done } = opened(context, program);
  const answer = await askForAddress(view, helper);
  assert.match(answer ?? '', /local_helper/);
  assert.deepEqual(last('setStatusBarMessage'), [answer, 20_000]);
  assert.equal(done[0], 'Reading static symbols');
  assert.equal((done[1] as { readonly table: string }).table, 'symtab');
});

test('who does not wait for them is told nothing', async (context) => {
  const { view, done } = opened(context, program, false);
  assert.equal(await askForAddress(view, helper), undefined);
  assert.deepEqual(done, ['Reading static symbols']);
});

test('a vDSO has none to read: the row of the symbol is shown at once', async (context) => {
  const { view, done } = opened(context, vdso);
  const answer = await askForAddress(view, time);
  assert.match(answer ?? '', /__vdso_time/);
  assert.equal(done.length, 1);
  assert.equal((done[0] as { readonly table: string }).table, 'symbols');
  await assert.rejects(askForAddress(view, 'time'), { code: 'notAnAddress' });
});

test('while it is typed it is said what lies there, or that it is no address', async (context) => {
  const { view } = opened(context, vdso);
  const remarks: unknown[] = [];
  context.mock.method(
    fake.window,
    'showInputBox',
    async ({ validateInput, ...shown }: vscode.InputBoxOptions) => {
      assert.deepEqual([shown.title, shown.placeHolder], ['Resolve Address', '0x']);
      for (const text of ['', 'time', '0x7fffffffffff', time]) {
        const remark = await validateInput?.(text);
        const { message = '', severity } = typeof remark === 'object' && remark !== null ? remark : {};
        remarks.push([severity, message]);
      }
      return time;
    },
  );
  assert.match((await askForAddress(view)) ?? '', /__vdso_time/);
  const { Info, Warning, Error: wrong } = fake.InputBoxValidationSeverity;
  assert.deepEqual(
    remarks.map((each) => (each as [number])[0]),
    [undefined, wrong, Warning, Info],
  );
  for (const [at, pattern] of [/^$/, /address.* "time"/, /./, /__vdso_time/].entries())
    assert.match((remarks[at] as [number, string])[1], pattern);
});

test('a box that is left is no answer', async (context) => {
  const { view, done } = opened(context, vdso);
  context.mock.method(fake.window, 'showInputBox', async () => undefined);
  assert.equal(await askForAddress(view), undefined);
  assert.deepEqual(done, []);
});
