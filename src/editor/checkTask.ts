/** The task type `vdso`: `check` of the program that comes with the extension, with its problem matcher. */
import type { Program } from '../plainText/tasks.ts';
import { nodeHost } from '../sources/nodeHost.ts';

/** As package.json describes it. */
export interface CheckDefinition {
  readonly type: string;
  readonly image?: unknown;
  readonly require?: unknown;
}

/** What is offered where no tasks.json says more. */
export const offeredCheck: CheckDefinition = { type: 'vdso', require: ['go', 'glibc', 'musl'] };

/** @param script the program's entry, dist/cli.cjs */
export function checkProgram({ image, require }: CheckDefinition, script: string): Program | undefined {
  if (nodeHost.program === '') return undefined;
  const required = require ?? [];
  const texts: readonly unknown[] = Array.isArray(required) ? required : [undefined];
  if (!texts.every((each) => typeof each === 'string')) return undefined;
  if (image !== undefined && typeof image !== 'string') return undefined;
  const demands = texts.length === 0 ? [] : ['--require', texts.join(',')];
  return {
    name: image === undefined ? 'check' : `check ${image}`,
    file: nodeHost.program,
    args: [script, 'check', '--lines', ...demands, ...(image === undefined ? [] : ['--', image])],
    // Desktop VS Code's own program is Node with this; elsewhere it means nothing.
    env: { ELECTRON_RUN_AS_NODE: '1' },
  };
}
