import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handlersBy, methodsBy, sessionMethods } from '../../../src/session/methods.ts';
import type { Session } from '../../../src/session/model.ts';
import { openSession } from '../../../src/session/openSession.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { memoryInput } from './support.ts';

test('every method of a session travels, but those that do not ask once and get one answer', async () => {
  const session = await openSession(memoryInput(vdsoImage({ arch: 'amd64' }).bytes));
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(session)).filter(
    (name) =>
      typeof Object.getOwnPropertyDescriptor(Object.getPrototypeOf(session), name)?.value === 'function',
  );
  for (const name of sessionMethods) assert.ok(methods.includes(name), name);
  await session.dispose();
});

test('a signal stands behind the arguments, at both ends, however many came', async () => {
  const asked: unknown[] = [];
  const methods = methodsBy(async (...all) => void asked.push(all));
  const { signal } = new AbortController();
  await methods.detail('symbols', 3, signal);
  await methods.detail('symbols', 3, undefined);
  await methods.summary(signal);
  assert.deepEqual(asked, [
    ['detail', ['symbols', 3], signal],
    ['detail', ['symbols', 3], undefined],
    ['summary', [], signal],
  ]);

  const answered: unknown[] = [];
  const session = { detail: async (...all: unknown[]) => void answered.push(all) } as unknown as Session;
  const { detail } = handlersBy(['detail'], async () => session);
  const ask = detail as (...all: unknown[]) => Promise<unknown>;
  await ask(signal, 'symbols', 3);
  await ask(signal, 'symbols', 3, 'column');
  await ask(signal, 'symbols');
  assert.deepEqual(answered, [
    ['symbols', 3, signal],
    ['symbols', 3, signal],
    ['symbols', undefined, signal],
  ]);
});
