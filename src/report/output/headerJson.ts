/** What the JSON documents begin with: what made them and what of; and the single objects: source, host, header. */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { labelText } from '../../elf/english.ts';
import { fileTypeName, machineName, osabiName } from '../../elf/format/names.ts';
import type { HostInfo, Mapping, ProcessImage } from '../../elf/imageSource.ts';
import type { ElfHeader, ElfImage, GnuHashTable, SysvHashTable } from '../../elf/model.ts';
import { providerText } from '../english/origin.ts';
import { processJson } from '../facts/runtimes.ts';
import { hex, shownJson } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Subject } from '../subject.ts';

export const SCHEMA_VERSION = 2;

interface Members {
  readonly [name: string]: Json | undefined;
}

/** The members of every document about one image. */
export function originJson(subject: Subject): Members {
  return { schema: SCHEMA_VERSION, generator: subject.generator, source: sourceJson(subject) };
}

/** A document that is written in place of a report. */
export function partJson(subject: Subject, part: Members): string {
  return documentText({ ...originJson(subject), ...part });
}

/** Of documents that are small: the report is streamed (jsonWriter.ts). */
export function documentText(members: Members): string {
  return shownJson(`${JSON.stringify(members, undefined, 2)}\n`);
}

/** The members of documents about the whole image. */
export function headJson(subject: Subject): Members {
  const { host, image, role, runtimes } = subject;
  return {
    ...originJson(subject),
    host: host && hostJson(subject, host),
    process: runtimes && processJson(subject, runtimes),
    role,
    header: headerJson(image.header),
  };
}

export function sourceJson({ source, loadBias }: Pick<Subject, 'source' | 'loadBias'>): Json {
  const { kind, label, path, pid, base, size, sha256, mapping, members, images, announced } = source;
  return {
    kind,
    label: labelText(label),
    path,
    members,
    pid,
    base: base === undefined ? undefined : hex(base),
    loadBias: loadBias === undefined ? undefined : hex(loadBias),
    size,
    sha256,
    mapping: mapping?.map(mappingJson),
    announced: images && hex(announced ?? 0n),
    images: images?.map(imageJson),
  };
}

function imageJson({ base, size, mapping, before, is }: ProcessImage): Json {
  return {
    base: hex(base),
    size: fileNumber(size),
    mapping,
    before: fileNumber(before),
    announced: is.includes('announced'),
    shown: is.includes('shown'),
    sameBytes: is.includes('shown') || is.includes('same-bytes'),
    elf: !is.includes('not-elf'),
  };
}

export function mappingJson({ name, start, end, perms }: Mapping): Json {
  return { name, start: hex(start), end: hex(end), perms };
}

export function hostJson(
  { role, provider: maker }: Pick<Subject, 'role' | 'provider'>,
  host: HostInfo,
): Json {
  const { kernelRelease, clocksource } = host;
  const provider = role === 'vdso' ? maker : undefined;
  return {
    kernelRelease,
    clocksource,
    provider: provider === undefined || provider.kind === 'unknown' ? undefined : providerText(provider),
  };
}

function headerJson(header: ElfHeader): Json {
  return {
    class: header.class,
    data: header.littleEndian ? 'little' : 'big',
    machine: named(header.machine, machineName(header.machine)),
    type: named(header.type, fileTypeName(header.type)),
    osabi: named(header.osabi, osabiName(header.osabi)),
    abiVersion: header.abiVersion,
    version: header.version,
    entry: hex(header.entry),
    flags: hex(header.flags),
    phoff: hex(header.phoff),
    phentsize: header.phentsize,
    phnum: header.phnum,
    shoff: hex(header.shoff),
    shentsize: header.shentsize,
    shnum: header.shnum,
    shstrndx: header.shstrndx,
    ehsize: header.ehsize,
  };
}

function named(value: number, name: string): Json {
  return { value, name };
}

type HashTableHead = Readonly<Record<string, number>>;

/** What stands before the words of each hash table that there is: all that the model's tools are told of them. */
export function hashTableHeads({
  sysvHash,
  gnuHash,
  mipsHash,
}: Pick<ElfImage, 'sysvHash' | 'gnuHash' | 'mipsHash'>): {
  readonly [name in HashTableName]?: HashTableHead;
} {
  return {
    ...(sysvHash && { sysv: sysvHead(sysvHash) }),
    ...(gnuHash && { gnu: gnuHead(gnuHash) }),
    ...(mipsHash && { mips: gnuHead(mipsHash) }),
  };
}

export type HashTableName = 'sysv' | 'gnu' | 'mips';

function sysvHead({ nbucket, nchain, wordSize }: SysvHashTable): HashTableHead {
  return { nbucket, nchain, wordSize };
}

function gnuHead({ nbuckets, symoffset, bloomSize, bloomShift }: GnuHashTable): HashTableHead {
  return { nbuckets, symoffset, bloomSize, bloomShift };
}
