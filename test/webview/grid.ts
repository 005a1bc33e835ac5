/** The grid of a table, for the tests of tables. */
import type { Page } from 'playwright-core';
import type { RowQuery } from '../../src/protocol.ts';
import { has } from '../support/eventually.ts';
import { type useHarness, withHost } from './harness.ts';

export const selected = (page: Page) => page.locator('.grid-row[aria-selected="true"]');
export const grid = (page: Page) => page.getByRole('grid');

export const selects = (page: Page, row: number) => has(selected(page), 'data-row', String(row));

export async function queries(page: Page): Promise<RowQuery[]> {
  return withHost(page, (host) =>
    host.requests.flatMap((each) =>
      each.type === 'request' && each.name === 'rows' ? [each.args[0] as RowQuery] : [],
    ),
  );
}

export async function focusedGrid({ open }: ReturnType<typeof useHarness>, image = 'live'): Promise<Page> {
  const page = await open({ image });
  await page.locator('.grid-row:not(.is-loading)').first().waitFor();
  await grid(page).focus();
  return page;
}
