/** What is said of code, in English. */
import { hex } from '../elf/bytes/hex.ts';
import type { Catalogue, Sentences } from '../elf/catalogue.ts';
import { andList, list, plural } from '../elf/english.ts';
import { machineName } from '../elf/format/names.ts';
import { cheapClocks } from './cheapClocks.ts';
import type { ClockPath } from './clocks.ts';
import type { Incomplete, Incompletes } from './flow/incomplete.ts';
import type { PageName } from './pages.ts';
import type { CodePath } from './paths.ts';
import type { ClockVerdict } from './userClocks.ts';

const pathWords: Readonly<Record<CodePath, string>> = {
  user: 'stays in user space',
  'user-or-kernel': 'user space, or the kernel where it must',
  kernel: 'always enters the kernel',
  incomplete: 'could not be followed',
};

export const pathSentences: Readonly<Record<CodePath, string>> = {
  user: 'No way through it enters the kernel.',
  'user-or-kernel': 'It can return without the kernel, and enters it where it must.',
  kernel: 'Every way through it enters the kernel.',
  incomplete: 'Not every way through it could be followed.',
};

/** Clocks that have no name of their own. */
export const clockNames: Readonly<Record<string, string>> = {
  PID_CPUTIME: 'CPU time of a process',
  FD: 'clock of a file descriptor',
};

export const pageNames: Readonly<Record<PageName, string>> = {
  time: 'time data',
  'time-namespace': 'time data of a time namespace',
  random: 'random data',
  architecture: "the architecture's data",
  pvclock: 'PVCLOCK (clock of KVM and Xen)',
  'hyperv-clock': "Hyper-V's clock",
};

export const incompleteSentences: Sentences<Incompletes> = {
  undecoded: ({ at }) => `The bytes at ${hex(at)} are no instruction that is known.`,
  'target-unknown': ({ at }) => `The jump at ${hex(at)} leads where only a running program knows.`,
  outside: ({ at, target }) =>
    `The way from ${hex(at)} leads to ${hex(target)}, where this image has no code.`,
  depth: ({ at }) => `At ${hex(at)} calls lie in each other deeper than is followed.`,
  budget: ({ at }) => `At ${hex(at)} more code was left than is followed for one image.`,
  machine: ({ machine }) => `Nobody here reads the instructions of machine ${machineName(machine)}.`,
  unlinked: () => 'This object file is not linked yet: where its calls lead is not decided.',
  'no-return': () => 'No way was found on which it returns.',
};

export function incompleteText(why: Incomplete): string {
  return (incompleteSentences[why.code] as (args: Incomplete) => string)(why);
}

export const codeWords = {
  title: 'Code',
  userClocks: 'Clocks that must be read without the kernel',
  columns: ['Function', 'Path', 'Counter', 'System calls', 'Instructions'],
  clocksTitle: (name: string): string => `Clocks, by ${name}`,
  noClocks: 'No exported function of this image serves clocks.',
  clockColumns: ['Id', 'Clock', 'Path', 'Counter'],
  pages: 'Pages of the kernel that it reads',
  patched: 'Sites that the kernel writes over at boot',
  alternative: 'or',
  stands: 'stands there',
  unknownCall: 'number not known',
  data: '(no instruction that is known)',
  address: 'Address',
  size: 'Size',
  paths: 'Path',
  loops: 'Waits',
  loop: (from: bigint, to: bigint): string =>
    `from ${hex(from)} to ${hex(to)}, until a sequence count is even`,
  entersKernel: 'enters the kernel',
  entersKernelFor: (calls: string): string => `enters the kernel: ${calls}`,
  readsCounter: (name: string): string => `reads the counter: ${name}`,
  linesDown: (lines: number): string => `${plural(lines, 'line')} down`,
  linesUp: (lines: number): string => `${plural(lines, 'line')} up`,
  toItself: 'to itself',
  reachedFrom: (address: string, more: number): string =>
    more === 0 ? `reached from ${address}` : `reached from ${address} and ${plural(more, 'other place')}`,
  linked: (names: string): string => `to be filled in: ${names}`,
  part: (from: bigint, to: bigint, all: bigint): string =>
    `Bytes ${hex(from)} to ${hex(to)} of ${hex(all)}: a function as long as this one is shown in parts.`,
  alsoNamed: (names: string): string => `Other names of the same code: ${names}.`,
  region: (name: string, from: bigint, to: bigint): string => `${name} · ${hex(from)} – ${hex(to)}`,
  code: 'Code on some way',
  untold: 'Never reached',
  noCode: (place: string): string => `At ${place} this image has no code.`,
  offer: (functions: number): string =>
    `Which of these ${plural(functions, 'exported function')} enter the kernel is found out by following their code.`,
  or: '  or  ',
  chosenHere: 'an alternative',
  notChosen: 'none of them',
  alteredTitle: 'Changed by others',
  comparedTitle: 'Held against the same build',
  comparedLive: "the reading process's own image",
  /** @param peer a path, or comparedLive */
  unchanged: (peer: string): string =>
    `Its code is that of ${peer}, but for what the kernel writes over when it starts.`,
  changed: (places: number, peer: string): string =>
    `${plural(places, 'place')} of its code ${places === 1 ? 'is' : 'are'} not as in ${peer}, which has the same build id, and no kernel writes there: somebody did, such as a debugger, a tracer or CRIU.`,
  placeAt: (name: string, address: string): string => `${name} (${address})`,
  changedPlace: (place: string, now: string, before: string): string =>
    `${place}: ${now}, in place of ${before}`,
  morePlaces: (count: number): string => `and ${plural(count, 'other place')}`,
  altered: {
    breakpoint: (name: string, at: bigint): string =>
      `A breakpoint stands in ${name} at ${hex(at)}: a debugger or a tracer wrote it there, no kernel does.`,
    redirected: (name: string, _at: bigint, target: bigint): string =>
      `${name} is nothing but a jump to ${hex(target)}, out of the image: somebody wrote it there, as CRIU does when it restores a process.`,
  },
} as const;

/** "always enters the kernel", and beside it what kept the code from being followed. */
export function verdictParts({ found }: ClockVerdict): { readonly outcome: string; readonly why: string } {
  if (found === undefined) return { outcome: 'not served', why: codeWords.noClocks };
  return { outcome: pathWords[found.path], why: found.why === undefined ? '' : incompleteText(found.why) };
}

/** Why a demanded clock is fulfilled or not. */
export function verdictText({ found }: ClockVerdict): string {
  if (found === undefined) return codeWords.noClocks;
  return found.why === undefined ? pathWords[found.path] : incompleteText(found.why);
}

/** COARSE clocks that read no counter and never leave user space are what a slow clock's user wants to hear. */
export function coarseSentence(clocks: readonly ClockPath[]): string | undefined {
  const names = cheapClocks(clocks);
  if (names.length === 0) return undefined;
  return `${andList(names.map((name) => `CLOCK_${name}`))} never leave user space and read no counter: the cheapest clocks, to a tick's resolution.`;
}

/** Of x86: which hypervisors' clocks the image knows. */
function hypervisorSentence(names: readonly PageName[]): string {
  const known = [
    ...(names.includes('pvclock') ? ["KVM's and Xen's"] : []),
    ...(names.includes('hyperv-clock') ? ["Hyper-V's"] : []),
  ];
  const lacks = [
    ...(names.includes('pvclock') ? [] : ["KVM's and Xen's"]),
    ...(names.includes('hyperv-clock') ? [] : ["Hyper-V's"]),
  ];
  if (lacks.length === 0) return `It can read the clocks of hypervisors: ${list(known)}.`;
  const rest = `has no code for ${andList(lacks)}, with which every call would enter the kernel`;
  return known.length === 0 ? `It ${rest}.` : `It can read ${andList(known)} clock, and ${rest}.`;
}

/** What faces ask of this layer: another language has an object of the same shape. */
export const codeEnglish = {
  paths: pathWords,
  pathSentences,
  clockNames,
  pageNames,
  incomplete: incompleteText,
  words: codeWords,
  verdict: verdictText,
  coarse: coarseSentence,
  hypervisors: hypervisorSentence,
};

export type CodeCatalogue = Catalogue<typeof codeEnglish>;
