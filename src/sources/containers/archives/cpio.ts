/**
 * Archives of `cpio` with numbers in characters: "newc" with and without sums (what RPM packages hold) and the older
 * "odc". cpio(5) of FreeBSD; Linux Documentation/driver-api/early-userspace/buffer-format.rst.
 */
import { decodeUntilNul } from '../../../elf/bytes/utf8.ts';
import { damaged, exactly } from '../broken.ts';
import type { Cursor } from '../cursor.ts';
import type { Part } from '../model.ts';
import { digits, MAX_MEMBER_NAME, memberOf, passTo } from './entry.ts';

interface CpioFormat {
  readonly header: number;
  readonly radix: 8 | 16;
  readonly mode: readonly [number, number];
  readonly nameSize: readonly [number, number];
  readonly fileSize: readonly [number, number];
  /** To what name and file are filled up. */
  readonly align: number;
}

const NEWC: CpioFormat = {
  header: 110,
  radix: 16,
  mode: [14, 22],
  nameSize: [94, 102],
  fileSize: [54, 62],
  align: 4,
};
const ODC: CpioFormat = {
  header: 76,
  radix: 8,
  mode: [18, 24],
  nameSize: [59, 65],
  fileSize: [65, 76],
  align: 1,
};

const FORMATS: ReadonlyMap<string, CpioFormat> = new Map([
  ['070701', NEWC],
  ['070702', NEWC],
  ['070707', ODC],
]);

const MAGIC_BYTES = 6;
const TRAILER = 'TRAILER!!!';
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;

/** Every regular file. Throws a ContainerError where it is damaged or cut short. */
export async function* cpioMembers(cursor: Cursor): AsyncGenerator<Part> {
  for (;;) {
    const at = cursor.position;
    const format = FORMATS.get(decodeUntilNul(await cursor.peek(MAGIC_BYTES)));
    if (format === undefined) throw damaged('cpio', at);
    const header = await exactly(cursor, format.header, 'cpio');
    const mode = digits(header.subarray(...format.mode), format.radix);
    const nameSize = digits(header.subarray(...format.nameSize), format.radix);
    const size = digits(header.subarray(...format.fileSize), format.radix);
    if (mode === undefined || size === undefined || nameSize === undefined || nameSize > MAX_MEMBER_NAME)
      throw damaged('cpio', at);
    const name = decodeUntilNul(await exactly(cursor, nameSize, 'cpio'));
    if (name === TRAILER) return;
    await cursor.skip(filling(format.header + nameSize, format));
    const end = cursor.position + size;
    if ((mode & S_IFMT) === S_IFREG) yield memberOf(cursor, name, size);
    await passTo(cursor, 'cpio', end);
    await cursor.skip(filling(size, format));
  }
}

function filling(length: number, { align }: CpioFormat): number {
  return (align - (length % align)) % align;
}
