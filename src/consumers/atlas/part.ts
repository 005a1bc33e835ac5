/** A stretch of the image with its section header, and the strings that the others point at. */
import type { FieldWriter } from './fieldWriter.ts';

export interface ImagePart {
  readonly name: string;
  readonly type: number;
  readonly size: number;
  readonly align: number;
  readonly flags: number;
  readonly entsize?: number;
  /** Names of sections. */
  readonly link?: string;
  readonly info?: number;
  readonly write: (out: FieldWriter, at: number) => void;
}

/** With its offset in the file, which is its address as well. */
export type Placed = ImagePart & { readonly at: number };

export interface Strings {
  readonly bytes: readonly number[];
  /** Offset of each. */
  readonly at: ReadonlyMap<string, number>;
}

/** ASCII, as every name that a kernel exports. */
export function strings(texts: readonly string[]): Strings {
  const bytes: number[] = [];
  const at = new Map<string, number>();
  for (const text of texts) {
    if (at.has(text)) continue;
    at.set(text, bytes.length);
    for (const character of text) bytes.push(character.charCodeAt(0));
    bytes.push(0);
  }
  return { bytes, at };
}

export function stringPart({ bytes }: Strings): Pick<ImagePart, 'size' | 'write'> {
  return { size: bytes.length, write: (out, at) => out.numbers(at, 1, bytes) };
}
