/** What our readers of archives make of bytes: names and contents, and why they stopped. */
import { ContainerError } from '../../src/sources/containers/containerError.ts';
import { Cursor } from '../../src/sources/containers/cursor.ts';
import type { Part } from '../../src/sources/containers/model.ts';
import { memorySource } from '../../src/sources/memorySource.ts';

export interface ReadArchive {
  readonly members: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly notices: readonly { readonly code: string; readonly args: object }[];
}

/** @param pieces bytes of a stream's piece; absent: a file that can be read at any position */
export async function readArchive(
  read: (cursor: Cursor) => AsyncGenerator<Part>,
  bytes: Uint8Array,
  pieces?: number,
): Promise<ReadArchive> {
  const cursor = pieces === undefined ? Cursor.of(memorySource(bytes)) : Cursor.over(streamOf(bytes, pieces));
  const members: { name: string; bytes: Uint8Array }[] = [];
  const notices: { code: string; args: object }[] = [];
  try {
    for await (const part of read(cursor)) {
      if (part.kind === 'notice') notices.push(told(part.error));
      if (part.kind !== 'member') continue;
      const parts: Uint8Array[] = [];
      for await (const piece of part.member.bytes) parts.push(piece.slice());
      members.push({ name: part.member.name, bytes: Buffer.concat(parts) });
    }
  } catch (error) {
    if (!(error instanceof ContainerError)) throw error;
    notices.push(told(error));
  }
  return { members, notices };
}

function told({ code, args }: ContainerError) {
  return { code, args };
}

async function* streamOf(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
