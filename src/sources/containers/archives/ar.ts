/**
 * Archives of `ar`: libraries (.a) and Debian's packages. Header and names: binutils include/aout/ar.h, ar(5) of BSD,
 * deb(5). Thin archives name files beside them and hold none.
 */
import { decodeUntilNul } from '../../../elf/bytes/utf8.ts';
import { damaged, exactly } from '../broken.ts';
import { ContainerError } from '../containerError.ts';
import type { Cursor } from '../cursor.ts';
import type { Part } from '../model.ts';
import { digits, MAX_MEMBER_NAME, memberOf, passTo } from './entry.ts';

const MAGIC = '!<arch>\n';
const THIN_MAGIC = '!<thin>\n';
const HEADER = { name: [0, 16], size: [48, 58], fmag: [58, 60], length: 60 } as const;
const FMAG = '`\n';
/** The table of long names of GNU's archives. */
const NAMES = '//';
/** Symbol tables are no files. */
const SYMBOLS = /^(?:\/|\/SYM64\/|__\.SYMDEF(?:_64)?(?: SORTED)?)$/;
/** Bytes of the table of long names that are kept: a million of names. */
const MAX_NAMES = 1 << 24;

/** Every file. Throws a ContainerError where it is damaged, cut short or thin. */
export async function* arMembers(cursor: Cursor): AsyncGenerator<Part> {
  const magic = decodeUntilNul(await cursor.take(MAGIC.length));
  if (magic === THIN_MAGIC) throw new ContainerError('thinArchive', {});
  if (magic !== MAGIC) throw damaged('ar', 0);
  let names: Uint8Array = new Uint8Array(0);
  for (;;) {
    const at = cursor.position;
    // One line feed may pad the last member.
    if ((await cursor.peek(2)).length < 2) return;
    const header = await exactly(cursor, HEADER.length, 'ar');
    const size = digits(header.subarray(...HEADER.size), 10);
    const written = decodeUntilNul(header.subarray(...HEADER.name)).trimEnd();
    if (size === undefined || decodeUntilNul(header.subarray(...HEADER.fmag)) !== FMAG)
      throw damaged('ar', at);
    const end = cursor.position + size;
    if (written === NAMES) {
      if (size > MAX_NAMES) throw damaged('ar', at);
      names = (await exactly(cursor, size, 'ar')).slice();
    } else {
      const name = await nameOf(written, names, cursor, size);
      if (name === undefined) throw damaged('ar', at);
      if (!SYMBOLS.test(name)) yield memberOf(cursor, name, end - cursor.position);
    }
    await passTo(cursor, 'ar', end);
    await cursor.skip(end % 2);
  }
}

/** "name/", "/17" (in GNU's table), "#1/20" (BSD: the first bytes of the member), or "name" as Debian writes it. */
async function nameOf(
  written: string,
  names: Uint8Array,
  cursor: Cursor,
  size: number,
): Promise<string | undefined> {
  if (SYMBOLS.test(written)) return written;
  const inTable = /^\/(\d+)$/.exec(written)?.[1];
  if (inTable !== undefined) return longName(names, Number(inTable));
  const before = /^#1\/(\d+)$/.exec(written)?.[1];
  if (before === undefined) return written.replace(/\/$/, '');
  const length = Number(before);
  return length > Math.min(size, MAX_MEMBER_NAME)
    ? undefined
    : decodeUntilNul(await exactly(cursor, length, 'ar'));
}

/** A name ends with "/\n"; Windows' tools write NUL. */
function longName(names: Uint8Array, at: number): string | undefined {
  if (at >= names.length) return undefined;
  const rest = names.subarray(at, at + MAX_MEMBER_NAME);
  const end = rest.findIndex((byte) => byte === 0x0a || byte === 0);
  return decodeUntilNul(end < 0 ? rest : rest.subarray(0, end)).replace(/\/$/, '');
}
