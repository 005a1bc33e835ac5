/** Where instructions begin, by us and by an objdump, and what each place is called at which the two differ. */
import { execFileSync } from 'node:child_process';
import { Disassembler } from '../../../src/code/decode/disassembler.ts';
import { type CodeMachine, machineOf } from '../../../src/code/decode/machine.ts';
import { exportedFunctions } from '../../../src/code/functions.ts';
import type { Instruction } from '../../../src/code/instruction.ts';
import { Listing } from '../../../src/code/listing.ts';
import { sectionNamed } from '../../../src/elf/headers/sectionNamed.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { sharedCapstone } from '../../support/code/codeImage.ts';
import { imageOf } from '../compare.ts';

/** An instruction that begins where the other's do not, or that one alone knows. */
export interface Difference {
  readonly family: CodeMachine['family'];
  /** Objdump's mnemonic; `data` where it has none. */
  readonly what: string;
  readonly place: string;
}

export interface Compared {
  readonly instructions: number;
  readonly differences: readonly Difference[];
}

interface Piece {
  /** As objdump tells it. */
  readonly start: bigint;
  readonly bytes: Uint8Array;
}

/** @param most functions of a library that are compared; of an object file its .text is, whole */
export async function compareBoundaries(
  bytes: Uint8Array,
  file: string,
  objdump: readonly [program: string, ...args: string[]],
  most: number,
): Promise<Compared> {
  const image = await imageOf(bytes);
  const machine = machineOf(image.header) ?? { family: 'unknown' as const };
  if (!('bits' in machine)) return { instructions: 0, differences: [] };
  const disassembler = new Disassembler(machine, sharedCapstone);
  const text = sectionNamed(image, '.text');
  if (text === undefined) return { instructions: 0, differences: [] };
  const pieces: Piece[] = [];
  if (image.header.type === 1) {
    const offset = Number(text.offset);
    pieces.push({ start: 0n, bytes: bytes.subarray(offset, offset + Number(text.size)) });
  } else {
    const listing = new Listing(image, memorySource(bytes), disassembler);
    const functions = exportedFunctions(image, (at) => at >= text.addr && at < text.addr + text.size)
      .filter(({ value, size }) => size > 0n && (machine.odd === undefined || (value & 1n) === 0n))
      .toSorted((a, b) => (a.value < b.value ? -1 : 1));
    let behind = 0n;
    for (const { value, size } of functions.slice(0, most)) {
      if (value >= behind) pieces.push({ start: value, bytes: await listing.bytes(value, Number(size)) });
      behind = value + size > behind ? value + size : behind;
    }
  }
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return { instructions: 0, differences: [] };
  const theirs = linesOf(objdump, file, first.start, last.start + BigInt(last.bytes.length));
  const differences: Difference[] = [];
  let instructions = 0;
  if (theirs.size === 0) return { instructions, differences };
  for (const { start, bytes: own } of pieces) {
    const ours = await disassembler.decode(own, start, false);
    instructions += ours.length;
    const end = start + BigInt(own.length);
    for (const [what, at] of differencesIn(ours, theirs, end))
      differences.push({ family: machine.family, what, place: `${file} at ${at.toString(16)}` });
  }
  return { instructions, differences };
}

/** Each once: who has lost the beginning of an instruction goes on wrongly, which is no difference of its own. */
function* differencesIn(
  ours: readonly Instruction[],
  theirs: ReadonlyMap<bigint, string>,
  end: bigint,
): Generator<[what: string, at: bigint]> {
  const own = new Map(ours.map((each) => [each.address, each]));
  const start = ours[0]?.address ?? end;
  const within = [...theirs.keys()].filter((at) => at >= start && at < end);
  let common: bigint | undefined;
  let lost = false;
  for (const at of [...new Set([...own.keys(), ...within])].sort((a, b) => (a < b ? -1 : 1))) {
    const [our, their] = [own.get(at), theirs.get(at)];
    // Objdump leaves zeros out.
    if (their === undefined && our?.bytes.every((byte) => byte === 0) === true) continue;
    if (our !== undefined && their !== undefined) {
      lost = our.mnemonic === '' && !UNKNOWN.test(their);
      if (lost) yield [mnemonicOf(their), at];
      common = at;
    } else if (!lost) {
      // The one before was longer to one of the two.
      const before = common === undefined ? undefined : theirs.get(common);
      const isKnown = before !== undefined && !UNKNOWN.test(before);
      yield [isKnown ? mnemonicOf(before) : 'data', common ?? at];
      lost = true;
    }
  }
}

const mnemonicOf = (line: string): string => line.split(/\s/)[0] ?? '';

const UNKNOWN = /^(?:<unknown>|\(bad\)|\.\w+)/;

/** By address, what an objdump writes behind the bytes; none where it prints none of this file. */
function linesOf(
  [program, ...args]: readonly [string, ...string[]],
  file: string,
  start: bigint,
  end: bigint,
): ReadonlyMap<bigint, string> {
  const range = [`--start-address=${start}`, `--stop-address=${end}`];
  const text = execFileSync(program, ['-d', '--no-show-raw-insn', '-j', '.text', ...range, ...args, file], {
    encoding: 'utf8',
    maxBuffer: 1 << 29,
  });
  const lines = text.matchAll(/^\s*([\da-f]+):\s*(\S.*?)\s*$/gm);
  return new Map([...lines].map(([, digits = '', line = '']) => [BigInt(`0x${digits}`), line]));
}
