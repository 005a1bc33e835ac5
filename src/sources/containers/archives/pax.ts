/** Records of pax headers: "27 path=some/name of a file\n", the length with all of it (POSIX pax, "pax Header Block"). */
import { decodeUtf8 } from '../../../elf/bytes/utf8.ts';

export type PaxRecords = ReadonlyMap<string, string>;

const [BLANK, EQUALS, NEWLINE] = [0x20, 0x3d, 0x0a];
const LONGEST_LENGTH = 8;

/** Records up to the first that is none. */
export function paxRecords(bytes: Uint8Array): PaxRecords {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(BLANK, at);
    if (blank < 0 || blank - at > LONGEST_LENGTH) break;
    const digits = decodeUtf8(bytes.subarray(at, blank));
    const end = /^\d+$/.test(digits) ? at + Number(digits) : 0;
    const equals = bytes.indexOf(EQUALS, blank);
    if (equals < 0 || end <= equals || bytes[end - 1] !== NEWLINE) break;
    records.set(
      decodeUtf8(bytes.subarray(blank + 1, equals)),
      decodeUtf8(bytes.subarray(equals + 1, end - 1)),
    );
    at = end;
  }
  return records;
}
