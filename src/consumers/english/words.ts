/** Words that the sentences of this layer share. */
import type {
  FieldName,
  IndexedPart,
  Maker,
  MemoryPart,
  ReasonCode,
  Reasons,
  SinglePart,
} from '../reasons.ts';

/** Any of them; which arguments it takes, its code says. */
export type Sentence = (args: Reasons[ReasonCode]) => string;

export const makerNames: Readonly<Record<Maker, string>> = {
  linux: 'Linux',
  uml: 'User-mode Linux',
  gvisor: 'gVisor',
  rr: 'rr',
  qemu: 'QEMU user mode',
  wsl1: 'WSL1',
  unknown: 'unknown',
};

const singleParts: Readonly<Record<SinglePart, string>> = {
  note: 'a note',
  'note-name': 'the name of a note',
  'version-name': 'the name of a version definition',
  'eh-frame': 'the first record of .eh_frame',
  'eh-frame-hdr': '.eh_frame_hdr',
  'gnu-chains': 'the chains of DT_GNU_HASH',
  'sysv-nbucket': 'nbucket of DT_HASH',
  'sysv-nchain': 'nchain of DT_HASH',
  'sysv-chains': 'the chains of DT_HASH',
};

const indexedParts: Readonly<Record<IndexedPart, (index: number) => string>> = {
  'program-header': (index) => `program header ${index}`,
  'section-header': (index) => `section header ${index}`,
  'section-name': (index) => `the name of section ${index}`,
  'dynamic-entry': (index) => `dynamic entry ${index}`,
  symbol: (index) => `symbol ${index}`,
  'symbol-name': (index) => `the name of symbol ${index}`,
  'symbol-version': (index) => `the version index of symbol ${index}`,
  'gnu-bucket': (index) => `bucket ${index} of DT_GNU_HASH`,
  'gnu-chain-word': (index) => `the chain word of symbol ${index}`,
  'bloom-word': (index) => `bloom word ${index}`,
  'sysv-bucket': (index) => `bucket ${index} of DT_HASH`,
  'sysv-chain-entry': (index) => `chain entry ${index} of DT_HASH`,
};

/** What was read, within a sentence. */
export function partText({ what, of }: { readonly what: MemoryPart; readonly of?: MemoryPart }): string {
  return of === undefined ? nameOf(what) : `${nameOf(what)} of ${nameOf(of)}`;
}

function nameOf(part: MemoryPart): string {
  if (typeof part === 'string') return isSingle(part) ? singleParts[part] : part;
  const [kind, which] = part;
  return kind === 'start' ? `the start of ${which}` : indexedParts[kind](which);
}

function isSingle(part: FieldName | SinglePart): part is SinglePart {
  return Object.hasOwn(singleParts, part);
}

/** At the start of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A name read from the image, or that there is none. */
export function quotedName(name: string): string {
  return name === '' ? 'empty' : `"${name}"`;
}
