/** The tab of a matrix: what is read for it is read for as long as somebody wants it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import type { MatrixServices } from '../../../src/editor/matrixTabs.ts';
import type { RowWindow } from '../../../src/report/viewModel/table.ts';
import type { CodeTableId } from '../../../src/report/viewModel/tableId.ts';
import { MATRIX_FIXED_COLUMNS } from '../../../src/report/views/matrixTable.ts';
import { comparedOf } from '../../support/compared.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { fake, settings, watchers } from '../../support/fakeVscode.ts';
import { oldExports } from '../../support/manyImages.ts';

const { MatrixTabs } = await import('../../../src/editor/matrixTabs.ts');
const image = await comparedOf(vdsoImage({ arch: 'amd64' }).bytes, { code: true });
const other = await comparedOf(vdsoImage({ arch: 'amd64', exports: oldExports }).bytes, { code: true });

/** A page that asks for its table, and how often an image was begun to be read, and given up. */
function opened(kept: unknown) {
  const posted: unknown[] = [];
  const reads: AbortSignal[] = [];
  const disposed: (() => void)[] = [];
  let said: (message: unknown) => void = () => undefined;
  const panel = {
    visible: true,
    webview: {
      cspSource: '',
      asWebviewUri: String,
      postMessage: (message: unknown) => posted.push(message),
      onDidReceiveMessage: (listener: typeof said) => {
        said = listener;
      },
    },
    onDidChangeViewState() {},
    onDidDispose: (listener: () => void) => disposed.push(listener),
    dispose: () => {
      for (const each of disposed) each();
      disposed.length = 0;
      posted.push('disposed');
    },
  };
  const { fs } = fake.workspace as unknown as { fs: Record<string, unknown> };
  fs['stat'] = async () => ({ type: 1, size: 1 });
  let answer = () => {};
  const led: unknown[] = [];
  const reader = {
    report: (uri: unknown, signal: AbortSignal) => {
      reads.push(signal);
      return new Promise((resolve, reject) => {
        answer = () => resolve({ ...(String(uri).endsWith('old.json') ? other : image), label: 'a' });
        signal.addEventListener('abort', () => reject(new DOMException('no', 'AbortError')));
      });
    },
  };
  const log = { warn() {}, error() {} };
  const services = {
    reader,
    log,
    extensionUri: fake.Uri.parse('file:///x'),
    generator: 'x',
    openImage: async (uri: unknown, target: unknown) => led.push([String(uri), target]),
    comparing: { compare: async (...given: readonly unknown[]) => led.push(given) },
  };
  new MatrixTabs(services as unknown as MatrixServices).restore(panel as unknown as vscode.WebviewPanel, {
    kept,
  });
  const request = (id: number, name: string, ...args: unknown[]) => said({ type: 'request', id, name, args });
  const ask = (id: number) => request(id, 'choose', {});
  return { panel, posted, led, reads, request, ask, answer: () => answer() };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

test('what other settings make unwanted is given up, and read by these', async () => {
  const { posted, reads, ask, answer, panel } = opened(['file:///a.json']);
  ask(1);
  await until(() => reads.length === 1);
  settings.fire({ affectsConfiguration: () => true });
  assert.equal(reads[0]?.aborted, true);
  assert.deepEqual(posted, [{ type: 'event', event: { type: 'state', state: { kind: 'table' } } }]);
  ask(2);
  await until(() => reads.length === 2);
  answer();
  await until(() => posted.some((each) => (each as { id?: number }).id === 2));
  assert.equal(reads[1]?.aborted, false);
  panel.dispose();
  const before = posted.length;
  settings.fire({ affectsConfiguration: () => true });
  assert.equal(posted.length, before);
});

test('a tab that is closed wants nothing more', async () => {
  const { reads, ask, panel } = opened(['file:///a.json']);
  ask(1);
  await until(() => reads.length === 1);
  panel.dispose();
  assert.equal(reads[0]?.aborted, true);
});

test('what is cancelled says so, and not that a request was withdrawn', async (context) => {
  // The notification that cancels it comes late.
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const cancels: (() => void)[] = [];
  context.mock.method(
    fake.window,
    'withProgress',
    (_options: unknown, work: (progress: unknown, token: unknown) => unknown) =>
      work({ report() {} }, { onCancellationRequested: (listener: () => void) => cancels.push(listener) }),
  );
  const { posted, reads, ask, panel } = opened(['file:///a.json']);
  ask(1);
  await until(() => reads.length === 1);
  context.mock.timers.tick(500);
  for (const cancel of cancels) cancel();
  await until(() => posted.length > 0);
  assert.deepEqual(posted, [{ type: 'error', id: 1, message: 'It was not read: that was cancelled.' }]);
  panel.dispose();
});

test('a tab whose page has kept nothing is closed', () => {
  assert.deepEqual(opened(['1 2:/x']).posted, ['disposed']);
});

test('a file that changes or goes is told until all is read anew, also to a page that comes later', async () => {
  const { posted, reads, request, ask, answer, panel } = opened([
    'file:///x/a.json',
    'file:///x/b.json',
    'file:///y/c.json',
  ]);
  const stale = () =>
    posted.splice(0).flatMap((each) => {
      const { event } = each as { event?: { type: string; sentence?: string } };
      return event?.type === 'stale' ? event.sentence?.replace(/[\d:]{8}/, 'TIME') : [];
    });
  ask(1);
  for (const count of [1, 2, 3]) {
    await until(() => reads.length === count);
    answer();
  }
  await until(() => posted.some((each) => (each as { id?: number }).id === 1));
  assert.deepEqual(stale(), []);
  // One for each folder.
  const [x, y, ...others] = watchers;
  assert.ok(x && y);
  assert.deepEqual([others, String(x.pattern.args[0]), x.pattern.args[1]], [[], 'file:///x', '*']);

  const changed = 'b.json changed on disk. What is shown was read at TIME, before the change.';
  x.changed.fire(fake.Uri.parse('file:///x/other.json'));
  assert.deepEqual(stale(), []);
  x.changed.fire(fake.Uri.parse('file:///x/b.json'));
  // A linker writes piece by piece.
  x.changed.fire(fake.Uri.parse('file:///x/b.json'));
  assert.deepEqual(stale(), [changed]);
  request(2, 'ready');
  await until(() => posted.length >= 2);
  assert.deepEqual((posted[0] as { id?: number }).id, 2, 'the page takes its answer before events');
  assert.deepEqual(stale(), [changed]);
  y.deleted.fire(fake.Uri.parse('file:///y/c.json'));
  const gone = 'c.json is no longer on disk. What is shown was read at TIME, before it was deleted.';
  assert.deepEqual(stale(), [gone]);

  request(3, 'run', 'retry');
  assert.equal(watchers.size, 0);
  request(4, 'ready');
  await until(() => posted.some((each) => (each as { id?: number }).id === 4));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(stale(), []);
  ask(5);
  await until(() => watchers.size === 1);
  panel.dispose();
  assert.equal(watchers.size, 0);
});

test('a cell leads to what its row is about in the image, or to what differs from the baseline', async () => {
  const files = ['file:///x/new.json', 'file:///x/old.json'] as const;
  const { led, posted, reads, request, answer, panel } = opened(files);
  const answered = async (id: number, name: string, ...args: unknown[]) => {
    request(id, name, ...args);
    await until(() => posted.some((each) => (each as { id?: number }).id === id));
    return posted.find((each) => (each as { id?: number }).id === id) as { readonly ok: unknown };
  };
  const show = (id: number, rows: string) => answered(id, 'choose', { rows });
  const shown = show(1, 'clocks');
  for (const count of [1, 2]) {
    await until(() => reads.length === count);
    answer();
  }
  await shown;
  const row = async (id: number, start: string) => {
    const { ok } = await answered(id, 'rows', { table: 'matrix', filter: '', start: 0, count: 100 });
    return (ok as RowWindow).rows.findIndex(({ cells }) => cells[0]?.startsWith(start));
  };
  const clockPaths: CodeTableId = 'clockPaths';
  const [first, second] = [MATRIX_FIXED_COLUMNS, MATRIX_FIXED_COLUMNS + 1];
  await answered(2, 'openElsewhere', { row: 0, column: first, opens: 'image' });
  assert.deepEqual(led.splice(0), [[files[0], { tab: 'code', part: clockPaths }]]);
  await show(3, 'symbols');
  await answered(4, 'openElsewhere', { row: await row(5, '__vdso_time'), column: first, opens: 'image' });
  assert.deepEqual(led.splice(0), [[files[0], { table: 'symbols', name: '__vdso_time' }]]);
  await show(6, 'consumers');
  const go = await row(7, 'Go ');
  await answered(8, 'openElsewhere', { row: go, column: first, opens: 'image' });
  await answered(9, 'openElsewhere', { row: go, column: second, opens: 'image' });
  await answered(10, 'openElsewhere', { row: go, column: second, opens: 'comparison' });
  // The baseline differs from nothing.
  await answered(11, 'openElsewhere', { row: go, column: first, opens: 'comparison' });
  assert.deepEqual(led, [
    [files[0], { tab: 'consumers', consumer: 'go' }],
    [files[1], { tab: 'consumers', consumer: 'go', name: '__vdso_getrandom' }],
    [{ from: files[0], to: files[1] }, ['new.json', 'old.json']],
  ]);
  panel.dispose();
});
