/** The hovers' sentences: Markdown. Names and values are passed as code spans already. */
import type { CodePath } from '../../code/paths.ts';
import { andList, list, listOfLists, orList } from '../../elf/english.ts';

const ENTERS: Readonly<Record<CodePath, string>> = {
  user: 'never',
  'user-or-kernel': 'only where it must',
  kernel: 'always',
  incomplete: 'not known',
};

export const hoverSentences = {
  /** Sentences and links, one behind the other. */
  paragraph: (sentences: readonly string[]) => sentences.filter((each) => each !== '').join(' '),

  /** With the release that answers. */
  consumer: (name: string, release: string) => `${name} ${release}`,
  newestKnown: (consumers: readonly string[]) => `*Newest release known:* ${list(consumers)}.`,
  withOwnKeys: (arch: string) => `With this file's keys and constants Go on ${arch}`,
  onArchWith: (consumer: string, arch: string) => `${consumer} on ${arch}`,
  /** Above a line for each key. */
  finds: (asker: string, pid: number) => `${asker}, in process ${pid}:`,
  /** @param asker undefined where it was told; @param variable where the address goes, if that is told */
  found: (asker: string | undefined, symbol: string, place: string, variable: string | undefined) =>
    `✔ ${asker === undefined ? `${symbol}:` : `${asker} finds ${symbol} here:`} ${place}${variable === undefined ? '' : ` → ${variable}`}.`,
  inNode: (symbol: string, version: string | undefined) =>
    version === undefined ? symbol : `${symbol} in ${version}`,
  place: (offset: string, address: string, pid: number | undefined) =>
    `image offset ${offset}, address ${address}${pid === undefined ? '' : ` in process ${pid}, the extension host`}`,
  /** By how the search ended. */
  notFound: {
    missing: (who: string, symbol: string) => `✘ ${who} does not find ${symbol} here.`,
    'not-missed': (who: string, symbol: string) =>
      `○ ${who} takes ${symbol} where there is one, and does without it here.`,
    crash: (who: string, symbol: string) => `✘ ${who} ends with a crash on its way to ${symbol}.`,
    hang: (who: string, symbol: string) => `✘ ${who} never ends its search for ${symbol}.`,
    refuses: (who: string, symbol: string) => `✘ ${who} refuses to go on without ${symbol}.`,
    unknown: (who: string, symbol: string) => `? Whether ${who} finds ${symbol} cannot be told.`,
  },
  /** Of several that are not there. */
  spared: (symbols: string) => `○ ${symbols}: taken where there are any, and not missed here.`,
  consequence: (fallback: string) => `What follows: ${fallback}.`,
  whenMissing: (fallback: string) => `Without it: ${fallback}.`,
  /** Of several of which the same follows. */
  whenOneIsMissing: (fallback: string) => `Without one of them: ${fallback}.`,
  /** In the place of a call's name. */
  thatCall: (before: string, after: string) => `${before}that call${after}`,
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
    `✔ ${consumer} finds ${name} here, at image offset ${offset}.`,
  /** Of a name that is for other architectures than this machine's. */
  notOn: (arch: string) => `Not on ${arch}.`,
  nobodyOn: (arch: string) => `Nobody is known to look it up on ${arch}.`,
  noPort: (consumer: string, arch: string) => `The catalogue has no port of ${consumer} to ${arch}.`,
  noneThere: 'Linux exports no such function there.',
  mappedAt: (address: string, pid: number, release: string, verdict: string) =>
    `AT_SYSINFO_EHDR is ${address} in process ${pid}, the extension host. Go ${release} on that image: ${verdict}`,
  loadRange: (start: string, end: string, pid: number) =>
    `In process ${pid} the image's segment lies from ${start} to ${end}; every Go process has it elsewhere.`,

  /** @param here what the live image is for; undefined where that has no name */
  cannotCheck: (here: string | undefined) =>
    here === undefined ? 'This machine cannot check it.' : `This machine (${here}) cannot check it.`,
  unknownArch: (name: string) => `This file is for ${name}, of which no vDSO is known.`,
  looksUp: (consumer: string, archs: string, symbol: string) => `On ${archs} ${consumer} looks up ${symbol}.`,
  /** By the catalogue: what is looked up there and cannot be found. @param archs where that is so; undefined for all that were told */
  notExported: (symbol: string, archs: string | undefined) =>
    `Linux exports no ${symbol} ${archs === undefined ? 'there' : `on ${archs}`}: it is not found.`,
  thereSince: (since: string) => `Linux has it there ${since}.`,
  otherNode: (nodes: readonly string[], archs: string | undefined) =>
    `Linux has it in ${orList(nodes)} ${archs === undefined ? 'there' : `on ${archs}`}: it is not found.`,
  wrongConstants:
    'Its hash constants are those of another name: it never finds it through DT_GNU_HASH, and through DT_HASH by luck.',
  /** Above a line for each key. */
  looksUpAll: (consumer: string, archs: string) => `On ${archs} ${consumer} looks these up.`,
  key: (symbol: string) => `${symbol}.`,
  wantsVersion: (consumer: string, arch: string, version: string) =>
    `On ${arch} ${consumer} wants the version node ${version}.`,
  /** @param since '' where it always was there */
  exportedSince: (arch: string, since: string) => (since === '' ? arch : `${arch} (${since})`),
  linuxExports: (symbol: string, places: readonly string[]) => `Linux exports ${symbol} on ${list(places)}.`,
  exportedNowhere: (symbol: string, archs: string) => `Linux exports no ${symbol} on ${archs}.`,
  callsThere: 'Whoever wants it makes the system call there.',
  nodeOn: (node: string, archs: string) => `On ${archs} Linux defines ${node}.`,
  nodesHere: (arch: string, nodes: string) => `Here, on ${arch}, Linux defines ${nodes}.`,
  noSuchKey: (release: string, arch: string) => `Go ${release} has no such key on ${arch}.`,
  exportedThere: (symbols: readonly string[], arch: string) => `Linux exports ${orList(symbols)} on ${arch}.`,
  /** Where nobody asks for a function that is there. @param more how many are left out, if any */
  unasked: (archs: readonly string[], more: number, symbols: readonly string[]) =>
    `Not looked up on ${list(archs)}${more > 0 ? ` and ${more} more` : ''}, although Linux exports ${orList(symbols)} there.`,
  otherSystem: (system: string) =>
    `This file is for ${system}: there is no ELF image to look into, and this machine's does not concern it.`,
  noLive: (reason: string) => `There is no live image to ask. ${reason}`,
  /** What a name stands for on the other architectures of a file. */
  elsewhere: (places: readonly string[]) => `Elsewhere: ${listOfLists(places)}.`,
  on: (symbol: string, archs: string) => `${symbol} on ${archs}`,
  andMore: (names: readonly string[], more: number) => `${list(names)}${more > 0 ? ` and ${more} more` : ''}`,
  /** Where Go's assembly goes without the function. */
  jumpsTo: (label: string, line: string, call: string, number: string | undefined) =>
    `It goes to ${label} (${line}): the system call ${call}${number === undefined ? '' : `, ${number}`}.`,
  line: (number: number) => `line ${number}`,

  /** Found; not found; not found and not missed; not known; not tried. */
  marks: ['✔', '✘', '○', '?', ''],
  /** No-break spaces: a mark does not stand alone at a line's end. @param more how many are left out, if any */
  asking: (mark: string, consumers: readonly string[], more: number) =>
    `${mark === '' ? '' : `${mark}\u00a0`}${list(consumers)}${more > 0 ? ` and ${more} more` : ''}`,
  lookedUpBy: (groups: readonly string[], besides: boolean) =>
    `**${besides ? 'Also looked up' : 'Looked up'} by** ${listOfLists(groups)}`,
  ofConsumer: (name: string, consumers: readonly string[]) => `**${name}** of ${list(consumers)}.`,

  standsFor: (name: string, symbol: string) => `**${name}** stands for ${symbol}.`,
  onArch: (name: string, arch: string, value: string) => `On ${arch} ${name} is ${value}.`,
  declaredIn: (files: readonly string[]) => `Declared in ${andList(files)}.`,
  /** @param issue a link to where it was proposed, if that is known */
  portSince: (arch: string, release: string, issue: string | undefined) =>
    `Go looks into the vDSO on ${arch} since ${release}${issue === undefined ? '' : ` (${issue})`}.`,
  since: (release: string) => `Go has it since ${release}, as far as releases were checked.`,
  /** A sentence for each way in which the architectures of a file do it. @param archs '' for the first */
  entersKernel: (ways: readonly { readonly when: string; readonly archs: string }[]) =>
    `*Enters the kernel:* ${ways.map(({ when, archs }) => (archs === '' ? when : `On ${archs}: ${when}`)).join(' ')}`,
  /** What following its code brought. @param clocks empty where all calls are meant */
  byItsCode: (
    ways: readonly { readonly path: CodePath; readonly clocks: readonly string[] }[],
    counters: readonly string[],
  ) =>
    `*Enters the kernel, by this image's code:* ${listOfLists(ways.map(({ path, clocks }) => (clocks.length === 0 ? ENTERS[path] : `${ENTERS[path]} for ${list(clocks)}`)))}.${counters.length === 0 ? '' : ` It reads ${list(counters)}.`}`,
  calledOn: (arch: string, names: string) => `On ${arch} it is called ${names}.`,
  /** A name, and what is said of it. */
  named: (name: string, sentences: readonly string[]) => [`**${name}**`, ...sentences].join(' '),
  /** @param since on the architecture at hand; '' where there is nothing to tell */
  exports: (places: readonly string[], since: string) =>
    `*Exported by Linux:* ${listOfLists(places)}${since === '' ? '' : `; here ${since}`}.`,
  seeAlso: (names: string) => `See also ${names}.`,

  noAddress: 'It was read, but not where it lies.',

  isVersionNode: (name: string, archs: string) =>
    `${name} is the version node of Linux's vDSO functions on ${archs}. It does not follow the kernel release.`,
  nobodysNode: (name: string) => `No Linux kernel whose source was read defines ${name}.`,
  notCompared: (consumer: string) =>
    `${consumer} does not compare it at start-up, when the version tables are not set up yet.`,
  /** With the fields of Go's types where they are Go's. */
  hashName: (kind: 'sysv' | 'gnu' | 'version', ofGo: boolean) => {
    const [hash, field, use] = (
      {
        sysv: ['SysV', 'symHash', 'for DT_HASH'],
        gnu: ['GNU', 'gnuHash', 'for DT_GNU_HASH'],
        version: ['SysV', 'verHash', ''],
      } as const
    )[kind];
    const told = [...(ofGo ? [`\`${field}\``] : []), use].filter((each) => each !== '');
    return told.length === 0 ? `${hash} hash` : `${hash} hash (${list(told)})`;
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
  showKey: 'Its search',
  showVersion: 'Show the version in the live image',
  openLive: 'Open the live image',
} as const;
