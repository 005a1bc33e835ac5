import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editorCatalogue } from '../../../src/editor/catalogues.ts';
import { processItems } from '../../../src/editor/processItems.ts';
import type { Runtime } from '../../../src/session/program/processProgram.ts';
import type { ProcessEntry } from '../../../src/sources/processList.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';

const users = new Map([[1000, 'ada']]);

function entry(pid: number, more: Partial<ProcessEntry> = {}): ProcessEntry {
  return { pid, own: false, name: `program${pid}`, command: `/bin/program${pid} -v`, uid: 1000, ...more };
}

function only(entries: readonly ProcessEntry[], runtimes: readonly [number, Runtime][] = []) {
  return processItems(editorCatalogue('en'), entries, users, new Map(runtimes));
}

test('a process is told by name, id, user, what it was built with, and command', () => {
  const items = only(
    [entry(5), entry(6, { uid: 77 }), entry(7, { own: true })],
    [
      [5, { kind: 'go', goVersion: 'go1.27.4' }],
      [6, { kind: 'libc', name: 'musl' }],
      [7, { kind: 'static' }],
    ],
  );
  assert.deepEqual(
    items.map(({ label, description, detail }) => [label, description, detail]),
    [
      ['program7', '7 · ada · statically linked · this extension host', '/bin/program7 -v'],
      ['program6', '6 · user 77 · musl', '/bin/program6 -v'],
      ['program5', '5 · ada · Go 1.27.4', '/bin/program5 -v'],
    ],
  );
});

test('those that cannot be read come last, with the reason in place of the command', () => {
  const refusal = new SourceError('yama', { file: '/proc/3/mem', scope: 1 });
  const items = only([entry(3, { refusal }), entry(4)]);
  assert.deepEqual(
    items.map(({ pid, readable }) => [pid, readable]),
    [
      [4, true],
      [3, false],
    ],
  );
  assert.equal(items[1]?.detail, refusal.message);
  assert.match(items[1]?.detail ?? '', /Yama.*ptrace_scope/);
});

test('texts of other programs draw no icons and no control characters', () => {
  const [item] = only([entry(1, { name: '$(flame)evil\u202e', command: 'a\u001b[31m $(x~spin)' })]);
  assert.doesNotMatch(item?.label ?? '', /(?<!\\)\$\(|\u202e/);
  assert.doesNotMatch(item?.detail ?? '', /(?<!\\)\$\(/);
  assert.ok(!item?.detail.includes('\u001b'));
});
