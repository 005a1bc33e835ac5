/**
 * Filters that xz puts before LZMA2: machine code packs better when the targets of calls are the same numbers each time.
 * They are undone here (xz's src/liblzma/simple/*.c and delta/delta_decoder.c; which ids, xz-file-format.txt 5.3).
 */
import type { ByteStream } from '../model.ts';

/** Undoes a filter in place, from the first byte on. @returns bytes that are done: the rest needs what follows */
type Undo = (bytes: Uint8Array, view: DataView, position: number) => number;

/** Undefined for a filter, or properties of one, that is not known here. */
export function branchFilter(id: number, properties: Uint8Array): Undo | undefined {
  if (id === DELTA) return properties.length === 1 ? delta((properties[0] ?? 0) + 1) : undefined;
  const undo = id === X86 ? x86() : filters[id];
  if (undo === undefined || (properties.length !== 0 && properties.length !== 4)) return undefined;
  const start = properties.length === 0 ? 0 : new DataView(properties.slice().buffer).getUint32(0, true);
  return (bytes, view, position) => undo(bytes, view, (position + start) >>> 0);
}

/** A stream with a filter undone. What the filter cannot decide yet waits for the next piece. */
export async function* filtered(stream: ByteStream, undo: Undo): ByteStream {
  let kept = new Uint8Array(0);
  let position = 0;
  for await (const piece of stream) {
    // A copy: the pieces are the dictionary of what unpacks them.
    const bytes = new Uint8Array(kept.length + piece.length);
    bytes.set(kept);
    bytes.set(piece, kept.length);
    const done = undo(bytes, new DataView(bytes.buffer), position);
    kept = bytes.slice(done);
    position += done;
    if (done > 0) yield bytes.subarray(0, done);
  }
  if (kept.length > 0) yield kept;
}

const DELTA = 3;
const X86 = 4;

const filters: Readonly<Record<number, Undo>> = {
  5: everyWord(4, (view, at, position) => {
    const word = view.getUint32(at);
    if (word >>> 26 === 0x12 && (word & 3) === 1)
      view.setUint32(at, (((word & 0x03fffffc) - position) & 0x03fffffc) | 0x48000001);
  }),
  7: everyWord(4, (view, at, position) => {
    const word = view.getUint32(at, true);
    if (word >>> 24 !== 0xeb) return;
    const target = (((word & 0xffffff) << 2) - position - 8) >>> 2;
    view.setUint32(at, ((target & 0xffffff) | 0xeb000000) >>> 0, true);
  }),
  8: armThumb,
  9: everyWord(4, (view, at, position) => {
    const word = view.getUint32(at);
    const isCall = word >>> 22 === 0x100 || word >>> 22 === 0x1ff;
    if (!isCall) return;
    const target = ((word << 2) - position) >>> 2;
    const sign = ((0 - ((target >>> 22) & 1)) << 22) & 0x3fffffff;
    view.setUint32(at, (sign | (target & 0x3fffff) | 0x40000000) >>> 0);
  }),
  10: everyWord(4, arm64),
};

/** @param undoWord looks at the word at a place of the view, which is that position of the code */
function everyWord(step: number, undoWord: (view: DataView, at: number, position: number) => void): Undo {
  return (bytes, view, position) => {
    let at = 0;
    for (; at + step <= bytes.length; at += step) undoWord(view, at, (position + at) | 0);
    return at;
  };
}

function arm64(view: DataView, at: number, position: number): void {
  const word = view.getUint32(at, true);
  if (word >>> 26 === 0x25) {
    view.setUint32(at, (0x94000000 | ((word - (position >>> 2)) & 0x03ffffff)) >>> 0, true);
    return;
  }
  if ((word & 0x9f000000) >>> 0 !== 0x90000000) return;
  const page = ((word >>> 29) & 3) | ((word >>> 3) & 0x001ffffc);
  if ((page + 0x00020000) & 0x001c0000) return; // farther than is worth it
  const target = page - (position >>> 12);
  const far = (0 - (target & 0x00020000)) & 0x00e00000;
  const bits = ((target & 3) << 29) | ((target & 0x0003fffc) << 3) | far;
  view.setUint32(at, ((word & 0x9000001f) | bits) >>> 0, true);
}

function armThumb(bytes: Uint8Array, view: DataView, position: number): number {
  let at = 0;
  for (; at + 4 <= bytes.length; at += 2) {
    const [first, second] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (first >>> 11 !== 0x1e || second >>> 11 !== 0x1f) continue;
    const target = ((((first & 0x7ff) << 11) | (second & 0x7ff)) * 2 - (position + at + 4)) >>> 1;
    view.setUint16(at, 0xf000 | ((target >>> 11) & 0x7ff), true);
    view.setUint16(at + 2, 0xf800 | (target & 0x7ff), true);
    at += 2;
  }
  return at;
}

function delta(distance: number): Undo {
  const last = new Uint8Array(256);
  let next = 0;
  return (bytes) => {
    for (let at = 0; at < bytes.length; at++) {
      const value = ((bytes[at] as number) + (last[(distance + next) & 255] as number)) & 255;
      last[next & 255] = value;
      next = (next - 1) & 255;
      bytes[at] = value;
    }
    return bytes.length;
  };
}

/** Which masks of bytes that looked like calls allow another one, and how many bytes back to look. */
const ALLOWED = [true, true, true, false, true, false, false, false];
const BACK = [0, 1, 2, 2, 3, 3, 3, 3];

/** Calls and jumps of x86, e8 and e9, which may stand at any byte. */
function x86(): Undo {
  let mask = 0;
  return (bytes, view, position) => {
    if (bytes.length <= 4) return 0;
    const last = bytes.length - 4;
    let before = -1;
    let at = 0;
    for (; at < last; at++) {
      if (((bytes[at] as number) & 0xfe) !== 0xe8) continue;
      const since = at - before;
      before = at;
      if (since > 3) mask = 0;
      else {
        mask = (mask << (since - 1)) & 7;
        if (mask !== 0) {
          const looked = bytes[at + 4 - (BACK[mask] as number)] as number;
          if (!ALLOWED[mask] || isFar(looked)) {
            mask = (mask << 1) | 1;
            continue;
          }
        }
      }
      if (!isFar(bytes[at + 4] as number)) {
        mask = (mask << 1) | 1;
        continue;
      }
      view.setUint32(at + 1, nearAddress(view.getUint32(at + 1, true), position + at + 5, mask), true);
      at += 4;
    }
    const since = at - before;
    mask = since > 3 ? 0 : mask << (since - 1);
    return at;
  };
}

function nearAddress(address: number, behind: number, mask: number): number {
  let source = address;
  for (;;) {
    let target = (source - behind) | 0;
    const bits = (BACK[mask] as number) * 8;
    if (mask === 0 || !isFar((target >>> (24 - bits)) & 255)) {
      target &= 0x01ffffff;
      return (target | (0 - (target & 0x01000000))) >>> 0;
    }
    source = target ^ (2 ** (32 - bits) - 1);
  }
}

/** Highest byte of a distance that a call can have. */
function isFar(byte: number): boolean {
  return byte === 0 || byte === 0xff;
}
