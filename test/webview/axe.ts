/** What axe finds wrong in a page. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../support/workbench/paths.ts';
import { atFullSpeed } from '../support/workbench/slow.ts';

/** What passes is thousands of elements: it need not be described, and not come here. */
const run = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`;
const source = readFile(path.join(projectRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

export async function violations(page: Page): Promise<string[]> {
  const found = await atFullSpeed(page, async () => {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source);
    return (await page.evaluate(run)) as Violation[];
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.replaceAll('\n', ' ')}`),
  );
}
