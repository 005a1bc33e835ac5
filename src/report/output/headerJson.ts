/** The single objects of the JSON report: source, host, header. */

import { fileTypeName, machineName, osabiName } from '../../elf/format/names.ts';
import type { HostInfo } from '../../elf/imageSource.ts';
import type { ElfHeader, ElfImage, GnuHashTable, SysvHashTable } from '../../elf/model.ts';
import { providerText } from '../english/sentences.ts';
import type { Subject } from '../facts/subject.ts';
import { hex } from '../format.ts';
import type { Json } from '../jsonValue.ts';

export function sourceJson({ source, loadBias }: Subject): Json {
  const { kind, label, path, pid, base, size, sha256, mapping } = source;
  return {
    kind,
    label,
    ...(path === undefined ? {} : { path }),
    ...(pid === undefined ? {} : { pid }),
    ...(base === undefined ? {} : { base: hex(base) }),
    ...(loadBias === undefined ? {} : { loadBias: hex(loadBias) }),
    size,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(mapping === undefined
      ? {}
      : {
          mapping: mapping.map(({ name, start, end, perms }) => ({
            name,
            start: hex(start),
            end: hex(end),
            perms,
          })),
        }),
  };
}

export function hostJson({ role, provider: maker }: Subject, host: HostInfo): Json {
  const { kernelRelease, clocksource } = host;
  const provider = role === 'vdso' ? maker : undefined;
  return {
    kernelRelease,
    ...(clocksource === undefined ? {} : { clocksource }),
    ...(provider === undefined || provider.kind === 'unknown' ? {} : { provider: providerText(provider) }),
  };
}

export function headerJson(header: ElfHeader): Json {
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
