/**
 * Packages of RPM: a lead, two headers of tags, and a packed archive of `cpio`. RPM's docs, "Package Format";
 * lib/header.c of its sources.
 */
import { damaged, exactly } from '../broken.ts';
import type { Cursor } from '../cursor.ts';
import type { Part } from '../model.ts';
import { passTo } from './entry.ts';

const LEAD_BYTES = 96;
const HEADER_MAGIC = [0x8e, 0xad, 0xe8, 0x01] as const;
const INTRO_BYTES = 16;
const INDEX_ENTRY_BYTES = 16;
/** RPM itself takes no more (lib/header.c, headerMaxbytes); Linux's largest packages have some megabytes. */
const MAX_HEADER = 1 << 28;

/** Its one member: the payload, which is an archive that is packed. Throws a ContainerError where it is damaged. */
export async function* rpmPayload(cursor: Cursor): AsyncGenerator<Part> {
  await passTo(cursor, 'rpm', LEAD_BYTES);
  await passHeader(cursor);
  // The signature is filled up to 8 bytes.
  await cursor.skip((8 - (cursor.position % 8)) % 8);
  await passHeader(cursor);
  yield { kind: 'member', member: { name: 'payload', offset: cursor.position, bytes: cursor.stream() } };
}

async function passHeader(cursor: Cursor): Promise<void> {
  const at = cursor.position;
  const intro = await exactly(cursor, INTRO_BYTES, 'rpm');
  const view = new DataView(intro.buffer, intro.byteOffset, intro.byteLength);
  const length = view.getUint32(8) * INDEX_ENTRY_BYTES + view.getUint32(12);
  if (HEADER_MAGIC.some((byte, index) => intro[index] !== byte) || length > MAX_HEADER)
    throw damaged('rpm', at);
  await passTo(cursor, 'rpm', cursor.position + length);
}
