/** The hovers' sentences: Markdown. Names and values are passed as code spans already. */
import { list } from '../../elf/english.ts';

export const hoverSentences = {
  /** Sentences and links, one behind the other. */
  paragraph: (sentences: readonly string[]) => sentences.filter((each) => each !== '').join(' '),

  /** How the keys were searched. */
  byRelease: (release: string) => `Go ${release}'s keys`,
  bySource: "this file's keys and constants",

  here: (arch: string, by: string) => `**In this machine's live image** (${arch}; ${by}):`,
  /** @param host whether it has to be said whose process it is; @param variable where the address goes, if that is told */
  found: (symbol: string, place: string, host: boolean, variable: string | undefined) =>
    `✔ ${symbol}: ${place}${host ? ' (the extension host; a Go program has the image elsewhere)' : ''}${variable === undefined ? '' : ` → ${variable}`}.`,
  inNode: (symbol: string, version: string | undefined) =>
    version === undefined ? symbol : `${symbol} in ${version}`,
  place: (offset: string, address: string, pid: number) =>
    `image offset ${offset}, address ${address} in process ${pid}`,
  otherProcess: (pid: number) =>
    `Process ${pid} is the extension host. A Go program has the same image at another address.`,
  notFound: (symbol: string, why: string) => `✘ ${symbol} is not found. ${why}`,
  consequence: (fallback: string) => `What follows: ${fallback}.`,
  whenMissing: (fallback: string) => `When it is missing: ${fallback}.`,
  foundHere: (name: string, offset: string, address: string, pid: number) =>
    `✔ The live image (process ${pid}) has ${name} at image offset ${offset}, address ${address}.`,
  absentHere: (name: string, pid: number) => `✘ The live image (process ${pid}) has no symbol ${name}.`,
  noKeyOfGo: 'No key of Go asks for it there.',
  versionHere: (name: string, index: number, pid: number) =>
    `✔ The live image (process ${pid}) defines ${name}: version index ${index}.`,
  goUseOfIndex: "Go compares every symbol's index with it.",
  noVersionHere: (name: string, pid: number) => `✘ The live image (process ${pid}) does not define ${name}.`,
  goWithoutNode: 'Where Go looks for this node, no symbol can match and every call is a system call.',
  foundBy: (consumer: string, name: string, offset: string) =>
    `✔ ${consumer} finds ${name} in this machine's live image, at image offset ${offset}.`,
  notFoundBy: (consumer: string, name: string, why: string) =>
    `✘ ${consumer} does not find ${name} in this machine's live image. ${why}`,
  notOnThisMachine: "It is not for this machine's architecture.",
  mappedAt: (address: string, pid: number, release: string, verdict: string) =>
    `AT_SYSINFO_EHDR is ${address} in process ${pid}, the extension host. Go ${release} on that image: ${verdict}`,
  loadRange: (start: string, end: string, pid: number) =>
    `In process ${pid} the image's segment lies from ${start} to ${end}; every Go process has it elsewhere.`,

  foreign: (arch: string, here: string | undefined) =>
    `This file is for ${arch}, and this machine's live image is ${here === undefined ? 'not' : `for ${here}`}: it cannot answer.`,
  /** With the release where one was chosen. */
  consumer: (name: string, release: string | undefined) =>
    release === undefined ? name : `${name} ${release}`,
  wouldLookUp: (consumer: string, arch: string, symbol: string) =>
    `By the catalogue, ${consumer} on ${arch} looks up ${symbol}.`,
  wouldLookUpVersion: (release: string, arch: string, version: string) =>
    `By the catalogue, Go ${release} on ${arch} wants the version node ${version}.`,
  noSuchKey: (release: string, arch: string) => `Go ${release} has no such key on ${arch}.`,
  otherSystem: (system: string) =>
    `This file is for ${system}: there is no ELF image to look into, and this machine's does not concern it.`,
  noLive: (reason: string) => `There is no live image to ask. ${reason}`,

  inLive: "in this machine's live image",
  forArch: (arch: string) => `on ${arch}, by the catalogue`,
  anywhere: 'by the catalogue',
  /** No-break spaces: neither a mark nor a dot stands alone at a line's end or beginning. */
  asking: (consumer: string, variable: string | undefined, found: boolean | undefined) =>
    `${found === undefined ? '' : found ? '✔\u00a0' : '✘\u00a0'}${consumer}${variable === undefined ? '' : ` ${variable}`}`,
  lookedUpBy: (where: string, asking: readonly string[], besidesGo: boolean) =>
    `**${besidesGo ? 'Also looked up' : 'Looked up'} by** (${where}): ${asking.join('\u00a0· ')}`,
  ofConsumer: (name: string, consumers: readonly string[]) => `**${name}** of ${list(consumers)}.`,

  onArch: (name: string, arch: string, value: string) => `On ${arch} ${name} is ${value}.`,
  declaredIn: (file: string) => `Declared in ${file}.`,
  since: (release: string) => `Go has it since ${release}, as far as releases were checked.`,
  /** @param when a sentence for each way in which the architectures of a file do it */
  entersKernel: (when: readonly string[]) => `*Enters the kernel:* ${when.join(' Or: ')}`,
  calledOn: (arch: string, names: string) => `On ${arch} it is called ${names}.`,
  /** A name, and what is said of it. */
  named: (name: string, sentences: readonly string[]) => [`**${name}**`, ...sentences].join(' '),
  exports: (places: readonly string[]) => `*Exported by Linux:* ${places.join('. ')}`,
  exportedOn: (symbol: string, places: string) => `${symbol} on ${places}`,
  seeAlso: (names: string) => `See also ${names}.`,

  noAddress: 'It was read, but not where it lies.',

  isVersionNode: (name: string) =>
    `**${name}** Version node of a vDSO: the name under which the kernels of an architecture publish its functions. It is fixed for each architecture and does not follow the kernel release.`,
  /** With the fields of Go's types where they are Go's. */
  hashName: (kind: 'sysv' | 'gnu' | 'version', ofGo: boolean) => {
    const [hash, field, use] = {
      sysv: ['SysV', 'symHash', 'for DT_HASH'],
      gnu: ['GNU', 'gnuHash', 'for DT_GNU_HASH'],
      version: ['SysV', 'verHash', 'compared with `vd_hash`'],
    }[kind];
    return `${hash} hash (${ofGo ? `\`${field}\`, ` : ''}${use})`;
  },
  hashUse: {
    sysv: 'Go uses it when the image has no DT_GNU_HASH.',
    gnu: 'Go uses it when the image has DT_GNU_HASH, and then no other.',
  },
  versionHashUse: 'Go wants both: this hash and the name.',
  right: (number: string, kind: string, name: string) =>
    `✔ ${number} is the ${kind} of ${name}: right, recomputed.`,
  wrong: (number: string, kind: string, name: string, expected: string) =>
    `✘ ${number} is **not** the ${kind} of ${name}: the right number is ${expected}.`,
  belongsTo: (number: string, names: string) => `${number} is that of ${names}.`,
  wrongFollows: {
    sysv: 'With it Go searches the bucket of another name; in an image with DT_HASH alone the symbol is found by luck only.',
    gnu: 'With it Go finds nothing in an image that has DT_GNU_HASH.',
  },
  allRight: (count: number) =>
    count === 1
      ? '✔ Its hash constant in this file is right, recomputed.'
      : `✔ Its ${count} hash constants in this file are right, recomputed.`,
  wrongVersionFollows: 'With it no version definition matches, and every call is a system call.',

  showSymbol: 'Show it in the live image',
  showVersion: 'Show the version in the live image',
  openLive: 'Open the live image',
} as const;
