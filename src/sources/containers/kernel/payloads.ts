/** What kernels carry packed: where it may begin, and what it becomes. */
import type { ByteSource } from '../../../elf/imageSource.ts';
import { LARGEST_MEMBER } from '../collect.ts';
import { ContainerError } from '../containerError.ts';
import { Cursor } from '../cursor.ts';
import type { Packing } from '../format.ts';
import type { Part } from '../model.ts';
import type { Pace } from '../pace.ts';
import { Passing } from '../passing.ts';
import { scan } from '../scan.ts';
import { packings } from '../unpack/packings.ts';
import { unpacked } from '../unpacked.ts';

/** Unpacked bytes from which on it can be a kernel: less is what happened to look like a magic. */
const SMALLEST_KERNEL = 64 * 1024;
/** Places that look like something packed and are tried. Kernels have one to three. */
export const MOST_PAYLOADS = 64;
/** Bytes unpacked of one kernel, all tries together. */
export const MOST_UNPACKED = 1024 * 1024 * 1024;
/** Bytes looked through at once, and those of a magic, which may be cut. */
const PIECE = 1 << 20;
const MAGIC = 16;

interface Candidate {
  readonly packing: Packing;
  readonly offset: number;
}

/** What something packed becomes, read while it is unpacked. Whoever has it disposes its source. */
export interface Payload {
  /** "zstd@0x4164" */
  readonly name: string;
  readonly source: Passing;
  /** Packed bytes that it was made of, as far as they were read. */
  packed(): number;
}

/** What is packed at a place; undefined where nothing is that can be told. */
export async function payloadAt(
  source: ByteSource,
  offset: number,
  end: number,
  pace: Pace,
): Promise<Payload | undefined> {
  const head = await source.read(offset, Math.min(MAGIC, end - offset));
  const packing = packings.find((each) => each.matches(head, ''));
  return packing && payloadOf(source, { packing, offset }, end, pace);
}

function payloadOf(source: ByteSource, { packing, offset }: Candidate, end: number, pace: Pace): Payload {
  const packed = Cursor.of(source, offset, end);
  return {
    name: `${packing.format}@0x${offset.toString(16)}`,
    source: new Passing(unpacked(packed, packing, pace), LARGEST_MEMBER),
    packed: () => packed.position,
  };
}

export async function isKernel({ source }: Payload): Promise<boolean> {
  return (await source.ahead(SMALLEST_KERNEL)) >= SMALLEST_KERNEL;
}

/** The images of a payload, and what was wrong with it. */
export async function* imagesInPayload({ name, source }: Payload, pace: Pace): AsyncGenerator<Part> {
  for await (const part of scan(source, pace)) yield { ...part, payload: name };
  await source.pass();
  if (source.error !== undefined) yield { kind: 'notice', error: source.error, payload: name };
}

/**
 * Every payload whose place no header says, by the magic of its packing. What is none breaks at once and is passed over
 * in silence; what cannot be unpacked here may be the kernel, and is said at the end.
 */
export async function* searchedPayloads(source: ByteSource, pace: Pace): AsyncGenerator<Payload> {
  let tried = 0;
  let spent = 0;
  let next = 0;
  let refusal: Payload | undefined;
  for await (const candidate of candidates(source, pace)) {
    if (candidate.offset < next) continue;
    if (++tried > MOST_PAYLOADS) throw new ContainerError('tooManyPayloads', { limit: MOST_PAYLOADS });
    const payload = payloadOf(source, candidate, source.size, pace);
    try {
      if (await isKernel(payload)) {
        yield payload;
        spent += await payload.source.pass();
        next = candidate.offset + payload.packed();
      } else {
        spent += await payload.source.pass();
        if (payload.source.error !== undefined && isRefusal(payload.source.error)) refusal ??= payload;
      }
    } finally {
      await payload.source.dispose();
    }
    if (spent > MOST_UNPACKED) throw new ContainerError('passedTooMany', { limit: MOST_UNPACKED });
  }
  if (refusal !== undefined) yield refusal;
}

function isRefusal({ code }: ContainerError): boolean {
  return code === 'cannotUnpack' || code === 'windowTooLarge' || code === 'unknownFilter';
}

async function* candidates(source: ByteSource, pace: Pace): AsyncGenerator<Candidate> {
  for (let start = 0; start < source.size; start += PIECE) {
    await pace.step();
    const bytes = await source.read(start, PIECE + MAGIC);
    const last = Math.min(PIECE, bytes.length);
    for (let at = 0; at < last; at++) {
      if (FIRST[bytes[at] as number] === 0) continue;
      const head = bytes.subarray(at, at + MAGIC);
      const packing = packings.find((each) => each.matches(head, ''));
      if (packing !== undefined && isLikely(packing, head)) yield { packing, offset: start + at };
    }
  }
}

/** The first bytes of magics: most bytes are none of them. */
const FIRST = new Uint8Array(256);
for (const byte of [0x1f, 0xfd, 0x28, 0x02, 0x04, 0x42, 0x5d, 0x89]) FIRST[byte] = 1;

/** A short magic stands in many places: kernels' gzip is made on Unix or on a system that is not said. */
function isLikely({ format }: Packing, head: Uint8Array): boolean {
  if (format === 'gzip') return [0, 3, 255].includes(head[9] ?? -1);
  return format !== 'bzip2' || (head[5] === 0x41 && head[6] === 0x59);
}
