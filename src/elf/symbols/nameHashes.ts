import type { Window } from '../bytes/window.ts';
import { SYM } from '../format/layouts.ts';
import { Tally } from '../problems/problems.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { MAX_NAME_BYTES, NAMES_AHEAD, nameAllowance, type StringTable } from '../strings/stringTable.ts';
import type { ByteRange } from '../table.ts';

/** What of a symbol table the hashing needs. */
export interface NamedSymbols {
  /** ".dynsym", in problems. */
  readonly table: StructureName;
  readonly length: number;
  readonly range: ByteRange;
  readonly window: Window;
  readonly strings: StringTable;
}

export interface NameHashes {
  readonly sysv: Uint32Array;
  readonly gnu: Uint32Array;
  /** Symbols 0..hashed-1 have hashes; fewer than all where names are amplified, which is reported. */
  readonly hashed: number;
}

/**
 * Both hashes of every name in one pass over the bytes, see hash.ts for the functions. Reports names that are outside
 * the string table, not ended by NUL, longer than is shown, or amplified.
 */
export async function hashNames(context: ReadContext, table: NamedSymbols): Promise<NameHashes> {
  const { strings, length: count } = table;
  const sysv = context.allocator.words(count);
  const gnu = context.allocator.words(count);
  const allowance = nameAllowance(strings.length, count);
  const found = { outside: new Tally(), cut: new Tally(), unended: new Tally() };
  let left = Math.min(allowance, context.budget.limit - context.budget.spent);
  let hashed = 0;
  await context.inSlices(count, (from, to) => {
    if (left >= 0) ({ hashed, left } = hashSlice(table, { sysv, gnu, found }, from, to, left));
  });
  context.budget.spend(Math.min(allowance - left, context.budget.limit - context.budget.spent));
  context.spend(count, table.table);
  strings.report(found.cut, hashed < count ? count : 0);
  if (strings.length > 0) report(context, table, found);
  return { sysv, gnu, hashed };
}

interface Hashing {
  readonly sysv: Uint32Array;
  readonly gnu: Uint32Array;
  readonly found: { readonly outside: Tally; readonly cut: Tally; readonly unended: Tally };
}

/**
 * GNU ld writes a symbol's version into its name in .symtab (foo@@V_1), where lookups by hash have the name alone: what
 * follows an @ is not hashed there.
 */
const AT_SIGN = 0x40;

/** Where the NUL is, or the end of the table. */
function endOfString(bytes: Uint8Array, from: number): number {
  const nul = bytes.indexOf(0, from);
  return nul < 0 ? bytes.length : nul;
}

/**
 * The core's hottest loop: it keeps to integers and locals. A function of its own: as an inner loop it was compiled
 * anew whenever it was entered (V8's on-stack replacement) and thrown away at its end. Returns where the name ends.
 */
function hashName(
  bytes: Uint8Array,
  start: number,
  decoration: number,
  hashes: { sysv: number; gnu: number },
): number {
  const end = bytes.length;
  let sysv = 0;
  let gnu = 5381;
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0) break;
    if (byte === decoration && at > start) {
      at = endOfString(bytes, at);
      break;
    }
    sysv = (sysv << 4) + byte;
    sysv ^= (sysv >>> 24) & 0xf0;
    gnu = (Math.imul(gnu, 33) + byte) | 0;
  }
  hashes.sysv = sysv;
  hashes.gnu = gnu;
  return at;
}

/** `allowed`: bytes of names that may still be hashed. */
function hashSlice(
  { table, window, strings }: NamedSymbols,
  { sysv, gnu, found }: Hashing,
  first: number,
  last: number,
  allowed: number,
): { hashed: number; left: number } {
  const { view, littleEndian } = window;
  const stride = SYM.size[window.is64 ? 64 : 32];
  const bytes = strings.window.bytes;
  const end = bytes.length;
  const decoration = table === '.symtab' ? AT_SIGN : 0;
  const hashes = { sysv: 0, gnu: 0 };
  let left = allowed;
  let hashed = first;
  while (hashed < last && left >= 0) {
    const batch = Math.min(hashed + NAMES_AHEAD, last);
    strings.fetch(window, stride, hashed, batch);
    for (; hashed < batch && left >= 0; hashed++) {
      const start = view.getUint32(hashed * stride, littleEndian);
      const at = hashName(bytes, start, decoration, hashes);
      sysv[hashed] = hashes.sysv & 0x0fffffff;
      gnu[hashed] = hashes.gnu;
      left -= at - start;
      if (at - start > MAX_NAME_BYTES) found.cut.hit(hashed);
      if (at >= end) (start >= end ? found.outside : found.unended).hit(hashed);
    }
  }
  return { hashed, left };
}

function report(context: ReadContext, table: NamedSymbols, found: { outside: Tally; unended: Tally }): void {
  const { problems } = context;
  const { strings, range } = table;
  const size = SYM.size[context.header.class];
  const at = (index: number) => ({ offset: range.offset + index * size, length: size });
  const { outside, unended } = found;
  if (outside.count > 0) {
    const { count, first } = outside;
    const args = {
      table: table.table,
      count,
      first,
      offset: table.window.u32(first * size),
      length: strings.length,
    };
    problems.add('error', 'symbol-name-outside', args, ['symbol', first], at(first));
  }
  if (unended.count > 0) {
    const args = { table: table.table, count: unended.count, first: unended.first };
    problems.add('error', 'symbol-name-unended', args, ['symbol', unended.first], at(unended.first));
  }
}
