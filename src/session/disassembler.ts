/// <reference path="./capstone.d.ts" />
/**
 * Loads the disassembler, which is as large as all the rest: only when somebody asks for code. In dist/ it is a file of
 * its own beside ours (scripts/build/disassembler.mjs), which unpacks its WebAssembly.
 */
import type { CapstoneModule } from '../code/decode/capstone.ts';

/** A new instance each time: one that failed is thrown away. */
export async function loadCapstone(): Promise<CapstoneModule> {
  const { default: create } = await import('@alexaltea/capstone-js');
  return create();
}
