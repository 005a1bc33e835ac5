/**
 * A function that moves a number, makes the call and returns, told from its first bytes without a disassembler: what
 * QEMU, user-mode Linux and rr put into their images, and getcpu of gVisor's and RISC-V's. What has anything else in
 * it is none.
 */
import { hexBytes } from '../elf/bytes/hex.ts';
import type { CodeMachine } from './decode/machine.ts';

/** Bytes that are looked at. */
export const BARE_BYTES = 48;

/**
 * The number of the call that these bytes make, and nothing else; undefined for any other code.
 * @param bytes from the function's first on
 * @param odd the function is entered at an odd address: Thumb
 */
export function bareSystemCall(machine: CodeMachine, bytes: Uint8Array, odd: boolean): bigint | undefined {
  switch (machine.family) {
    case 'x86':
      return x86(machine, bytes);
    case 's390':
      return s390(hexOf(bytes));
    case 'riscv':
      return riscv(bytes);
    case 'arm':
      return odd ? thumb(bytes, machine) : words(bytes, machine);
    default:
      return words(bytes, machine);
  }
}

function hexOf(bytes: Uint8Array): string {
  return hexBytes(bytes.subarray(0, BARE_BYTES), '');
}

/** Four bytes as they stand in memory, little-endian. */
function little(hex: string | undefined): bigint | undefined {
  return hex === undefined ? undefined : BigInt(`0x${hex.match(/../g)?.reverse().join('')}`);
}

/**
 * With a frame or without (UML), with arguments fetched from the stack (386), with no-operations (rr), with the result
 * made longer (gVisor: cdqe).
 */
const AMD64 = /^(?:f30f1efa)?(?:554889e5)?(?:b8|48c7c0)(.{8})0f05(?:4898)?(?:90)*(?:5d)?c3/;
const I386 =
  /^(?:f30f1efb)?(?:89da(?:8b5c2404)?(?:8b4c2408)?(?:8b54240c)?|53(?:8b5c2408)?(?:8b4c240c)?(?:8b542410)?)?b8(.{8})cd80(?:90)*(?:89d3|5b)?c3/;

function x86({ bits }: CodeMachine, bytes: Uint8Array): bigint | undefined {
  return little((bits === 64 ? AMD64 : I386).exec(hexOf(bytes))?.[1]);
}

/** lghi %r1 or lhi %r1 with svc 0, or svc with the number in it; QEMU's with a frame. */
function s390(hex: string): bigint | undefined {
  const match =
    /^(?:a7fbff..e3e0f...0024)?(?:a71[89](.{4})0a00|0a([^0].|.[^0]))(?:e3e0f...0004a7fb....)?07fe/.exec(hex);
  const number = match?.[1] ?? match?.[2];
  return number === undefined ? undefined : BigInt(`0x${number}`);
}

/** li a7; ecall; ret in either length, behind a landing pad or not. */
function riscv(bytes: Uint8Array): bigint | undefined {
  const match = /^(?:17[08].{5})?(?:9308(.{4})|(.{2}4[89]))73000000(?:67800000|8280)/.exec(hexOf(bytes));
  if (match === null) return undefined;
  const long = little(match[1]);
  // addi: 4 bits of rs1 below the immediate are 0 for zero, and its lowest bit ended the word before.
  if (long !== undefined) return (long & 0xfn) === 0n ? long >> 4n : undefined;
  const short = little(match[2]) ?? 0n;
  // c.li a7, imm: 010 imm[5] 10001 imm[4:0] 01
  return (short & 0xff83n) === 0x4881n ? (short >> 2n) & 0x1fn : undefined;
}

/** push {r7, lr}; movs r7, #n; adds r7, #m; svc; pop {r7, pc}, or without the frame and with bx lr. */
function thumb(bytes: Uint8Array, machine: CodeMachine): bigint | undefined {
  const halves = sizedWords(bytes, 2, machine);
  let at = halves[0] === 0xb580 || halves[0] === 0xb480 ? 1 : 0;
  const move = halves[at++] ?? 0;
  if (move >>> 8 !== 0x27) return undefined;
  let number = move & 0xff;
  if ((halves[at] ?? 0) >>> 8 === 0x37) number += (halves[at++] ?? 0) & 0xff;
  if (halves[at++] !== 0xdf00) return undefined;
  if (halves[at] === 0xbc80) at++;
  return halves[at] === 0xbd80 || halves[at] === 0x4770 ? BigInt(number) : undefined;
}

function sizedWords(bytes: Uint8Array, size: 2 | 4, { codeLittleEndian }: CodeMachine): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: number[] = [];
  for (let at = 0; at + size <= bytes.length && at < BARE_BYTES; at += size)
    found.push(size === 2 ? view.getUint16(at, codeLittleEndian) : view.getUint32(at, codeLittleEndian));
  return found;
}

interface Shape {
  /** May stand in front, and between call and return. */
  readonly skips?: (word: number) => boolean;
  readonly move: (word: number) => number | undefined;
  readonly calls: (word: number) => boolean;
  readonly returns: (word: number) => boolean;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  arm64: {
    // nop, and bti in front
    skips: (word) => word === 0xd503201f || (word & 0xffffff3f) >>> 0 === 0xd503241f,
    move: (word) => ((word & 0xffe0001f) >>> 0 === 0xd2800008 ? (word >>> 5) & 0xffff : undefined), // mov x8
    calls: (word) => word === 0xd4000001,
    returns: (word) => word === 0xd65f03c0,
  },
  arm: {
    move(word) {
      if (word >>> 12 === 0xe3a07 && (word & 0xf00) === 0) return word & 0xff; // mov r7, #n
      return (word & 0xfff0f000) >>> 0 === 0xe3007000 ? ((word >>> 4) & 0xf000) | (word & 0xfff) : undefined; // movw
    },
    calls: (word) => word === 0xef000000,
    returns: (word) => word === 0xe12fff1e || word === 0xe1a0f00e,
  },
  loongarch: {
    skips: (word) => word === 0x03400000,
    move(word) {
      const isAdd = (word & 0xffc003ff) >>> 0 === 0x02c0000b || (word & 0xffc003ff) >>> 0 === 0x0280000b;
      return isAdd || (word & 0xffc003ff) >>> 0 === 0x0380000b ? (word >>> 10) & 0xfff : undefined; // $a7
    },
    calls: (word) => word === 0x002b0000,
    returns: (word) => word === 0x4c000020,
  },
  ppc: {
    move: (word) => (word >>> 16 === 0x3800 ? word & 0x7fff : undefined), // li r0
    calls: (word) => word === 0x44000002,
    returns: (word) => word === 0x4e800020,
  },
  mips: {
    skips: (word) => word === 0,
    move: (word) => (word >>> 16 === 0x2402 || word >>> 16 === 0x3402 ? word & 0x7fff : undefined), // li $v0
    calls: (word) => word === 0x0000000c,
    returns: (word) => word === 0x03e00008 || word === 0x03e00009,
  },
};

function words(bytes: Uint8Array, machine: CodeMachine): bigint | undefined {
  const shape = SHAPES[machine.family];
  if (shape === undefined) return undefined;
  const wanted = sizedWords(bytes, 4, machine).filter((word) => shape.skips?.(word) !== true);
  const [move, call, back] = wanted;
  const number = move === undefined ? undefined : shape.move(move);
  const isOne = number !== undefined && call !== undefined && back !== undefined;
  return isOne && shape.calls(call) && shape.returns(back) ? BigInt(number) : undefined;
}
