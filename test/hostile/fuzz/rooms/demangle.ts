/** src/demangle: whatever a symbol is called, its other name is bounded, or there is none. */
import assert from 'node:assert/strict';
import { demangle, MAX_DEMANGLED } from '../../../../src/demangle/demangle.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import type { Room } from '../room.ts';

/** One of each rule, which are put together and damaged. */
const NAMES = [
  '_ZN3foo3barERKSt6vectorIiSaIiEE',
  '_Z1fIJicEEvDpRKT_',
  '_ZN1AcvT_IiEEv',
  '_Z1fIiEDTcl1gfp_EET_',
  '_Z1fILin3ELb1ELc97EEvv',
  '_ZZ1fvENKUlvE_clEv',
  '_ZThn8_N1A1fEv',
  '_Z1fPDoFPFicEM1AA10_iE',
  '_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEC1EPKcRKS3_',
  '_Z1fIiEvPAszT__cXfrplT_E',
  '_RNvMs_Cs4fqI2P2rA04_7mycrateNtB4_3Foo3bar',
  '_RIC7mycrateFG_RL0_hDNtC3std5DebugEL_EuTlEAhj10_Kb1_E',
  '_RNvC7mycrateu8gdel_5qa',
  '_ZN71_$LT$alloc..string..String$u20$as$u20$core..Deref$GT$5deref17h0123456789abcdefE',
] as const;
const PIECES = [
  'S_',
  'S0_',
  'T_',
  'T0_',
  'Dp',
  'I',
  'E',
  'J',
  'X',
  'N',
  'P',
  'R',
  'F',
  'L',
  'Li1E',
  'cv',
  'cl',
  'sr',
  'Ul',
  'Z',
  'B_',
  'B1_',
  'G_',
  'D',
  '9',
  '_',
  'TyTn',
  'fl',
  'sZ',
  'dtfp_',
  'il',
];
const MOST_STEPS = 12;

export const demangling: Room = {
  name: 'demangle',
  weight: 60,
  limitSeconds: 20,
  input(_corpus, random) {
    return { from: 'names', bytes: new TextEncoder().encode(someName(random)), kind: 'txt' };
  },
  async run({ bytes }) {
    const name = new TextDecoder().decode(bytes);
    const found = demangle(name);
    if (found === undefined) return ['left as it is'];
    assert.ok(found.length > 0 && found.length <= MAX_DEMANGLED, `${found.length} characters`);
    assert.equal(demangle(name), found, 'the same again');
    return [name.startsWith('_R') ? 'rust' : 'c++'];
  },
};

function someName(random: Random): string {
  if (random.chance(20)) return random.pick(hostileTexts);
  let name: string = random.pick(NAMES);
  for (let steps = 1 + random.below(MOST_STEPS); steps > 0; steps--) {
    const at = random.below(name.length + 1);
    const from = random.below(name.length + 1);
    const [start, end] = [Math.min(at, from), Math.max(at, from)];
    switch (random.below(5)) {
      case 0:
        name = name.slice(0, at) + random.pick(PIECES).repeat(1 + random.below(3)) + name.slice(at);
        break;
      case 1:
        name = name.slice(0, at) + name.slice(at + 1 + random.below(3));
        break;
      case 2:
        // A part of it again and again.
        name = name.slice(0, end) + name.slice(start, end).repeat(random.below(20)) + name.slice(end);
        break;
      case 3:
        name = name.slice(0, at) + random.pick(NAMES).slice(2) + name.slice(at);
        break;
      default:
        name = name.slice(0, at) + random.pick(PIECES) + name.slice(at + 1);
    }
    if (name.length > 6000) break;
  }
  return name;
}
