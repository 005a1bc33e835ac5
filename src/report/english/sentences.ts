/** The sentences and labels of this layer. */
import { askerLabel, consumerName } from '../../consumers/english/programs.ts';
import type { ConsumerFinding, Outcome, Proof, Provider } from '../../consumers/model.ts';
import { andList, byteSize, count, labelText, list, plural } from '../../elf/english.ts';
import type { HostInfo, SourceInfo } from '../../elf/imageSource.ts';
import type { ElfHeader, Note } from '../../elf/model.ts';
import type { ClockAnswer } from '../facts/clocksource.ts';
import { innerPlace } from '../facts/innerPlace.ts';
import { type Lookup, lookupLabels } from '../facts/lookups.ts';
import { hex, hex32, shown } from '../format.ts';

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  found: 'found',
  partial: 'partly found',
  fallback: 'falls back',
  refuses: 'refuses',
  crash: 'would crash',
  hang: 'would hang',
  unknown: 'cannot be told',
  'not-applicable': 'not applicable',
  'not-in-catalogue': 'not in the catalogue',
};

/** Of those who take the whole image, and of their needs. */
const needWords: Readonly<Partial<Record<Outcome, string>>> = {
  found: 'met',
  partial: 'partly met',
  fallback: 'not met',
};

/** The outcome of a consumer, or of one of its keys. */
export function outcomeWord(outcome: Outcome, { wholeImage }: Pick<ConsumerFinding, 'wholeImage'>): string {
  return (wholeImage === undefined ? undefined : needWords[outcome]) ?? outcomeWords[outcome];
}

/** Of a key: what is not missed is no verdict on a port. */
export function keyOutcomeWord(outcome: Outcome, finding: Pick<ConsumerFinding, 'wholeImage'>): string {
  return outcome === 'not-applicable' ? 'not needed' : outcomeWord(outcome, finding);
}

/** How a refusal, a crash or a hang is known. */
export const proofText: Readonly<Record<Proof, string>> = {
  run: 'Held against its own code, running.',
  read: 'Read in its source; its code was not run here.',
};

export function consumerLabel(finding: Pick<ConsumerFinding, 'name' | 'release' | 'program'>): string {
  const name = consumerName(finding);
  return finding.release === '' ? name : `${name} ${finding.release}`;
}

/** "Go · vdsoClockgettimeSym" */
export function lookupLabel({ finding, variable, accepted }: Lookup): string {
  const name = askerLabel(finding);
  const label = variable === undefined ? name : `${name} · ${variable}`;
  return accepted ? label : `${label} (not accepted)`;
}

/** "Go · vdsoClockgettimeSym, glibc, musl" */
export function lookupsLabel(lookups: readonly Lookup[]): string {
  return list(lookupLabels(lookups, lookupLabel));
}

export function hashCheck(right: boolean): string {
  return right ? 'right' : 'wrong';
}

/** Of a constant in a consumer's source. */
export function hashConstant(verified: boolean): string {
  return verified ? 'hash verified' : 'hash constant is wrong';
}

export function hashConstants(verified: boolean | undefined): string {
  if (verified === undefined) return '';
  return verified ? 'right' : 'wrong';
}

export const endlessChain = 'and so on in a circle';

/** Behind the names that a cell shows. */
export function moreNames(count: number): string {
  return `+${plural(count, 'more', 'more')}`;
}

const TABLE_NAMES = { gnu: 'DT_GNU_HASH', sysv: 'DT_HASH', linear: 'every symbol in turn' } as const;

export function foundThrough(
  table: keyof typeof TABLE_NAMES | undefined,
  bucket: number | undefined,
): string {
  if (table === undefined) return '';
  return bucket === undefined ? TABLE_NAMES[table] : `${TABLE_NAMES[table]}, bucket ${bucket}`;
}

/** An address means something in one process only. */
export function inProcess(address: string, pid: number | undefined): string {
  return pid === undefined ? `${address} in its process` : `${address} in process ${pid}`;
}

/** Above or beside addresses, which then need no word of their own. */
export function addressWords(pid: number | undefined): readonly [label: string, explain: string] {
  return [
    pid === undefined ? 'Address in its process' : `Address in process ${pid}`,
    'What the variable holds in that process and in no other: load bias + value.',
  ];
}

/** How a hash table was found: by an entry of the dynamic table, which PT_DYNAMIC or only a section leads to, or without. */
export function hashFoundBy(kind: 'gnu' | 'sysv', from: 'segment' | 'section' | 'none'): string {
  const tag = TABLE_NAMES[kind];
  if (from === 'segment') return `${tag} of PT_DYNAMIC`;
  if (from === 'section') return `${tag} of a dynamic table that only a section header names`;
  return `a section header alone: the dynamic table has no ${tag}, so no runtime finds the table there`;
}

export function hashReadBy(names: readonly string[]): string {
  return names.length === 0 ? 'none of the runtimes that were asked' : list(names);
}

export function noteText({ meaning }: Pick<Note, 'meaning'>): string {
  switch (meaning?.kind) {
    case 'build-id':
      return `build id ${meaning.id}`;
    case 'linux-version':
      return `Linux ${meaning.release}`;
    case 'build-salt':
      return `build salt ${shown(meaning.salt)}`;
    case undefined:
      return '';
  }
}

export function providerText(provider: Provider): string {
  switch (provider.kind) {
    case 'linux':
      return `Linux ${provider.release ?? ''}`.trim();
    case 'uml':
      return `User-mode Linux ${provider.release ?? ''}`.trim();
    case 'gvisor':
      return 'gVisor';
    case 'rr':
      return 'rr';
    case 'qemu':
      return 'QEMU user mode';
    case 'wsl1':
      return 'WSL1';
    case 'unknown':
      return 'unknown';
  }
}

export const providerExplain: Readonly<Record<Provider['kind'], string>> = {
  linux: 'The kernel that built this image, from its note (owner "Linux", type 0).',
  uml: 'The kernel that built this image, from its note (owner "Linux", type 0). Linked at the top of the address space with DT_HASH only: the shape of user-mode Linux\'s image. Its clock functions are bare system calls.',
  gvisor:
    "No Linux note, DT_HASH only, linked at the top of the address space and with __kernel_rt_sigreturn: the shape of gVisor's image.",
  rr: "The debugger rr's own library in the place of the kernel's image: every function in it is a bare system call.",
  qemu: "No Linux note, a PT_PHDR and a writable PT_LOAD: the shape of the images inside QEMU's user mode. Their functions are bare system calls.",
  wsl1: "Linked at the top of the address space and without a Linux note, on a system that calls itself Microsoft's: WSL1, which has no Linux kernel.",
  unknown: 'The image has no note of owner "Linux", type 0, so nothing tells which kernel built it.',
};

/** What the current clock source means for clock calls, as the end of "tsc: …". */
export const clockMeaning: Readonly<Record<ClockAnswer, string>> = {
  capable: 'clock calls stay in user space',
  'system-call': 'every clock call is a system call, although the symbols are found',
  depends: 'clock calls stay in user space where the machine lets them',
  unknown: 'whether clock calls stay in user space is not known for this clock source',
  bare: "every clock call is a system call whatever the clock source: this image's functions do nothing else",
  own: "not asked by this image, whose maker reads the clocks in its own way (each symbol's details say how)",
};

/** What the image's code can do is not in it: only its maker is known, who decides for `bare` and `own`. */
export function byClockSource(name: string, meaning: string, answer: ClockAnswer): string {
  const mark = answer === 'bare' || answer === 'own' ? '' : ' (by the clock source)';
  return `${name}: ${meaning}${mark}`;
}

export const clockExplain =
  'The kernel gives each clock source a vDSO mode. CLOCK_REALTIME, MONOTONIC, BOOTTIME, TAI and MONOTONIC_RAW are read in user space only while that mode is not NONE; the COARSE clocks and time() always are. From /sys/devices/system/clocksource.';

export const clockHidden = 'not readable here: whether clock calls stay in user space is not known';

export function originText(source: SourceInfo): string {
  switch (source.kind) {
    case 'live':
      return `live, ${labelText(source.label)}`;
    case 'process':
      return `of ${labelText(source.label)}`;
    case 'file':
      return `file ${labelText(source.path ?? source.label)}`;
    case 'core':
      return `from core dump ${innerPlace(source)}`;
    case 'kernel':
      return `from kernel ${innerPlace(source)}`;
    case 'archive':
      return `from ${innerPlace(source)}`;
  }
}

/** What tells where an image comes from beside its name; nothing of a file, whose name says it. */
export function sourceInShort({ kind, label }: Pick<SourceInfo, 'kind' | 'label'>): readonly string[] {
  switch (kind) {
    case 'live':
      return ['live'];
    case 'process':
      return [labelText(label)];
    case 'file':
      return [];
    case 'core':
      return [`core dump ${labelText(label)}`];
    case 'kernel':
      return [`kernel ${labelText(label)}`];
    case 'archive':
      return [`in ${labelText(label)}`];
  }
}

export function runningKernel(host: HostInfo): string {
  return shown(host.kernelRelease);
}

/** Notes are unusual and legal: they count only where there is nothing else. */
export function healthInShort(errors: number, warnings: number, notes: number): string {
  if (errors + warnings + notes === 0) return 'Healthy';
  if (errors + warnings === 0) return plural(notes, 'note');
  return list(counted(errors, warnings, 0));
}

export function healthText(errors: number, warnings: number, notes: number): string {
  if (errors + warnings + notes === 0) return 'Healthy: no problems found.';
  const found = andList(counted(errors, warnings, notes));
  // Not every error is about something unreadable: two tables that contradict each other are read whole.
  if (errors > 0) return `${found}: who reads this image may fail or be misled.`;
  return warnings > 0 ? `${found}: readers may disagree about this image.` : `${found}: unusual, but legal.`;
}

function counted(errors: number, warnings: number, notes: number): string[] {
  return [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(notes > 0 ? [plural(notes, 'note')] : []),
  ];
}

/** In the place of the health while a preview is shown, and of what is not there yet. */
export const checking = {
  inShort: 'Checking…',
  health: 'Checking names and hash tables…',
  sentence:
    'These are the first rows of a large image. Its names and hash tables are still being read and checked; this appears as soon as they are.',
};

export function hashTitle(kind: 'gnu' | 'sysv'): string {
  return TABLE_NAMES[kind];
}

export function noBuckets(table: string): string {
  return `${table} is there and has no buckets: a lookup by it divides by zero, or finds nothing.`;
}

export function chainCountText(length: number, buckets: number, atLeast: boolean, endless: boolean): string {
  const many = plural(buckets, 'bucket');
  if (length === 0) return `${many} empty`;
  const chains = `${many} with ${atLeast ? 'at least ' : ''}${plural(length, 'symbol')}`;
  return atLeast && endless ? `${chains}, or with a chain that runs in a circle` : chains;
}

/** Where a runtime key lands in a hash table. */
/** "Go · vdsoClockgettimeSym, glibc: found": who looks a name up in one bucket with one outcome. */
export function bucketKeyText(lookups: readonly Lookup[], constant: number | undefined): string {
  const [first] = lookups;
  if (first === undefined) return '';
  // Whether it is found is said at the end, for all of them.
  const who = lookupsLabel(lookups.map((each) => ({ ...each, accepted: true })));
  const hash = constant === undefined ? '' : ` (hash ${hex32(constant)} in its source)`;
  return `${who}${hash}: ${keyOutcomeWord(first.key.outcome, first.finding)}`;
}

export const wholeImage = 'image';
export const gapLabel = 'not in any table';

export function regionsLeftOut(regions: number): string {
  return `${plural(regions, 'smaller region')} not drawn; the tables list all of them.`;
}

export const dynamicFromText = {
  segment: 'PT_DYNAMIC',
  section: 'the section headers: there is no usable PT_DYNAMIC',
  none: 'none',
} as const;

const COUNT_FROM = {
  section: 'the section header',
  'sysv-hash': 'nchain of DT_HASH',
  'gnu-hash': 'the end of the DT_GNU_HASH chains',
  dynamic: 'DT_MIPS_SYMTABNO',
  extent: 'the room up to the next table',
  none: '',
} as const;

export function symbolCountText(symbols: number, from: keyof typeof COUNT_FROM): string {
  return from === 'none' ? 'nothing tells' : `${count(symbols)}, from ${COUNT_FROM[from]}`;
}

/** A hash constant against what it should be. */
export function constantCheck(constant: number, right: number): string {
  return constant === right
    ? `${hex32(constant)}: right`
    : `${hex32(constant)}: wrong, the name's hash is ${hex32(right)}`;
}

export function requestedText(
  requested: string,
  release: string,
  because: 'same-lookup' | 'newest-read',
): string {
  return because === 'same-lookup'
    ? `${requested} was asked for; it searches as ${release} does.`
    : `${requested} was asked for; ${release} is the newest release that was read.`;
}

export function preparationTitle(consumer: string): string {
  return `How ${consumer} reads the image`;
}

export function lookupTitle(finding: ConsumerFinding, variable: string | undefined, name: string): string {
  const who = consumerLabel(finding);
  // Anybody may look up any name.
  const named = shown(name);
  return variable === undefined ? `${who}: ${named}` : `${who}: ${variable} ← ${named}`;
}

/** "x86-64 · ELF64 LE · 8.0 KiB" */
export function formatText(
  abi: string,
  header: Pick<ElfHeader, 'class' | 'littleEndian'>,
  size: number,
): string {
  return `${abi} · ELF${header.class} ${header.littleEndian ? 'LE' : 'BE'} · ${byteSize(size)}`;
}

export function bytesTitle(offset: number, length: number): string {
  return `${plural(length, 'byte')} at ${hex(offset)}`;
}

export function onlyPart(shownBytes: number, wanted: number): string {
  return `The first ${count(shownBytes)} of ${plural(wanted, 'byte')}.`;
}

export function chainCut(entries: number): string {
  return `Only the first ${count(entries)} entries are drawn: the chain is longer, or runs in a circle.`;
}

export function notThere(index: number): string {
  return `There is no row ${index} in this table.`;
}

export function elfAddressNote(vaddr: string): string {
  return `It is linked at ${vaddr}, which is not its offset in the file: addresses and offsets differ here.`;
}

/** "__vdso_clock_gettime@LINUX_2.6" */
export function wantedText({
  symbol,
  version,
}: {
  readonly symbol: string;
  readonly version?: string | undefined;
}): string {
  return version === undefined ? symbol : `${symbol}@${version}`;
}

/** What follows without a key, behind why it is not found. */
export function withoutIt(consequence: string): string {
  return `Without it: ${consequence}`;
}

/** Of a key that the search has not come to: why, the consumer's verdict says once. */
export const notReached = 'The search does not come to it.';

/** One line of the terminal: where a key was found. */
export function foundAt(value: string, address: string | undefined): string {
  return address === undefined ? `found at ${value}` : `found at ${value}, ${address}`;
}

/** Of a function that was found. */
export const bareCall = 'The function is nothing but a system call: finding it saves none.';

export function versionFound(index: number, verified: boolean): string {
  return `found as index ${index}, ${hashConstant(verified)}`;
}

export function tableLeftOut(title: string, rows: number): string {
  return `${title} (${count(rows)}): too many to list here; --json has them.`;
}

/** Below the rows of a table that would come to more than the report may. */
export function rowsLeftOut(rows: number): string {
  return `… ${plural(rows, 'more row')} left out here: what a table may come to is in proportion to the file. The editor shows them all.`;
}

/** Behind the bytes that a cell shows. */
export function moreBytes(first: string, rest: number): string {
  return `${first} … ${plural(rest, 'more byte')}`;
}

/** Where a table of headers lies: "11 entries of 56 bytes at 0x40". */
export function tableAt(offset: number | bigint, entries: number, entryBytes: number): string {
  return entries === 0
    ? 'none'
    : `${plural(entries, 'entry', 'entries')} of ${plural(entryBytes, 'byte')} at ${hex(offset)}`;
}

/** Headings of the terminal report. */
export const textWords = {
  health: 'Health',
  consumers: 'Who gets what',
  wholeImage: 'Take the whole image',
  lookups: 'Looked up',
  header: 'ELF header',
};

export const nobodyLooks = 'This is no vDSO image: nobody looks these keys up here.';

/** "2 of 3 keys" */
export function keysFound(found: number, all: number, noun: 'key' | 'need'): string {
  return found === 2 && all === 2 ? `both ${noun}s` : `${count(found)} of ${plural(all, noun)}`;
}

export function symtabOffer(symbols: number | undefined): string {
  return symbols === undefined
    ? 'The static symbols in .symtab are not loaded.'
    : `${plural(symbols, 'more symbol')} in .symtab.`;
}

export function atOffset(offset: number): string {
  return `file offset ${hex(offset)}`;
}

/** Words of `check`. */
export const checkWords = {
  required: 'Required',
  requiredOwn: 'Required, since no --require says otherwise: what the process runs, at the releases found',
  notAskedOwn:
    'Nothing is required: no --require is given, and what the process runs is not among those asked.',
  nothingOwn: 'Nothing is required: no --require is given, and what the process runs was not recognised.',
  passed: 'ok    ',
  failed: 'FAILED',
} as const;

/** "0x2a8 – 0x2e4 · 60 bytes" */
export function range(offset: number, length: number): string {
  return `${hex(offset)} – ${hex(offset + length)} · ${plural(length, 'byte')}`;
}

/** "0x2a8 · 60 bytes" */
export function bytesFrom(offset: number, length: number): string {
  return `${hex(offset)} · ${plural(length, 'byte')}`;
}

export const versionKinds = { definition: 'definition', need: 'need' } as const;
export const byteOrders = { little: 'little-endian', big: 'big-endian' } as const;
/** @param name safe to show; '' where it has none */
export function mappingTitle(label: string, name: string): string {
  return `${label} ${name || '(unnamed)'}`;
}

/** "3 of 17" */
export function usedOf(used: number, all: number): string {
  return `${count(used)} of ${count(all)}`;
}
