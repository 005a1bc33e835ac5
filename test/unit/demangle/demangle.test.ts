/** What mangled names stand for, and what becomes of those that are broken, too deep, too long or too much work. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { demangle, MAX_DEMANGLED } from '../../../src/demangle/demangle.ts';
import { decodePunycode } from '../../../src/demangle/punycode.ts';

const known: Readonly<Record<string, readonly (readonly [mangled: string, source: string])[]>> = {
  'functions, and what they take': [
    ['_Z1fv', 'f()'],
    ['_Z1fiPKcz', 'f(int, char const*, ...)'],
    ['_ZN3foo3barERKSt6vectorIiSaIiEE', 'foo::bar(std::vector<int, std::allocator<int>> const&)'],
    ['_ZNK3foo3barEv', 'foo::bar() const'],
    ['_ZNKR1A1fEv', 'A::f() const &'],
    ['_ZNO1A1fEv', 'A::f() &&'],
    ['_Z1fPFivE', 'f(int (*)())'],
    ['_Z1fPFPFicEvE', 'f(int (* (*)())(char))'],
    ['_Z1fRA10_i', 'f(int (&) [10])'],
    ['_Z1fM1AFivE', 'f(int (A::*)())'],
    ['_Z1fM1AKFivE', 'f(int (A::*)() const)'],
    ['_Z1fPDoFivE', 'f(int (*)() noexcept)'],
    ['_Z1fDv4_f', 'f(float vector[4])'],
    ['_Z1fPrVKi', 'f(int const volatile restrict*)'],
  ],
  'templates, packs, references back and forward': [
    ['_Z1fIiEvT_', 'void f<int>(int)'],
    ['_Z1fIJicEEvDpT_', 'void f<int, char>(int, char)'],
    ['_Z1fIJEEvDpT_', 'void f<>()'],
    ['_Z1fIJicEEvDpRKT_', 'void f<int, char>(int const&, char const&)'],
    ['_ZN1AcvT_IiEEv', 'A::operator int<int>()'],
    ['_Z1fIRiEvOT_', 'void f<int&>(int&)'],
    ['_Z1fILi3EEvv', 'void f<3>()'],
    ['_Z1fILin3ELb1ELc97EEvv', 'void f<-3, true, (char)97>()'],
    ['_Z1fIiEDTcl1gfp_EET_', 'decltype(g(fp)) f<int>(int)'],
    ['_Z1fIiEvPAszT__c', 'void f<int>(char (*) [sizeof (int)])'],
    ['_Z1fILi1ELi2EEv1AIXgtT_T0_EE', 'void f<1, 2>(A<(1 > 2)>)'],
  ],
  'constructors, operators, lambdas, scopes': [
    ['_ZN1AC1Ev', 'A::A()'],
    ['_ZN1AD0Ev', 'A::~A()'],
    ['_ZNSsC1Ev', 'std::basic_string<char, std::char_traits<char>, std::allocator<char>>::basic_string()'],
    ['_ZNSs5clearEv', 'std::string::clear()'],
    ['_ZplRK1AS1_', 'operator+(A const&, A const&)'],
    ['_ZpLR1ARKS_', 'operator+=(A&, A const&)'],
    ['_ZoRR4FlagS_', 'operator|=(Flag&, Flag)'],
    ['_Zv05helloi', 'operator hello(int)'],
    ['_Znwm', 'operator new(unsigned long)'],
    ['_Zli2_xPKc', 'operator"" _x(char const*)'],
    ['_ZZ1fvENKUlvE_clEv', "f()::'lambda'()::operator()() const"],
    ['_ZZ1fvENKUliE0_clEi', "f()::'lambda0'(int)::operator()(int) const"],
    ['_ZZ1fvE1x', 'f()::x'],
    ['_ZN12_GLOBAL__N_11fEv', '(anonymous namespace)::f()'],
    ['_Z1fB5cxx11v', 'f[abi:cxx11]()'],
  ],
  'what is no function': [
    ['_ZTV1A', 'vtable for A'],
    ['_ZTIN1A1BE', 'typeinfo for A::B'],
    ['_ZThn8_N1A1fEv', 'non-virtual thunk to A::f()'],
    ['_ZTv0_n24_N1A1fEv', 'virtual thunk to A::f()'],
    ['_ZGVZ1fvE1x', 'guard variable for f()::x'],
    ['_ZGTtN1A1fEv', 'transaction clone for A::f()'],
    ['_Z1fv.part.0', 'f() (.part.0)'],
    ['_Z1fv@@VERS_1', 'f()@@VERS_1'],
  ],
  Rust: [
    ['_RNvCs1234_7mycrate3foo', 'mycrate::foo'],
    ['_RNvMs_Cs4fqI2P2rA04_7mycrateNtB4_3Foo3bar', '<mycrate::Foo>::bar'],
    ['_RINvCs4fqI2P2rA04_7mycrate3fooNtC3std6StringE', 'mycrate::foo::<std::String>'],
    ['_RNCNvC7mycrate4main0', 'mycrate::main::{closure#0}'],
    ['_RIC7mycrateRShOuTlEAhj10_E', 'mycrate::<&[u8], *mut (), (i32,), [u8; 16]>'],
    ['_RIC7mycrateFG_RL0_hEuE', "mycrate::<for<'a> fn(&'a u8)>"],
    ['_RIC7mycrateDNtC3std5DebugNtBc_4SendEL_E', 'mycrate::<dyn std::Debug + std::Send>'],
    ['_RIC7mycrateKj7b_Kb1_Kc41_Kina_E', "mycrate::<123, true, 'A', -10>"],
    ['_RNvC7mycrateu8gdel_5qa', 'mycrate::gödel'],
    ['_ZN4core3fmt9Formatter3pad17h0123456789abcdefE', 'core::fmt::Formatter::pad'],
    [
      '_ZN68_$LT$alloc..string..String$u20$as$u20$core..ops..Deref$LT$u8$GT$$GT$5deref17h0123456789abcdefE',
      '<alloc::string::String as core::ops::Deref<u8>>::deref',
    ],
  ],
};

for (const [what, names] of Object.entries(known))
  test(`names of ${what}`, () => {
    for (const [mangled, source] of names) assert.equal(String(demangle(mangled)), source, mangled);
  });

/**
 * Each rule of both grammars, and operators within one another: a name in each line, and what llvm-cxxfilt 22 spells it
 * as; nothing where that has no other name.
 */
test('names are spelled as llvm-cxxfilt spells them', () => {
  const lines = readFileSync(new URL('spelled.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const wrong = lines.flatMap((line) => {
    const [name = '', spelled] = line.split('\t');
    const own = demangle(name) ?? '';
    return own === spelled ? [] : [`${name}: ${own}, not ${spelled}`];
  });
  assert.deepEqual(wrong, []);
  assert.ok(lines.length > 700);
});

test('a comma in a template argument is in parentheses, as everything that would end it', () => {
  assert.equal(demangle('_Z1fIiEv1AIXcmfp_fp_EE'), 'void f<int>(A<(fp, fp)>)');
});

test('what is no mangled name has no other', () => {
  for (const name of [
    '',
    'main',
    '_',
    '_Z',
    '_ZZ',
    '_R',
    '__vdso_time',
    '_Zeta function',
    '_Z1f v',
    'Z1fv',
    '_init',
  ])
    assert.equal(demangle(name), undefined, name);
});

test('a name that is cut anywhere has none, or one that is shorter', () => {
  const whole = '_ZN3foo3barISt6vectorIiSaIiEEJicEEEvRKT_DpOT0_.part.0';
  assert.ok(demangle(whole));
  for (let end = 0; end < whole.length; end++) {
    const found = demangle(whole.slice(0, end));
    assert.ok(found === undefined || found.length <= (demangle(whole)?.length ?? 0), whole.slice(0, end));
  }
});

/** Each would take or write far more than it has: without its bound a test of it does not end. */
const hostile: Readonly<Record<string, string>> = {
  'pointers within pointers': `_Z1f${'P'.repeat(4000)}i`,
  'namespaces within namespaces': `_Z1f${'N1a'.repeat(1200)}E`,
  'templates within templates': `_Z1f1A${'I1A'.repeat(1200)}`,
  'expressions within expressions': `_Z1fIX${'nt'.repeat(1900)}Lb1EEEvv`,
  // Each substitution is a pair of the one before.
  'doubling substitutions': `_Z1f1AIiiE${Array.from({ length: 30 }, (_, at) => `S_IS${at === 0 ? '0' : at.toString(36).toUpperCase()}_S${at === 0 ? '0' : at.toString(36).toUpperCase()}_E`).join('')}`,
  'packs of packs': `_Z1fIJ${'i'.repeat(500)}EJ${'c'.repeat(500)}EEvDp1AIDpT_DpT0_E`,
  'a reference to itself': '_ZN1AcvT_IS0_EEv',
  'decimal lengths': `_Z${'9'.repeat(4000)}`,
  'Rust: types within types': `_RIC1a${'R'.repeat(4000)}`,
  'Rust: doubling references': `_RIC1aTuuE${Array.from({ length: 40 }, () => 'TB5_B5_E').join('')}E`,
  'Rust: a reference to itself': '_RIC1aB_E',
  'Rust: lifetimes': '_RIC1aFGzzzzzz_uEuE',
  'Rust: tuples of what was a tuple of that': `_RIC1a${'T'.repeat(150)}${'B5_'.repeat(600)}`,
  'legacy: lengths that may be read in many ways': `_ZN${'1'.repeat(3900)}17h0123456789abcdefX`,
  'legacy: many lengths': `_ZN${'1a'.repeat(1000)}17h0123456789abcdefE.${'x'.repeat(2000)}`,
};

test('names made to cost much end at a bound, and are left as they are or short enough', () => {
  for (const [what, name] of Object.entries(hostile)) {
    const found = demangle(name);
    assert.ok(found === undefined || found.length <= MAX_DEMANGLED, what);
  }
  assert.equal(demangle(`_Z${'1a'.repeat(MAX_DEMANGLED)}`), undefined);
});

test('what is written is bounded though the name is short', () => {
  const long = 'x'.repeat(300);
  // Twenty times a name of 300 letters.
  const name = `_Z1f${long.length}${long}${'S_'.repeat(20)}`;
  assert.ok(name.length < 400);
  assert.equal(demangle(name), undefined);
  assert.ok(demangle(`_Z1f${long.length}${long}${'S_'.repeat(5)}`));
});

test('punycode is read as RFC 3492 has it', () => {
  assert.equal(decodePunycode('gdel_5qa'), 'gödel');
  assert.equal(decodePunycode('a b'), undefined);
  assert.equal(decodePunycode('egbpdaj6bu4bxfgehfvwxn'), 'ليهمابتكلموشعربي؟');
  assert.equal(decodePunycode('99999999999'), undefined);
  // The last code point; the one after it; the ones around those of halves of pairs.
  assert.equal(decodePunycode('dn32g'), '\u{10ffff}');
  assert.equal(decodePunycode('en32g'), undefined);
  assert.equal(decodePunycode('hb9b'), '\ud7ff');
  assert.equal(decodePunycode('ib9b'), undefined);
  assert.equal(decodePunycode('zy0c'), undefined);
  assert.equal(decodePunycode('0y0c'), '\ue000');
});
