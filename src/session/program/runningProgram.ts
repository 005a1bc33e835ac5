/** The program that a process runs: its file or, where that is packed, what was unpacked into its memory. */
import type { GoFile } from '../../consumers/goProgram/goProgram.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { Packed } from '../../elf/model.ts';
import { type ElfHeaders, readElfHeaders } from '../../elf/readHeaders.ts';
import { atMost, MAX_FILE_BYTES } from '../../sources/boundedSource.ts';
import { openFile } from '../../sources/fileSource.ts';
import type { Machine } from './machine.ts';
import { openUnpacked } from './unpacked.ts';

export interface RunningProgram {
  readonly headers: ElfHeaders;
  readonly source: ByteSource;
  /** What its file is packed by. */
  readonly packed?: Packed;
  /** Set when it is read from memory: it has no file, and its addresses are those of the process. */
  readonly unpacked?: GoFile;
}

/** The path works for deleted programs as well: it leads to the file itself. */
export function executablePath(pid: number): string {
  return `/proc/${pid}/exe`;
}

/** Whoever opened it disposes its source. Undefined for what is no ELF file; rejects with a SourceError. */
export async function openRunning(
  pid: number,
  { proc, files }: Machine,
): Promise<RunningProgram | undefined> {
  const { source } = await openFile(files, executablePath(pid));
  try {
    const headers = await readElfHeaders(atMost(source, MAX_FILE_BYTES));
    const packed = headers?.packed;
    // Memory that cannot be read leaves the file, which says what it is packed by.
    const unpacked = packed && (await openUnpacked(headers, pid, proc).catch(() => undefined));
    if (headers !== undefined && unpacked === undefined)
      return { headers, source, ...(packed && { packed }) };
    await source.dispose();
    return (
      unpacked &&
      packed && { headers: unpacked.program, packed, unpacked: unpacked.program, source: unpacked.source }
    );
  } catch (error) {
    await source.dispose();
    throw error;
  }
}
