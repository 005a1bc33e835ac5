/**
 * `npm run test:webview -- --slow` and `npm run test:e2e -- --slow`: pages that take their time, as on a busy machine,
 * so that a test which looks too early fails on every machine.
 */
import type { CDPSession, Page } from 'playwright-core';

export const slow = process.env['SLOW'] !== undefined;

const slowPages = new WeakMap<Page, { readonly session: CDPSession; readonly times: number }>();

/** Makes the scripts of a page take so many times as long. Without `--slow` nothing happens. */
export async function slowDown(page: Page, times: number): Promise<void> {
  if (!slow) return;
  const session = slowPages.get(page)?.session ?? (await page.context().newCDPSession(page));
  slowPages.set(page, { session, times });
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

/** For work in a page that is not the page's own. */
export async function atFullSpeed<Result>(page: Page, work: () => Promise<Result>): Promise<Result> {
  const slowed = slowPages.get(page);
  if (slowed === undefined) return work();
  await slowed.session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const result = await work();
  await slowDown(page, slowed.times);
  return result;
}
