/**
 * What our own decoders read: a word of each instruction with what other disassemblers write of it, llvm-objdump 22 of
 * LoongArch and RISC-V, GNU objdump of MIPS. Numbers are written as Capstone writes them, ends of branches as addresses.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gapText } from '../../../src/code/decode/gaps.ts';
import { loongarchDecode } from '../../../src/code/decode/loongarch.ts';
import type { Instruction } from '../../../src/code/instruction.ts';

const linesOf = (file: string): readonly (readonly string[])[] => {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
};

function decoded(words: readonly number[], address = 0n, most = words.length): Instruction[] {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  for (const [at, word] of words.entries()) view.setUint32(4 * at, word, true);
  const found: Instruction[] = [];
  loongarchDecode(bytes, address, (each) => found.push(each) < most);
  return found;
}

const textOf = ({ mnemonic, operands }: Instruction): string => `${mnemonic} ${operands}`.trim();

describe('LoongArch', () => {
  test('instructions are written as llvm-objdump writes them', () => {
    const lines = linesOf('loongarch.tsv');
    const wrong = lines.flatMap(([word, address, text]) => {
      const own = decoded([Number(`0x${word}`)], BigInt(`0x${address}`)).map(textOf);
      return own[0] === text ? [] : [`${word}: ${own}, not ${text}`];
    });
    assert.deepEqual(wrong, []);
    assert.equal(new Set(lines.map(([, , text]) => text?.split(' ')[0])).size, 167);
  });

  test('words that are none have no name, and all stand where they are', () => {
    // A multiplication of floating point, and no instruction at all.
    const found = decoded([0x01050000, 0x0015_00a4, 0xffff_ffff], 0x1000n);
    assert.deepEqual(
      found.map((each) => [each.address, textOf(each), each.bytes.length]),
      [
        [0x1000n, '', 4],
        [0x1004n, 'move $a0, $a1', 4],
        [0x1008n, '', 4],
      ],
    );
  });

  test('reading ends where nobody wants more', () => {
    assert.equal(decoded([0x0015_00a4, 0x0015_00a4, 0x0015_00a4], 0n, 2).length, 2);
  });
});

test('what Capstone does not know of MIPS and RISC-V is written as others write it', () => {
  const wrong = linesOf('gaps.tsv').flatMap(([family = '', word = '', text = '']) => {
    const own = gapText(family === 'mips' ? 'mips' : 'riscv', Number(`0x${word}`));
    const isRight = (own?.text ?? '') === text && (own?.size ?? word.length / 2) === word.length / 2;
    return isRight ? [] : [`${word}: ${own?.text}, not ${text}`];
  });
  assert.deepEqual(wrong, []);
});
