import { findTool } from '../../scripts/setup/systemPackages.mjs';

/**
 * A program that a test compares with.
 * @param name as in scripts/setup/systemPackages.mjs, which installs it
 * @returns the program's path, and whether the test is to be skipped without it: `test('…', { skip: tool.skip }, …)`
 * @throws with CI=true when it is missing: there, a comparison that silently did not happen would look like success
 */
export function tool(name: string): { readonly path: string; readonly skip: string | false } {
  const path = findTool(name);
  if (path !== undefined) return { path, skip: false };
  if (process.env['CI'] === 'true') throw new Error(`${name} is missing with CI=true.`);
  return { path: name, skip: `${name} is not installed` };
}
