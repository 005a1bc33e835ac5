/** A program as it lies in memory: its headers, and what they name, at the addresses that it has there. */
import type { GoFile } from '../../consumers/goProgram/goProgram.ts';
import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { PT_LOAD } from '../../elf/format/constants.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { Segment } from '../../elf/model.ts';
import { type ElfHeaders, readElfHeaders } from '../../elf/readHeaders.ts';
import { NO_ROWS } from '../../elf/table.ts';
import type { OfProcess } from '../../sources/failures.ts';
import { type LoadedRange, loadedFile } from '../../sources/loadedFile.ts';
import type { ProcMemory } from '../../sources/procFs.ts';

/** A program in memory: its addresses are the process's own, its relocations have been applied. */
export interface LoadedProgram {
  readonly program: GoFile;
  readonly source: ByteSource;
  /** What its segments claim of the memory. */
  readonly ranges: readonly LoadedRange[];
}

/** Headers that stand in front of a program: those of some dozens of segments. */
const HEAD_BYTES = 4096;

/**
 * Undefined when there are no headers. Whoever opened it disposes its source, which closes the memory; where there is
 * none the memory stays open. Rejects as the memory does.
 * @param start where its first byte lies
 */
export async function openLoaded(
  memory: ProcMemory,
  of: OfProcess,
  start: bigint,
): Promise<LoadedProgram | undefined> {
  const headers = await readElfHeaders(headOf(memory, of, start));
  const [lowest] = headers === undefined ? [] : loads(headers);
  if (headers === undefined || lowest === undefined) return undefined;
  const bias = BigInt.asUintN(64, start - lowest.vaddr + lowest.offset);
  const ranges = rangesOf(headers, bias);
  const source = loadedFile(memory, of, ranges);
  const whole = await readElfHeaders(source);
  return whole && { program: moved(whole, bias), source, ranges };
}

/** The first page, as a file. */
export function headOf(memory: ProcMemory, of: OfProcess, start: bigint): ByteSource {
  return loadedFile(memory, of, [{ offset: 0, length: HEAD_BYTES, address: start }]);
}

export function loads({ segments }: ElfHeaders): Segment[] {
  return Array.from({ length: segments.length }, (_, index) => segments.at(index)).filter(
    (segment): segment is Segment => segment?.type === PT_LOAD,
  );
}

function rangesOf(headers: ElfHeaders, bias: bigint): LoadedRange[] {
  return loads(headers).map(({ vaddr, offset, filesz }) => ({
    offset: fileNumber(offset),
    length: fileNumber(filesz),
    address: BigInt.asUintN(64, bias + vaddr),
  }));
}

/** The same at the addresses that it has. Of the tables that no segment covers nothing is there. */
function moved({ segments, sections: _, ...headers }: ElfHeaders, bias: bigint): GoFile {
  return {
    ...headers,
    segments: {
      length: segments.length,
      at: (index) => {
        const segment = segments.at(index);
        return segment && { ...segment, vaddr: BigInt.asUintN(64, bias + segment.vaddr) };
      },
      rangeOf: (index) => segments.rangeOf(index),
    },
    sections: NO_ROWS,
    relocations: { ...NO_ROWS, symbolName: () => '' },
    offsetOf: (address) => headers.offsetOf(BigInt.asUintN(64, address - bias)),
  };
}
