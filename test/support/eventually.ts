/**
 * Assertions about a page that is on its way to what is asserted: they look again until it holds, and fail with what
 * was there last. That something is *not* there needs a moment that has passed first (`quiet`, or what has appeared).
 */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator } from 'playwright-core';

/** How long a step of a page may take where the machine is busy with other things. */
const patienceMs = 20_000;

/** Repeats a check until it throws nothing any more. @throws what the last one threw, when patience (ms) has ended */
export async function eventually(check: () => Promise<void>, patience = patienceMs): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await pause(30);
  }
}

/** What `look` finds comes to equal `expected`. */
export function becomes<Found>(
  look: () => Promise<Found>,
  expected: NoInfer<Found>,
  message?: string,
): Promise<void> {
  return eventually(async () => assert.deepEqual(await look(), expected, message));
}

/** An element is seen with this text, or with a text of this kind. */
export function shows(element: Locator, text: string | RegExp): Promise<void> {
  return eventually(async () => {
    const found = await element.innerText({ timeout: patienceMs });
    if (typeof text === 'string') assert.equal(found, text);
    else assert.match(found, text);
    // An element that is hidden has a text as well.
    assert.ok(await element.isVisible(), `${text} is there but hidden`);
  });
}

/** An element has an attribute; `null` for none of this name. */
export function has(element: Locator, attribute: string, value: string | RegExp | null): Promise<void> {
  return eventually(async () => {
    const found = await element.getAttribute(attribute, { timeout: patienceMs });
    if (value instanceof RegExp) assert.match(found ?? '', value);
    else assert.equal(found, value);
  });
}

/** So many elements there are. */
export function counts(elements: Locator, count: number): Promise<void> {
  return becomes(() => elements.count(), count);
}
