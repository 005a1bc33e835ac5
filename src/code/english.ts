/** What is said of code, in English. */
import { hex } from '../elf/bytes/hex.ts';
import type { Sentences } from '../elf/catalogue.ts';
import { andList, list } from '../elf/english.ts';
import { machineName } from '../elf/format/names.ts';
import type { ClockPath } from './clocks.ts';
import type { Incomplete, Incompletes } from './flow/incomplete.ts';
import type { PageName } from './pages.ts';
import type { CodePath } from './paths.ts';
import type { ClockVerdict } from './userClocks.ts';

export const pathWords: Readonly<Record<CodePath, string>> = {
  user: 'stays in user space',
  'user-or-kernel': 'user space, or the kernel where it must',
  kernel: 'always enters the kernel',
  incomplete: 'could not be followed',
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
} as const;

/** Why a demanded clock is fulfilled or not. */
export function verdictText({ found }: ClockVerdict): string {
  if (found === undefined) return codeWords.noClocks;
  return found.why === undefined ? pathWords[found.path] : incompleteText(found.why);
}

/** COARSE clocks that read no counter and never leave user space are what a slow clock's user wants to hear. */
export function coarseSentence(clocks: readonly ClockPath[]): string | undefined {
  const coarse = clocks.filter(
    ({ name, path, counters }) => name.endsWith('_COARSE') && path === 'user' && counters.length === 0,
  );
  if (coarse.length === 0) return undefined;
  const names = andList(coarse.map(({ name }) => `CLOCK_${name}`));
  return `${names} never leave user space and read no counter: the cheapest clocks, to a tick's resolution.`;
}

/** Of x86: which hypervisors' clocks the image knows. */
export function hypervisorSentence(names: readonly PageName[]): string | undefined {
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
