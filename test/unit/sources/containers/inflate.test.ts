/** DEFLATE against zlib, raw: what zlib takes is unpacked to the same bytes, and what it refuses is broken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { Inflate } from '../../../../src/sources/containers/unpack/inflate.ts';

/** Undefined where it is broken or ends in the middle. */
function ours(packed: Uint8Array): Buffer | undefined {
  const inflate = new Inflate();
  const state = (): string => inflate.state;
  const pieces: Buffer[] = [];
  for (let at = 0; state() !== 'ended'; ) {
    if (state() === 'broken' || state() === 'cut') return undefined;
    const used = inflate.run(packed.subarray(at), true);
    const piece = Buffer.from(inflate.take());
    if (used === 0 && piece.length === 0 && state() !== 'ended') return undefined;
    at += used;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function zlibs(packed: Uint8Array): Buffer | undefined {
  try {
    return zlib.inflateRawSync(packed);
  } catch {
    return undefined;
  }
}

/** Values of so many bits each, the lowest first; codes of Huffman the other way round. */
function bits(...parts: readonly (readonly [value: number, count: number] | string)[]): Uint8Array {
  const all = parts.flatMap((part) =>
    typeof part === 'string'
      ? [...part].map(Number)
      : Array.from({ length: part[1] }, (_, at) => (part[0] >> at) & 1),
  );
  const bytes = new Uint8Array(Math.ceil(all.length / 8));
  for (const [at, bit] of all.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
  return bytes;
}

const [LAST, MORE] = [
  [1, 1],
  [0, 1],
] as const;
const [STORED, FIXED, DYNAMIC] = [
  [0, 2],
  [1, 2],
  [2, 2],
] as const;
/** Of the fixed codes: the end of the block, a letter. */
const [END, LETTER] = ['0000000', '10010001'];

/** Tables of 257 and 1 codes, whose lengths are told by codes of two bits for 0 (00), 1, 16 and 18. */
const tables = [[0, 5], [0, 5], [14, 4], ...lengthsOf({ 16: 2, 18: 2, 0: 2, 1: 2 })] as const;
function lengthsOf(known: Readonly<Record<number, number>>): (readonly [number, number])[] {
  const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1];
  return order.map((symbol) => [known[symbol] ?? 0, 3] as const);
}
const [ONE, AGAIN, ZEROS] = ['01', '10', '11'];

for (const [what, packed] of [
  ['a block of the kind that there is not', bits(LAST, [3, 2], END)],
  ['a plain block whose length is not said twice', bits(LAST, STORED, [0, 5], [5, 16], [5, 16])],
  [
    'lengths that begin with that of the code before',
    bits(MORE, FIXED, LETTER, END, LAST, DYNAMIC, ...tables, AGAIN, [0, 2], END, END),
  ],
  [
    'a length repeated beyond the tables',
    bits(MORE, FIXED, END, LAST, DYNAMIC, ...tables, ZEROS, [127, 7], ZEROS, [127, 7], END, END),
  ],
  ['a length of a match that there is not', bits(LAST, FIXED, LETTER, '11000110', END)],
  ['a distance that there is not', bits(LAST, FIXED, LETTER, '0000001', '11110', END)],
  ['a match before the first byte', bits(LAST, FIXED, LETTER, '0000001', '00001', END)],
  [
    'a code that no symbol has',
    bits(LAST, DYNAMIC, ...tables, ZEROS, [127, 7], ZEROS, [107, 7], ONE, ONE, '1', '1'),
  ],
] as const)
  test(`${what} is broken`, () => {
    assert.equal(zlibs(packed), undefined);
    assert.equal(ours(packed), undefined);
  });

test('blocks of each kind follow one another', () => {
  const text = Buffer.from('plain');
  const packed = Buffer.concat([
    bits(MORE, STORED, [0, 5], [text.length, 16], [text.length ^ 0xffff, 16]),
    text,
    // A letter, and it again four bytes long from one byte before; an empty plain block; the end.
    bits(MORE, FIXED, LETTER, '0000010', '00000', END, LAST, STORED, [0, 7], [0, 16], [0xffff, 16]),
  ]);
  assert.deepEqual(ours(packed), zlibs(packed));
  assert.ok((ours(packed)?.length ?? 0) > text.length);
});

test('what has one byte changed is what zlib makes of it, or broken where zlib refuses it', () => {
  const texts = ['clock_gettime gettimeofday time getcpu '.repeat(9), 'x'.repeat(300), 'abcdefghijklmnop'];
  let [same, refused] = [0, 0];
  for (const [which, text] of texts.entries())
    for (const level of [1, 9]) {
      const packed = zlib.deflateRawSync(text, { level });
      for (let at = 0; at < packed.length; at++)
        for (const change of [1, 0x10, 0x80]) {
          const other = Buffer.from(packed);
          other[at] = (other[at] ?? 0) ^ change;
          const peer = zlibs(other);
          const own = ours(other);
          // Tables with more or fewer codes than there can be are refused by zlib before any is read.
          if (peer === undefined) refused += own === undefined ? 1 : 0;
          else {
            assert.deepEqual(own, peer, `${which}, ${level}, ${at}, ${change}`);
            same++;
          }
        }
    }
  assert.ok(same > 100 && refused > 100, `${same} the same, ${refused} refused`);
});
