/** Parts and structures are values in the arguments; the catalogues have the words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import type { CatalogArch, KeyFinding } from '../../../src/consumers/model.ts';
import { settleGroups } from '../../../src/consumers/verdict/keyGroups.ts';
import { structureText } from '../../../src/elf/problems/english.ts';

test('what was to be read is named: a field of a structure, a part, the start of a table', () => {
  const at = { address: 0n };
  const said = [
    reasonSentence({ code: 'null-pointer', args: { what: 'st_name', of: ['symbol', 5], ...at } }),
    reasonSentence({ code: 'null-pointer', args: { what: ['symbol-name', 7], ...at } }),
    reasonSentence({ code: 'null-pointer', args: { what: ['start', 'DT_SYMTAB'], ...at } }),
    reasonSentence({ code: 'null-pointer', args: { what: 'version-name', ...at } }),
  ];
  for (const [index, part] of [
    'st_name of symbol 5',
    'the name of symbol 7',
    'the start of DT_SYMTAB',
    'the name of a version definition',
  ].entries()) {
    assert.ok(said[index]?.startsWith(`Reads ${part} through a null pointer`), said[index]);
  }
});

test('a structure is a name of the format, or a kind and an index', () => {
  const names = ['.dynstr', 'DT_HASH', 'elf-header', ['program-header', 3], ['version-need', 2]] as const;
  assert.deepEqual(names.map(structureText), [
    '.dynstr',
    'DT_HASH',
    'ELF header',
    'program header 3',
    'Verneed 2',
  ]);
});

test('a key that is dropped for want of another goes the way that is left without that one', () => {
  const key = (symbol: string, outcome: 'found' | 'fallback'): KeyFinding => ({
    symbol,
    outcome,
    why: { code: 'not-in-image', args: { symbol } },
    fallback: symbol,
    proof: 'read',
    steps: [],
  });
  const groups: CatalogArch['groups'] = [{ kind: 'needs-last', symbols: ['a', 'b'] }];
  const arch = { groups, keys: [] } as unknown as CatalogArch;
  const [dropped] = settleGroups(arch, [{ ...key('a', 'found'), elsewhere: true }, key('b', 'fallback')]);
  assert.equal(dropped?.why.code, 'dropped-without');
  assert.equal(dropped.fallback, 'b');
  assert.equal(dropped.elsewhere, undefined);
});

test('names stand in a sentence with 256 characters at most, alone and in lists', () => {
  const name = `a${'b'.repeat(100_000)}`;
  const said = [
    reasonSentence({ code: 'version-absent', args: { name } }),
    reasonSentence({ code: 'version-absent', args: { name: name.slice(0, 200) } }),
  ];
  assert.ok((said[0]?.length ?? 0) < 400 && said[0]?.includes('abbb'), said[0]?.slice(0, 1000));
  assert.ok(said[1]?.includes(name.slice(0, 200)), said[1]);
});
