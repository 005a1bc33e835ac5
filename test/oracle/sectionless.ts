/** The same file without its section headers: its dynamic tables must not change, nor what the peers still say of it. */
import assert from 'node:assert/strict';
import { withoutSections } from '../support/elf/index.ts';
import { ourView } from '../support/ourView.ts';
import { withFile } from '../support/temporaryFiles.ts';
import type { TableName } from '../support/view.ts';
import type { Comparison } from './compare.ts';
import { compareFile, imageOf } from './compare.ts';

const TABLES_OF_DYNAMIC: readonly TableName[] = [
  ...(['dynamic', 'symbols', 'definitions', 'needs', 'neededVersions', 'sysvHash', 'sysvBuckets'] as const),
  ...(['sysvChains', 'gnuHash', 'gnuBloom', 'gnuBuckets', 'gnuChains'] as const),
  ...(['relocations', 'packedRelocations'] as const),
];

/** Our reading with section headers against our reading without. */
export async function sameWithoutSections(bytes: Uint8Array): Promise<void> {
  const whole = await imageOf(bytes);
  if (whole.dynamicFrom !== 'segment') return;
  const stripped = await imageOf(withoutSections(bytes));
  assert.equal(stripped.sections.length, 0);
  const [before, after] = [ourView(whole), ourView(stripped)];
  for (const table of TABLES_OF_DYNAMIC)
    assert.deepEqual(after[table], before[table], `${table} without section headers`);
}

/** Our reading without section headers against both peers'. */
export function compareWithoutSections(bytes: Uint8Array): Promise<Comparison> {
  return withFile(withoutSections(bytes), (file) => compareFile(file, { sections: false }));
}
