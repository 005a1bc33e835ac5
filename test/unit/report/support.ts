/** Reports for tests, made as the faces make them. */
import { strict as assert } from 'node:assert';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import type { ConsumerFinding } from '../../../src/consumers/model.ts';
import type { RuntimeFound } from '../../../src/consumers/runtimes.ts';
import type { HostInfo, SourceInfo } from '../../../src/elf/imageSource.ts';
import type { Packed } from '../../../src/elf/model.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { type JsonOptions, reportJson } from '../../../src/report/output/json.ts';
import type { Report } from '../../../src/report/report.ts';
import { makeReport } from '../../../src/session/makeReport.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { joined } from '../../support/pieces.ts';
import { assertFollowsSchema } from '../../support/schema.ts';

/** Of the image of this process. */
export const live = {
  kind: 'live',
  label: 'this process (4711)',
  pid: 4711,
  base: 0x7fff_1000_0000n,
} as const;

export interface ReportOptions {
  readonly info?: Partial<SourceInfo>;
  readonly host?: HostInfo;
  readonly symtab?: boolean;
  readonly asVdso?: boolean;
  readonly runtimes?: readonly RuntimeFound[];
  readonly packed?: Packed;
  readonly programs?: readonly ConsumerFinding[];
  readonly consumers?: readonly { readonly id: string; readonly release?: string }[];
}

export async function reportOf(bytes: Uint8Array, options: ReportOptions = {}): Promise<Report> {
  const result = await readElf(memorySource(bytes), { symtab: options.symtab ?? false });
  assert.equal(result.kind, 'elf');
  const source: SourceInfo = {
    kind: 'file',
    label: 'image.so',
    path: '/images/image.so',
    size: bytes.length,
    ...options.info,
  };
  const selection = options.consumers ?? allConsumers.map(({ id }) => ({ id }));
  const how = { selection, asVdso: options.asVdso ?? false };
  const { host, runtimes, packed, programs } = options;
  const found = runtimes && { runtimes, packed };
  return makeReport(result.image, source, host, how, 'vdso-explorer 0.0.0', programs, found);
}

/** A list of images follows its part of the schema. */
export function assertValidList(text: string): void {
  assertFollowsSchema(JSON.parse(text), 'imageList');
}

/** The report's JSON, parsed back; fails where it does not follow docs/report.schema.json. */
export function validJson(report: Report, options?: JsonOptions): JsonReport {
  return assertValid(joined(reportJson(report, options)));
}

export function assertValid(text: string): JsonReport {
  const value: unknown = JSON.parse(text);
  assertFollowsSchema(value);
  return value as JsonReport;
}

/** As much of the report's shape as the tests read. */
export interface JsonReport {
  readonly role: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly host?: Readonly<Record<string, unknown>>;
  readonly header: { readonly machine: { readonly value: number; readonly name: string } };
  readonly segments: readonly { readonly vaddr: string; readonly type: { readonly name: string } }[];
  readonly sections: readonly { readonly name: string }[];
  readonly dynamic: readonly { readonly name: string; readonly text?: string }[];
  readonly symbols: readonly JsonSymbol[];
  readonly symtab?: readonly JsonSymbol[];
  readonly versions: {
    readonly definitions: readonly {
      readonly name: string;
      readonly parents: readonly string[];
      readonly lookedUpBy: readonly { readonly consumer: string; readonly variable?: string }[];
    }[];
    readonly needs: readonly {
      readonly file: string;
      readonly versions: readonly { readonly name: string }[];
    }[];
  };
  readonly hashTables: {
    readonly sysv?: { readonly buckets: readonly number[]; readonly chains: readonly number[] };
    readonly gnu?: {
      readonly bloom: readonly string[];
      readonly buckets: readonly number[];
      readonly chains: readonly string[];
    };
  };
  readonly relocations: readonly { readonly table: string; readonly addend?: string }[];
  readonly leftOut?: readonly { readonly part: string; readonly shown: number; readonly of: number }[];
  readonly notes: readonly { readonly owner: string; readonly description: string; readonly text?: string }[];
  readonly consumers: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly program?: Readonly<Record<string, unknown>>;
    readonly steps?: readonly unknown[];
    readonly keys: readonly {
      readonly symbol: string;
      readonly outcome: string;
      readonly address?: string;
      readonly value?: string;
      readonly steps?: readonly unknown[];
    }[];
  }[];
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

export interface JsonSymbol {
  readonly index: number;
  readonly name: string;
  readonly value: string;
  readonly address?: string;
  readonly fileOffset?: string;
  readonly size: number | string;
  readonly type: string;
  readonly sysvHash?: string;
  readonly gnuHash?: string;
  readonly section: { readonly index: number; readonly name?: string };
  readonly version?: {
    readonly index: number;
    readonly name?: string;
    readonly hidden: boolean;
    readonly kind: string;
    readonly file?: string;
  };
  readonly lookedUpBy: readonly { readonly consumer: string; readonly variable?: string }[];
}
