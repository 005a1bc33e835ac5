/** What axe finds wrong in a page. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../support/workbench/paths.ts';
import { atFullSpeed } from '../support/workbench/slow.ts';

/** What passes is thousands of elements: it need not be described, and not come here. */
const options = { resultTypes: ['violations'] };
/**
 * Those about colours. All others are about elements, names and roles, and the page's script knows no theme: it makes
 * the same ones in each.
 */
const ofThemes = { runOnly: ['color-contrast', 'link-in-text-block'], preload: false };
const source = readFile(path.join(projectRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** @param rules those that a theme may break, where the same page is asked for all of them in another theme */
export async function violations(page: Page, rules: 'all' | 'ofThemes' = 'all'): Promise<string[]> {
  const asked = { ...options, ...(rules === 'ofThemes' && ofThemes) };
  const run = `axe.run(document, ${JSON.stringify(asked)}).then(({ violations }) => violations)`;
  const found = await atFullSpeed(page, async () => {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source);
    return (await page.evaluate(run)) as Violation[];
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.replaceAll('\n', ' ')}`),
  );
}
