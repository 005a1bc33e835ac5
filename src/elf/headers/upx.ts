/**
 * Programs packed by UPX: what the headers describe is a stub that unpacks the program when it starts. Three records
 * follow the program headers (UPX src/stub/src/include/linux.h), in the program's byte order but for the magic:
 *   l_info { l_checksum u32; l_magic "UPX!"; l_lsize u16; l_version u8; l_format u8 }
 *   p_info { p_progid u32; p_filesize u32; p_blocksize u32 }
 *   b_info { sz_unc u32; sz_cpr u32; b_method u8; b_ftid u8; b_cto8 u8; b_unused u8 }
 * The same version, format and method stand in the PackHeader at the end of the file, which may be cut off: a process
 * starts without it.
 */
import { fileNumber } from '../bytes/fileNumber.ts';
import type { Window } from '../bytes/window.ts';
import type { ElfHeader, Packed } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { AddressMap } from './addressMap.ts';

/** Bytes of the three records. */
export const UPX_SIZE = 36;

const MAGIC = 0x55505821; // "UPX!"
/** What the stub says of itself. */
const RELEASE = /\$Id: UPX (\d{1,3}\.\d{1,4}) /;

/** src/conf.h UPX_F_*, those for ELF files of Linux; named as `upx -l` does. */
const FORMATS: Readonly<Record<number, string>> = {
  10: 'linux.exec/i386',
  12: 'linux/i386',
  14: 'linux.sh/i386',
  20: 'linux/elfi386',
  22: 'linux/amd64',
  23: 'linux/arm',
  30: 'linux/mipsel',
  39: 'linux/ppc64le',
  42: 'linux/arm64',
  132: 'linux/ppc32',
  133: 'linux/armeb',
  137: 'linux/mips',
  140: 'linux/ppc64',
};

/** src/conf.h M_*: the first of the three variants of each NRV method, by the width of their words. */
const METHODS: Readonly<Record<number, string>> = { 14: 'LZMA', 15: 'Deflate', 16: 'Zstandard', 17: 'bzip2' };
const NRV = ['NRV2B', 'NRV2D', 'NRV2E'];

/** Where they would stand: behind the program headers. */
export function upxOffset({ phoff, phnum, phentsize }: ElfHeader): number {
  return fileNumber(phoff) + phnum * phentsize;
}

/** Undefined for what UPX has not packed. */
export async function readUpx(context: ReadContext, map: AddressMap): Promise<Packed | undefined> {
  const { header } = context;
  const offset = upxOffset(header);
  const records = context.window(offset, UPX_SIZE);
  if (header.phnum === 0 || records.length < UPX_SIZE || records.view.getUint32(4) !== MAGIC)
    return undefined;
  const release = RELEASE.exec(await stubText(context, map, records))?.[1];
  const packed: Packed = {
    packer: 'UPX',
    ...(release === undefined ? {} : { release }),
    version: records.u8(10),
    format: formatName(records.u8(11)),
    method: methodName(records.u8(32)),
    size: records.u32(16),
  };
  const { packer, version, format, method, size } = packed;
  const args = { packer, release: release ?? '', version, format, method, size };
  context.problems.add('note', 'packed', args, 'upx-header', {
    offset,
    length: UPX_SIZE,
  });
  return packed;
}

/** The stub's code and texts: l_lsize bytes from its entry on, 64 KiB at most. */
async function stubText(context: ReadContext, map: AddressMap, records: Window): Promise<string> {
  const { header, resident } = context;
  const offset = map.offsetOf(header.entry);
  if (offset === undefined) return '';
  const length = records.u16(8);
  resident.request(offset, length);
  await resident.fetch();
  return new TextDecoder('latin1').decode(resident.view(offset, length));
}

function formatName(format: number): string {
  return FORMATS[format] ?? `format ${format}`;
}

function methodName(method: number): string {
  return NRV[Math.floor((method - 2) / 3)] ?? METHODS[method] ?? `method ${method}`;
}
