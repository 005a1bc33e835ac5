import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go } from '../../../src/consumers/catalog/go.ts';
import { goName, goNames } from '../../../src/consumers/catalog/goNames.ts';

test('names are understood as they stand in Go and in Go assembly', () => {
  const clock = goName('vdsoClockgettimeSym');
  assert.equal(clock?.kind, 'variable');
  assert.equal(goName('runtime·vdsoClockgettimeSym'), clock);
  assert.equal(goName('runtime.vdsoClockgettimeSym'), clock);
  assert.equal(goName('m_vdsoPC'), goName('vdsoPC'));
  for (const unknown of ['', 'vdso', 'vdsoNothing', 'constructor', 'toString', '__proto__']) {
    assert.equal(goName(unknown), undefined, unknown);
  }
});

test('what people get wrong is said right', () => {
  assert.match(goName('vdsoSymbolKeys')?.explanation ?? '', /slice of structs.*no offsets and is no map/);
  assert.match(goName('vdsoLinuxVersion')?.explanation ?? '', /ABI node.*not a kernel release/);
  const freebsd = goName('vdsoClockGettime');
  assert.equal(freebsd?.os, 'freebsd');
  assert.match(
    freebsd?.explanation ?? '',
    /On Linux there is no such function: nanotime1 and walltime .* vdsoClockgettimeSym/,
  );
});

test('every variable of a key is explained', () => {
  for (const arch of go.arches) {
    for (const { variable } of arch.keys) assert.equal(goName(variable ?? '')?.kind, 'variable', variable);
    assert.ok(goName('vdsoArrayMax')?.perArch?.[arch.arch] !== undefined, arch.arch);
  }
});

test('each has a declaration as Go writes it, and a sentence on what it is', () => {
  for (const name of goNames) {
    const { declaration = '', explanation = '' } = goName(name) ?? {};
    assert.doesNotMatch(declaration, /[.:] *$|^[A-Z]/, name);
    assert.match(explanation, /^[A-Z\d].*[.)]$/s, name);
  }
});

test('references lead somewhere', () => {
  for (const name of goNames) {
    for (const other of goName(name)?.seeAlso ?? [])
      assert.ok(goName(other) !== undefined, `${name}: ${other}`);
  }
});

test('a field is told from what is called alike', () => {
  const path = '/go/src/runtime/vdso_linux.go';
  const at = (marked: string, file = path) => {
    const [before = '', rest = ''] = marked.split('|');
    const [name = ''] = /^\w+/.exec(rest) ?? [];
    return goName(name, { path: file, before, after: rest.slice(name.length) })?.kind;
  };
  for (const marked of [
    '\tname    |string',
    '\t|symHash uint32',
    '\tvalid |bool',
    '\t|verdef *elfVerdef',
    '\t|bucket     []uint32',
    'k.|name != gostringnocopy(&info.symstrings[sym.st_name])',
    'vdsoSymbolKey{|name: "__vdso_time"}',
  ])
    assert.equal(at(marked), /\|(?:string|bool)/.test(marked) ? undefined : 'field', marked);
  for (const marked of [
    'func f(info *vdsoInfo, |version int32)',
    '|chain := info.bucket[0]',
    '\t\t|hash := x',
    '\tfor |name := range x',
  ])
    assert.equal(at(marked), undefined, marked);
  assert.equal(at('k.|name', '/go/src/runtime/proc.go'), undefined);
  assert.equal(at('\tmp.|vdsoPC', '/go/src/runtime/proc.go'), 'field');
});

test('array types are told by what they are of, as vdso_linux.go has them', () => {
  // src/runtime/vdso_linux.go: vdsoSymTabSize = vdsoArrayMax / unsafe.Sizeof(elfSym{}), and so on.
  for (const [name, of, element] of [
    ['vdsoSymTabSize', 'the symbol table', ' / unsafe.Sizeof(elfSym{})'],
    ['vdsoDynSize', 'the dynamic table', ' / unsafe.Sizeof(elfDyn{})'],
    ['vdsoSymStringsSize', 'the string table', ''],
    ['vdsoVerSymSize', 'the version table (DT_VERSYM)', ' / 2'],
    ['vdsoHashSize', 'a hash table', ' / 4'],
  ] as const) {
    const begin = `Length of the array type through which ${of} is read: vdsoArrayMax${element}. `;
    assert.ok(goName(name)?.explanation.startsWith(begin), name);
  }
});
