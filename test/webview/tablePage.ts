/** What stands on a page of no image: lists to choose from, rows, and the details of a cell. */
import type { Page } from 'playwright-core';

export const row = (page: Page, words: RegExp) => page.locator('.grid-row', { hasText: words });
export const choice = (page: Page, name: string) => page.getByRole('combobox', { name });
export const title = (page: Page) => page.locator('.inspector-title');

/** What the grid's active cell says, to whoever hears the page. */
export function activeCell(page: Page): Promise<string> {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.textContent ?? '';
  });
}
