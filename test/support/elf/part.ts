import type { FieldWriter } from './fieldWriter.ts';

/** A section header's contents, as far as the part itself knows them. */
export interface SectionShape {
  readonly name: string;
  readonly type: number;
  readonly flags?: bigint;
  /** Names of the sections that sh_link and sh_info point to. */
  readonly link?: string;
  readonly info?: number | string;
  readonly entsize?: number;
}

/** Where the parts ended up; known when they are written. */
export interface Addresses {
  readonly has: (part: string) => boolean;
  readonly offset: (part: string) => number;
  readonly size: (part: string) => number;
  readonly address: (part: string) => bigint;
  /** Index in the section header table; 0 without one. */
  readonly sectionIndex: (sectionName: string) => number;
}

/** One stretch of the image. Its size is known before it is written, its neighbours' places only then. */
export interface Part {
  readonly name: string;
  readonly align: number;
  readonly size: number;
  /** Inside a PT_LOAD. */
  readonly loaded: boolean;
  /** In the second PT_LOAD, when there is one. */
  readonly writable?: boolean;
  readonly section?: SectionShape;
  write(out: FieldWriter, where: Addresses): void;
}

export const SHF_WRITE = 1n;
export const SHF_ALLOC = 2n;
export const SHF_EXECINSTR = 4n;
export const SHF_INFO_LINK = 0x40n;

/** An address; a number stands for that many bytes into .data. */
export function placeOf(place: bigint | number, where: Addresses): bigint {
  return typeof place === 'bigint' ? place : where.address('data') + BigInt(place);
}
