import type { AndroidGroup, ImageDescription, RelocationDescription } from './description.ts';
import { sleb128, uleb128 } from './leb128.ts';
import type { Part, SectionShape } from './part.ts';
import { placeOf, SHF_ALLOC } from './part.ts';

/** A number and what it is called: fields are written one after the other. */
type Piece = readonly [record: string, field: string, bytes: Uint8Array];

interface Target {
  readonly image: ImageDescription;
  readonly name: string;
  readonly section: Omit<SectionShape, 'type'>;
}

/** SHT_CREL. Fields: `crel.header`, `crel[0].flags`, `crel[0].offset`, `.symbol`, `.type`, `.addend`. */
export function crelPart(
  target: Target,
  entries: readonly RelocationDescription[],
  { addends = true, shift = 0 } = {},
): Part {
  const { image, name } = target;
  const flagBits = addends ? 3n : 2n;
  return packedPart(target, 0x40000014, (place) => {
    const header = uleb128(BigInt(entries.length * 8 + (addends ? 4 : 0) + shift));
    const pieces: Piece[] = [[name, 'header', header]];
    let last = { offset: 0n, symbol: 0, type: 0, addend: 0n };
    for (const [at, entry] of entries.entries()) {
      const { type, symbol = 0, addend = 0n } = entry;
      const offset = place(entry.offset);
      const delta = BigInt.asUintN(image.class, offset - last.offset) >> BigInt(shift);
      const first = (delta << flagBits) & 0x7fn;
      const rest = delta >> (7n - flagBits);
      const changed = {
        symbol: symbol !== last.symbol,
        type: type !== last.type,
        addend: addend !== last.addend,
      };
      const flags = (changed.symbol ? 1 : 0) | (changed.type ? 2 : 0) | (changed.addend && addends ? 4 : 0);
      const more = rest > 0n || at === 0;
      const record = `${name}[${at}]`;
      pieces.push([record, 'flags', Uint8Array.of(Number(first) | flags | (more ? 0x80 : 0))]);
      // The first one's address is not known before the sizes are: its width must not depend on it.
      if (more) pieces.push([record, 'offset', uleb128(rest, at === 0 ? image.class / 8 + 1 : 1)]);
      if (changed.symbol) pieces.push([record, 'symbol', sleb128(BigInt((symbol - last.symbol) | 0))]);
      if (changed.type) pieces.push([record, 'type', sleb128(BigInt((type - last.type) | 0))]);
      if (changed.addend && addends) pieces.push([record, 'addend', sleb128(addend - last.addend)]);
      last = { offset, symbol, type, addend };
    }
    return pieces;
  });
}

/** SHT_ANDROID_RELA or SHT_ANDROID_REL. Fields: `android.count`, `android.group[0].size`, `android[0].offset`, ... */
export function androidPart(
  target: Target,
  groups: readonly AndroidGroup[],
  { addends = true, count }: { addends?: boolean; count?: bigint } = {},
): Part {
  const { image, name } = target;
  return packedPart(target, addends ? 0x60000002 : 0x60000001, (place) => {
    const written = groups.reduce((sum, { entries }) => sum + entries.length, 0);
    const pieces: Piece[] = [
      [name, 'magic', new TextEncoder().encode('APS2')],
      [name, 'count', sleb128(count ?? BigInt(written))],
    ];
    const [firstGroup] = groups;
    const start = place(firstGroup?.entries[0]?.offset ?? 0n) - (firstGroup?.step ?? 0n);
    pieces.push([name, 'offset', sleb128(start, image.class / 8 + 2)]);
    let offset = start;
    let addend = 0n;
    let at = 0;
    for (const [
      index,
      { entries, step, sameInfo = false, sameAddend = false, addends: own = addends, size },
    ] of groups.entries()) {
      const group = `${name}.group[${index}]`;
      const flags = (sameInfo ? 1 : 0) | (step === undefined ? 0 : 2) | (sameAddend ? 4 : 0) | (own ? 8 : 0);
      pieces.push(
        [group, 'size', sleb128(size ?? BigInt(entries.length))],
        [group, 'flags', sleb128(BigInt(flags))],
      );
      const [first] = entries;
      if (step !== undefined) pieces.push([group, 'step', sleb128(step)]);
      if (sameInfo && first !== undefined) pieces.push([group, 'info', sleb128(infoOf(image, first))]);
      if (!own) addend = 0n;
      else if (sameAddend) {
        pieces.push([group, 'addend', sleb128((first?.addend ?? 0n) - addend)]);
        addend = first?.addend ?? 0n;
      }
      for (const entry of entries) {
        const record = `${name}[${at++}]`;
        const next = place(entry.offset);
        if (step === undefined) pieces.push([record, 'offset', sleb128(next - offset)]);
        else if (next !== offset + step)
          throw new Error(`${record} is not ${step} bytes from the one before`);
        offset = next;
        if (!sameInfo) pieces.push([record, 'info', sleb128(infoOf(image, entry))]);
        if (own && !sameAddend) {
          pieces.push([record, 'addend', sleb128((entry.addend ?? 0n) - addend)]);
          addend = entry.addend ?? 0n;
        }
      }
    }
    return pieces;
  });
}

/** r_info as a signed number of the class's width: so bionic's and LLVM's readers have it. */
function infoOf(image: ImageDescription, { symbol = 0, type }: RelocationDescription): bigint {
  const wide = image.class === 64;
  const info = (BigInt(symbol) << (wide ? 32n : 8n)) | BigInt(type);
  return BigInt.asIntN(image.class, info);
}

function packedPart(
  { name, section }: Target,
  type: number,
  pieces: (place: (offset: bigint | number) => bigint) => readonly Piece[],
): Part {
  const sizeWith = (data: bigint) =>
    pieces((offset) => (typeof offset === 'bigint' ? offset : data + BigInt(offset))).reduce(
      (sum, [, , bytes]) => sum + bytes.length,
      0,
    );
  return {
    name,
    align: 1,
    size: sizeWith(0x1000n),
    loaded: (section.flags ?? 0n) === SHF_ALLOC,
    section: { ...section, type, entsize: 1 },
    write(out, where) {
      for (const [record, field, bytes] of pieces((offset) => placeOf(offset, where)))
        out.record(record).raw(field, bytes);
    },
  };
}
