/**
 * LoongArch, which Capstone 5 does not know: the basic integer instructions, memory, atomics, counters and system calls
 * (LoongArch Reference Manual, volume 1, 1.10). Floating point and vectors, which no vDSO has, stay undecoded.
 */
import { type Decode, type Instruction, wrapped } from '../instruction.ts';

const REGISTERS = (
  '$zero $ra $tp $sp $a0 $a1 $a2 $a3 $a4 $a5 $a6 $a7 $t0 $t1 $t2 $t3 $t4 $t5 $t6 $t7 $t8 $r21 $fp ' +
  '$s0 $s1 $s2 $s3 $s4 $s5 $s6 $s7 $s8'
).split(' ');

export const loongarchDecode: Decode = (bytes, start, visit) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const address = wrapped(start + BigInt(at));
    const text = textOf(view.getUint32(at, true), address);
    const [mnemonic = '', ...rest] = text.split(' ');
    const instruction: Instruction = {
      address,
      bytes: bytes.subarray(at, at + 4),
      mnemonic,
      operands: rest.join(' '),
    };
    if (!visit(instruction)) return;
  }
};

const named = (from: number, names: string): Map<number, string> =>
  new Map(names.split(' ').map((name, at) => [from + at, name]));

/** By word >>> 15: two sources and a destination. */
const THREE = new Map([
  ...named(
    0x20,
    'add.w add.d sub.w sub.d slt sltu maskeqz masknez nor and or xor orn andn sll.w srl.w sra.w sll.d',
  ),
  ...named(0x32, 'srl.d sra.d'),
  ...named(0x36, 'rotr.w rotr.d mul.w mulh.w mulh.wu mul.d mulh.d mulh.du mulw.d.w mulw.d.wu'),
  ...named(
    0x40,
    'div.w mod.w div.wu mod.wu div.d mod.d div.du mod.du crc.w.b.w crc.w.h.w crc.w.w.w crc.w.d.w',
  ),
  ...named(0x4c, 'crcc.w.b.w crcc.w.h.w crcc.w.w.w crcc.w.d.w'),
]);
const INDEXED = new Map(
  'ldx.b ldx.h ldx.w ldx.d stx.b stx.h stx.w stx.d ldx.bu ldx.hu ldx.wu'
    .split(' ')
    .map((name, at) => [0x7000 + 8 * at, name]),
);
/** By word >>> 10: one source and a destination. */
const TWO = new Map([
  ...named(
    0x04,
    'clo.w clz.w cto.w ctz.w clo.d clz.d cto.d ctz.d revb.2h revb.4h revb.2w revb.d revh.2w revh.d',
  ),
  ...named(0x12, 'bitrev.4b bitrev.8b bitrev.w bitrev.d ext.w.h ext.w.b rdtimel.w rdtimeh.w rdtime.d cpucfg'),
]);
/** By word >>> 22: an immediate of 12 bits. */
const IMMEDIATE = new Map([
  ...named(0x08, 'slti sltui addi.w addi.d lu52i.d andi ori xori'),
  ...named(0xa0, 'ld.b ld.h ld.w ld.d st.b st.h st.w st.d ld.bu ld.hu ld.wu'),
]);
const UNSIGNED = new Set(['andi', 'ori', 'xori']);
const UPPER = named(0xa, 'lu12i.w lu32i.d pcaddi pcalau12i pcaddu12i pcaddu18i');
const POINTER = named(0x20, 'll.w sc.w ll.d sc.d ldptr.w stptr.w ldptr.d stptr.d');
const COMPARE = named(0x16, 'beq bne blt bge bltu bgeu');
/** By word >>> 15: a code of 15 bits. */
const CODED = new Map([
  [0x54, 'break'],
  [0x56, 'syscall'],
  [0x70e4, 'dbar'],
  [0x70e5, 'ibar'],
]);
const ATOMIC = new Map([
  ...named(0x70c0, 'amswap.w amswap.d amadd.w amadd.d amand.w amand.d amor.w amor.d amxor.w amxor.d'),
  ...named(0x70d2, 'amswap_db.w amswap_db.d amadd_db.w amadd_db.d amand_db.w amand_db.d amor_db.w amor_db.d'),
]);

/** "add.d $a0, $a1, $a2", or '' for a word that is no instruction we know. */
function textOf(word: number, address: bigint): string {
  const [d, j, k] = [word & 31, (word >>> 5) & 31, (word >>> 10) & 31].map((at) => REGISTERS[at] ?? '');
  if (word === 0x03400000) return 'nop';
  const three = THREE.get(word >>> 15) ?? INDEXED.get(word >>> 15);
  if (three === 'or' && k === '$zero') return `move ${d}, ${j}`;
  if (three !== undefined) return `${three} ${d}, ${j}, ${k}`;
  const atomic = ATOMIC.get(word >>> 15);
  if (atomic !== undefined) return `${atomic} ${d}, ${k}, ${j}`;
  const two = TWO.get(word >>> 10);
  if (two !== undefined) return `${two} ${d}, ${j}`;
  const immediate = IMMEDIATE.get(word >>> 22);
  if (immediate !== undefined) {
    const value = (word >>> 10) & 0xfff;
    return `${immediate} ${d}, ${j}, ${number(UNSIGNED.has(immediate) ? value : signed(value, 12))}`;
  }
  return shiftText(word, d, j, k) ?? jumpText(word, d, j, address) ?? '';
}

function shiftText(word: number, d = '', j = '', k = ''): string | undefined {
  const shift = ['slli', 'srli', 'srai', 'rotri'][((word >>> 18) & 3) as 0 | 1 | 2 | 3];
  if (word >>> 20 === 4 && ((word >>> 15) & 7) === 1)
    return `${shift}.w ${d}, ${j}, ${number((word >>> 10) & 31)}`;
  if (word >>> 20 === 4 && ((word >>> 16) & 3) === 1)
    return `${shift}.d ${d}, ${j}, ${number((word >>> 10) & 63)}`;
  const scaled = ((word >>> 15) & 3) + 1;
  if (word >>> 17 === 2) return `alsl.w ${d}, ${j}, ${k}, ${number(scaled)}`;
  if (word >>> 17 === 3) return `alsl.wu ${d}, ${j}, ${k}, ${number(scaled)}`;
  if (word >>> 17 === 0x16) return `alsl.d ${d}, ${j}, ${k}, ${number(scaled)}`;
  const [from, to] = [(word >>> 10) & 63, (word >>> 16) & 63];
  if (word >>> 22 === 2) return `bstrins.d ${d}, ${j}, ${number(to)}, ${number(from)}`;
  if (word >>> 22 === 3) return `bstrpick.d ${d}, ${j}, ${number(to)}, ${number(from)}`;
  if (word >>> 21 !== 3) return undefined;
  const name = (word & 0x8000) === 0 ? 'bstrins.w' : 'bstrpick.w';
  return `${name} ${d}, ${j}, ${number(to & 31)}, ${number(from & 31)}`;
}

function jumpText(word: number, d = '', j = '', address: bigint): string | undefined {
  const near = signed((word >>> 10) & 0xffff, 16) * 4;
  const to = (distance: number): string => `0x${wrapped(address + BigInt(distance)).toString(16)}`;
  const upper = UPPER.get(word >>> 25);
  if (upper !== undefined) return `${upper} ${d}, ${number(signed((word >>> 5) & 0xfffff, 20))}`;
  const pointer = POINTER.get(word >>> 24);
  if (pointer !== undefined)
    return `${pointer} ${d}, ${j}, ${number(signed((word >>> 10) & 0x3fff, 14) * 4)}`;
  const compare = COMPARE.get(word >>> 26);
  if (compare !== undefined) return `${compare} ${j}, ${d}, ${to(near)}`;
  switch (word >>> 26) {
    case 0x04:
      return `addu16i.d ${d}, ${j}, ${number(near / 4)}`;
    case 0x10:
    case 0x11: {
      const distance = signed(((word >>> 10) & 0xffff) | ((word & 31) << 16), 21) * 4;
      return `${word >>> 26 === 0x10 ? 'beqz' : 'bnez'} ${j}, ${to(distance)}`;
    }
    case 0x13:
      if (d === '$zero' && j === '$ra' && near === 0) return 'ret';
      return d === '$zero' && near === 0 ? `jr ${j}` : `jirl ${d}, ${j}, ${number(near)}`;
    case 0x14:
    case 0x15: {
      const distance = signed(((word >>> 10) & 0xffff) | ((word & 0x3ff) << 16), 26) * 4;
      return `${word >>> 26 === 0x14 ? 'b' : 'bl'} ${to(distance)}`;
    }
  }
  const code = number(word & 0x7fff);
  const hint = CODED.get(word >>> 15);
  return hint === undefined ? undefined : `${hint} ${code}`;
}

/** In decimal below ten, as Capstone writes numbers. */
function number(value: number): string {
  const size = Math.abs(value);
  return `${value < 0 ? '-' : ''}${size < 10 ? size : `0x${size.toString(16)}`}`;
}

function signed(value: number, bits: number): number {
  return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}
