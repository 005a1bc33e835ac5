/**
 * What a packer's stub has made of a program: it lies in the memory of its process as its own headers say. They take the
 * place of those of the stub, at the address of its first segment.
 */
import type { GoFile } from '../../consumers/goProgram/goProgram.ts';
import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { PT_LOAD } from '../../elf/format/constants.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { Segment } from '../../elf/model.ts';
import { type ElfHeaders, readElfHeaders } from '../../elf/readHeaders.ts';
import { NO_ROWS } from '../../elf/table.ts';
import { processTarget } from '../../sources/liveImage.ts';
import { type LoadedRange, loadedFile } from '../../sources/loadedFile.ts';
import { openMemory } from '../../sources/processFiles.ts';
import { readEntry } from '../../sources/processWords.ts';
import type { ProcFs, ProcMemory } from '../../sources/procFs.ts';

/** A program in memory: its addresses are the process's own, its relocations have been applied. */
export interface UnpackedProgram {
  readonly program: GoFile;
  readonly source: ByteSource;
}

/** Headers that stand in front of a program: those of some dozens of segments. */
const HEAD_BYTES = 4096;

/**
 * Undefined when there are no headers. They are the stub's own as long as it has not come so far. Whoever opened it
 * disposes its source. Rejects with a SourceError.
 * @param stub what the headers of the process's program file say
 */
export async function openUnpacked(
  stub: ElfHeaders,
  pid: number,
  proc: ProcFs,
): Promise<UnpackedProgram | undefined> {
  const [first] = loads(stub);
  const entry = await readEntry(proc, pid);
  if (first === undefined || entry === undefined) return undefined;
  const start = BigInt.asUintN(64, entry - stub.header.entry + first.vaddr);
  const target = processTarget(proc, pid);
  const memory = await openMemory(proc, target);
  try {
    const head = loadedFile(memory, target, [{ offset: 0, length: HEAD_BYTES, address: start }]);
    const headers = await readElfHeaders(head);
    const [lowest] = headers === undefined ? [] : loads(headers);
    if (headers === undefined || lowest === undefined) return await closed(memory);
    const bias = BigInt.asUintN(64, start - lowest.vaddr + lowest.offset);
    const source = loadedFile(memory, target, rangesOf(headers, bias));
    const whole = await readElfHeaders(source);
    return whole === undefined ? await closed(memory) : { program: moved(whole, bias), source };
  } catch (error) {
    await memory.close();
    throw error;
  }
}

async function closed(memory: ProcMemory): Promise<undefined> {
  await memory.close();
  return undefined;
}

function loads({ segments }: ElfHeaders): Segment[] {
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
