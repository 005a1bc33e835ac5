/** Records of pax headers: "27 path=some/name of a file\n", the length with all of it (POSIX pax, "pax Header Block"). */
import { decodeUtf8 } from '../../../elf/bytes/utf8.ts';

/** What they say of which file follows. Nothing else is kept: records for all members add up from header to header. */
export interface PaxRecords {
  readonly path?: string;
  /** In digits. */
  readonly size?: string;
  /** GNU.sparse.name: the path, where there are holes. */
  readonly sparseName?: string;
  /** Any GNU.sparse.*. */
  readonly isSparse?: boolean;
}

const [BLANK, EQUALS, NEWLINE] = [0x20, 0x3d, 0x0a];
const LONGEST_LENGTH = 8;

/** Records up to the first that is none. */
export function paxRecords(bytes: Uint8Array): PaxRecords {
  let records: PaxRecords = {};
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(BLANK, at);
    if (blank < 0 || blank - at > LONGEST_LENGTH) break;
    const digits = decodeUtf8(bytes.subarray(at, blank));
    const end = /^\d+$/.test(digits) ? at + Number(digits) : 0;
    const equals = bytes.indexOf(EQUALS, blank);
    if (equals < 0 || end <= equals || bytes[end - 1] !== NEWLINE) break;
    const value = () => decodeUtf8(bytes.subarray(equals + 1, end - 1));
    records = withRecord(records, decodeUtf8(bytes.subarray(blank + 1, equals)), value);
    at = end;
  }
  return records;
}

function withRecord(records: PaxRecords, key: string, value: () => string): PaxRecords {
  if (key === 'path' || key === 'size') return { ...records, [key]: value() };
  if (!key.startsWith('GNU.sparse.')) return records;
  return { ...records, isSparse: true, ...(key === 'GNU.sparse.name' && { sparseName: value() }) };
}
