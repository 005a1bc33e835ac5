/** What axe finds wrong in a page. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../support/workbench/paths.ts';
import { atFullSpeed } from '../support/workbench/slow.ts';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

export async function violations(page: Page): Promise<string[]> {
  const source = await readFile(path.join(projectRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');
  const result = await atFullSpeed(page, async () => {
    await page.evaluate(source);
    return (await page.evaluate('axe.run(document)')) as AxeResult;
  });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.replaceAll('\n', ' ')}`),
  );
}
