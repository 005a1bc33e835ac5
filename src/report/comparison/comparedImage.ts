/**
 * What is compared of an image: plain values, without what depends on where the image was found. Made of an opened image
 * (`comparedImage`) or of a saved report (savedReport.ts), so that either can be held against either.
 */

import type { ComparableFunction } from '../../code/comparable/comparableCode.ts';
import type { CodePath } from '../../code/paths.ts';
import type { AbiHeader } from '../../consumers/abi.ts';
import type { Outcome } from '../../consumers/model.ts';
import type { SourceInfo } from '../../elf/imageSource.ts';

export interface ComparedImage {
  readonly kind: SourceInfo['kind'] | 'archive' | 'unknown';
  /** What people call it. Unchecked: show it escaped. */
  readonly label: SourceInfo['label'];
  /** Where it was read, as it was asked for. */
  readonly path?: string;
  /** Release of the kernel that ran where the report was made. */
  readonly host?: string;
  readonly role: 'vdso' | 'elf';
  readonly header: AbiHeader;
  readonly soname?: string;
  readonly buildId?: string;
  /** Of the Linux note: "6.12.9". */
  readonly kernel?: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256?: string;
  readonly consumers: readonly ComparedConsumer[];
  /** By name, then version. */
  readonly exports: readonly ComparedExport[];
  /** Names of definitions but the base's, by name. */
  readonly versions: readonly string[];
  readonly hashTables: readonly ComparedTable[];
  /** In the order of the image. */
  readonly notes: readonly ComparedNote[];
  /** Absent where the code was not looked at. */
  readonly code?: ComparedCode;
  /** What is not in the lists above, since there is too much of it. */
  readonly leftOut: number;
}

export interface ComparedConsumer {
  readonly id: string;
  readonly release: string;
  readonly name: string;
  readonly wholeImage?: true;
  /** Of a Go program itself, whose keys are no release's. */
  readonly program?: true;
  readonly outcome: Outcome;
  /** A sentence. */
  readonly why: string;
  readonly keys: readonly ComparedKey[];
}

export interface ComparedKey {
  readonly symbol: string;
  readonly version?: string;
  readonly outcome: Outcome;
}

export interface ComparedExport {
  readonly name: string;
  /** '' for none. */
  readonly version: string;
  readonly type: string;
  readonly bind: string;
  readonly visibility: string;
  readonly value: bigint;
  readonly size: bigint;
}

export interface ComparedTable {
  readonly name: 'sysv' | 'gnu' | 'mips';
  readonly buckets: number;
}

export interface ComparedNote {
  readonly owner: string;
  readonly type: number;
  /** Hexadecimal digits, the first of them. */
  readonly description: string;
  /** "build id 1af29f…", "Linux 6.12.9": what it means, where that is known. */
  readonly text: string;
}

export interface ComparedCode {
  readonly functions: readonly ComparedFunction[];
  readonly clocks: readonly ComparedClock[];
}

export interface ComparedFunction {
  /** '' for what of the code sections belongs to no function. */
  readonly name: string;
  /** Absent where it was not followed. */
  readonly path?: CodePath;
  readonly counters: readonly string[];
  /** Absent of saved reports, which have no instructions, and of what is left out of a large image. */
  readonly code?: ComparableFunction;
}

export interface ComparedClock {
  readonly id: number;
  readonly name: string;
  readonly path: CodePath;
  readonly counters: readonly string[];
}

/** Names, notes and functions of one image that are compared; a vDSO has some ten. */
export const MOST_COMPARED_ROWS = 20_000;
/** Characters of names. A file may have thousands of names that share one long text. */
export const MOST_COMPARED_TEXT = 4 * 1024 * 1024;
/** Bytes of a note's description. */
export const NOTE_BYTES = 256;

/** Of one build: what differs then differs since one of them is mapped, or on two machines. */
export function isSameBuild({ buildId }: ComparedImage, { buildId: other }: ComparedImage): boolean {
  return buildId !== undefined && buildId === other;
}
