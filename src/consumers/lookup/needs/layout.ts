/** How the PT_LOADs must lie, and where the headers must be. Each rule is one test of a consumer. */

import { fileNumber } from '../../../elf/bytes/fileNumber.ts';
import { PT_LOAD, PT_PHDR } from '../../../elf/format/constants.ts';
import type { LayoutRule, Need } from '../../need.ts';
import { type Replay, ReplayStop } from '../replay.ts';
import { met, type NeedResult, unmet } from './needResult.ts';
import { loadSegments, type ProgramHeader, programHeaders, programHeaderTable } from './programHeaders.ts';

const PAGE = 4096n;

export function layoutNeed(replay: Replay, { rule }: Extract<Need, { kind: 'layout' }>): NeedResult {
  const loads = loadSegments(replay);
  if (rule === 'any') {
    if (loads.length === 0) return unmet(replay, 'need-no-load', {});
    return met(replay, 'need-loads', { count: loads.length });
  }
  if (rule === 'headers-inside') return headersInside(replay, loads);
  for (const position of loads.keys()) {
    const broken = brokenBy(replay, rule, loads, position);
    if (broken !== undefined) return broken;
  }
  return met(replay, 'need-layout', { rule });
}

/** undefined: the PT_LOAD at this position keeps the rule. */
function brokenBy(
  replay: Replay,
  rule: LayoutRule,
  loads: readonly ProgramHeader[],
  position: number,
): NeedResult | undefined {
  const [first] = loads;
  const segment = loads[position];
  const before = loads[position - 1];
  if (first === undefined || segment === undefined) return undefined;
  const { index, at, size, offset, vaddr, filesz, memsz } = segment;
  const start = replay.memory.wrap(vaddr - first.vaddr);
  const end = start + memsz;
  switch (rule) {
    case 'first-at-offset-zero':
      if (position > 0 || offset === 0n) return undefined;
      return unmet(replay, 'need-first-load-offset', { offset }, at, size);
    case 'offsets-as-addresses':
      if (start === offset) return undefined;
      return unmet(replay, 'need-load-moved', { index, offset, start }, at, size);
    case 'file-size-as-memory-size':
      if (memsz === filesz) return undefined;
      return unmet(replay, 'need-zeroed-space', { index, filesz, memsz }, at, size);
    case 'inside-the-file':
      if (end <= BigInt(replay.memory.fileSize)) return undefined;
      return unmet(replay, 'need-load-outside', { index, end }, at, size);
    case 'ascending':
      if (before === undefined || vaddr > before.vaddr) return undefined;
      return unmet(replay, 'need-loads-unordered', { index }, at, size);
    case 'pages-of-their-own': {
      if (before === undefined) return undefined;
      const last = replay.memory.wrap(before.vaddr - first.vaddr) + before.memsz;
      if (start >= last && last / PAGE < start / PAGE) return undefined;
      return unmet(replay, 'need-page-shared', { index, start }, at, size);
    }
    default:
      return undefined;
  }
}

/** Crashpad: file header and program headers between the first PT_LOAD and the end of the last. */
function headersInside(replay: Replay, loads: readonly ProgramHeader[]): NeedResult {
  const first = loads[0];
  const last = loads[loads.length - 1];
  const linked = loads.find(({ offset }) => offset === 0n);
  if (first === undefined || last === undefined || linked === undefined) {
    return unmet(replay, 'need-headers-not-loaded', {});
  }
  const { offset, count } = programHeaderTable(replay);
  const { ehdr, phdr } = replay.read;
  const end = offset + BigInt(count * phdr.size);
  const from = first.vaddr - linked.vaddr;
  const to = last.vaddr + last.memsz - linked.vaddr;
  if (from > 0n || end > to || to < BigInt(ehdr.size)) {
    return unmet(replay, 'need-headers-outside', { end, to }, replay.memory.base + offset, count);
  }
  return met(replay, 'need-headers-loaded', {});
}

export function pagesNeed(replay: Replay, { most }: Extract<Need, { kind: 'pages' }>): NeedResult {
  const pages = replay.memory.length / fileNumber(PAGE);
  if (pages > most) return unmet(replay, 'need-pages', { pages, most });
  return met(replay, 'need-few-pages', { pages, most });
}

export function inFirstPageNeed(
  replay: Replay,
  { table }: Extract<Need, { kind: 'in-first-page' }>,
): NeedResult {
  const { base } = replay.memory;
  const { ehdr } = replay.read;
  const isProgram = table === 'program-headers';
  const { offset, count, entrySize } = isProgram
    ? programHeaderTable(replay)
    : {
        offset: ehdr.word(base, 'e_shoff'),
        entrySize: ehdr.number(base, 'e_shentsize'),
        count: ehdr.number(base, 'e_shnum'),
      };
  const end = offset + BigInt(entrySize * count);
  const args = { table, end };
  const passed = (!isProgram && count === 0) || end <= PAGE;
  if (!passed) return unmet(replay, 'need-beyond-first-page', args, base + offset, entrySize * count);
  return met(replay, 'need-in-first-page', args, base + offset, entrySize * count);
}

/** frida-gum: a PT_PHDR leads to the image's start; else a PT_LOAD at offset 0 gives its address, unless that is 0. */
export function ownAddressNeed(replay: Replay): NeedResult {
  const { memory } = replay;
  const table = memory.wrap(memory.base + programHeaderTable(replay).offset);
  let start = 0n;
  for (const { type, offset, vaddr } of programHeaders(replay)) {
    if (type === PT_PHDR) start = memory.wrap(table - offset);
    else if (type === PT_LOAD && offset === 0n && start === 0n) start = vaddr;
  }
  if (start === 0n || start === memory.base) return met(replay, 'need-own-address', {});
  throw new ReplayStop('crash', { code: 'need-read-where-linked', args: { start } });
}
