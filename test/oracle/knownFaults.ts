/**
 * Where a peer is wrong, or says something else than the bytes: each with its reason. Everything else
 * that differs fails the test.
 */

import type { ElfImage } from '../../src/elf/model.ts';
import type { ElfProblemCode } from '../../src/elf/problems/english.ts';
import { rowsOf } from '../support/ourView.ts';
import type { Difference } from '../support/view.ts';

export type Peer = 'readelf' | 'llvm-readelf';

const EM_MIPS = 8;
const EM_S390 = 22;
const EM_ALPHA = 0x9026;
const PT_NOTE = 4;
const STT_SECTION = 3;
const NT_GNU_PROPERTY_TYPE_0 = 5;

interface KnownFault {
  readonly peer: Peer;
  readonly reason: string;
  readonly applies: (difference: Difference, image: ElfImage) => boolean;
}

const faults: readonly KnownFault[] = [
  {
    peer: 'readelf',
    reason: 'leaves the version off the symbol that stands for the version itself',
    applies: ({ field, ours, theirs }) => field === 'fullName' && ours === `${theirs}@@${theirs}`,
  },
  {
    peer: 'llvm-readelf',
    reason: 'finds version tables by their sections only, and has none without section headers',
    applies: ({ table, field, ours, theirs }, { sections }) => {
      if (sections.length > 0) return false;
      if (field === 'fullName') return String(ours).startsWith(`${theirs}@`);
      return ['definitions', 'needs', 'neededVersions'].includes(table) && theirs === 0;
    },
  },
  {
    peer: 'llvm-readelf',
    reason: 'counts dynamic symbols by sections or DT_HASH only, and reads no DT_HASH of s390',
    applies: ({ table, field, theirs }, { sections, sysvHash, header }) =>
      table === 'symbols' &&
      field === 'rows' &&
      theirs === 0 &&
      sections.length === 0 &&
      (sysvHash === undefined || header.machine === EM_S390),
  },
  {
    peer: 'readelf',
    reason: 'writes control characters of names as letters behind a caret',
    applies: ({ field, ours, theirs }) =>
      field === 'fullName' && ours !== theirs && withCarets(String(ours)) === theirs,
  },
  {
    peer: 'readelf',
    reason:
      'ends the symbols of MIPS where its hash table does, while those of the global offset table follow',
    applies: ({ table, field, ours, theirs }, { sections, header, sysvHash }) =>
      table === 'symbols' &&
      field === 'rows' &&
      Number(theirs) < Number(ours) &&
      sections.length === 0 &&
      sysvHash === undefined &&
      header.machine === EM_MIPS,
  },
  {
    peer: 'llvm-readelf',
    reason: 'shows what stands behind the NUL of a note’s owner',
    applies: ({ table, field, ours, theirs }) =>
      table === 'notes' && field === 'owner' && ours === String(theirs).split(/\\u0000|\0/)[0],
  },
  {
    peer: 'readelf',
    reason: 'puts GNU build attributes into words where a note’s owner stands',
    applies: ({ table, field, ours }) =>
      table === 'notes' && field === 'owner' && /^GA[$*+!]/.test(String(ours)),
  },
  {
    peer: 'llvm-readelf',
    reason: 'takes the bytes behind a GNU hash table without symbols for its chains',
    applies: ({ table, field, ours }, { gnuHash }) =>
      table === 'gnuChains' && field === 'rows' && ours === 0 && gnuHash?.buckets.at(0) === 0,
  },
  {
    peer: 'llvm-readelf',
    reason:
      'knows no notes aligned to 8 bytes but GNU properties (release 14), or none padded to 4 there (release 22)',
    applies: ({ table, field, ours, theirs }, image) =>
      table === 'notes' && field === 'rows' && Number(theirs) < Number(ours) && hasWideNotes(image),
  },
  ...(['readelf', 'llvm-readelf'] as const).map((peer) => ({
    peer,
    reason: 'goes by the alignment that stands over notes which lie otherwise',
    applies: ({ table }: Difference, image: ElfImage) =>
      table === 'notes' && hasProblem(image, 'note-alignment'),
  })),
  {
    peer: 'llvm-readelf',
    reason: 'takes the last letter of an owner without NUL for one',
    applies: ({ table, field, ours, theirs }) =>
      table === 'notes' && field === 'owner' && String(ours).slice(0, -1) === theirs,
  },
  {
    peer: 'llvm-readelf',
    reason: 'names RISC-V’s custom types of relocations by the vendor of the symbol before',
    applies: ({ field, ours }) => field === 'typeName' && String(ours).startsWith('CUSTOM'),
  },
  {
    peer: 'readelf',
    reason: 'writes NetBSD for the owner PaX',
    applies: ({ table, field, ours, theirs }) =>
      table === 'notes' && field === 'owner' && ours === 'PaX' && theirs === 'NetBSD',
  },
  {
    peer: 'llvm-readelf',
    reason: 'shows the section’s name for a symbol of one whose own name is empty',
    applies: ({ table, field, row = 0, ours }, { symtab }) =>
      table === 'symtab' && field === 'fullName' && ours === '' && symtab?.at(row)?.type === STT_SECTION,
  },
  {
    peer: 'readelf',
    reason: 'writes (NONE) for a note without owner',
    applies: ({ table, field, ours, theirs }) =>
      table === 'notes' && field === 'owner' && ours === '' && theirs === '(NONE)',
  },
  {
    peer: 'llvm-readelf',
    reason: 'reads DT_HASH of alpha with words of 4 bytes',
    applies: ({ table, field }, { header }) =>
      header.machine === EM_ALPHA && (table.startsWith('sysv') || (table === 'symbols' && field === 'rows')),
  },
  {
    peer: 'llvm-readelf',
    reason: 'reads the dynamic table of a debug file, which has none, from whatever lies at its offset',
    applies: ({ table, field, ours }, { problems }) =>
      table === 'dynamic' &&
      field === 'rows' &&
      ours === 0 &&
      problems.some(({ code }) => code === 'dynamic-nobits'),
  },
  {
    peer: 'llvm-readelf',
    reason: 'shows PN_XNUM where section 0 has the number of program headers',
    applies: ({ field, theirs }, { header }) =>
      field === 'phnum' && BigInt(theirs ?? 0) === 0xffffn && header.rawPhnum === 0xffff,
  },
  {
    peer: 'llvm-readelf',
    reason: 'has <?> for every name of a string table that does not end with NUL, or for one outside it',
    applies: ({ field, theirs }) => /^(fullName|name|symbolName|text)$/.test(field) && theirs === '<?>',
  },
  ...(['readelf', 'llvm-readelf'] as const).map((peer) => ({
    peer,
    reason: 'has <corrupt> for a version that nothing defines',
    applies: ({ field, ours, theirs }: Difference) =>
      field === 'fullName' && String(theirs).replace(/@@?<corrupt>$/, '') === ours,
  })),
  {
    peer: 'readelf',
    reason: 'has words for a name outside the string table, or for every name where there is none',
    applies: ({ field, ours, theirs }) =>
      (field === 'fullName' || field === 'name') &&
      /^<(corrupt|no-strings)>/.test(String(theirs)) &&
      String(ours).startsWith(String(theirs).replace(/^<[^>]*>/, '')),
  },
  {
    peer: 'readelf',
    reason: 'shows the right size of entries where the section header has a wrong one',
    applies: ({ field }, image) => field === 'entsize' && hasProblem(image, 'entry-size-wrong'),
  },
  {
    peer: 'llvm-readelf',
    reason: 'shows no table whose section header has a wrong size of entries, or no whole number of them',
    applies: ({ table, field, theirs }, image) =>
      ['symbols', 'symtab'].includes(table) &&
      field === 'rows' &&
      theirs === 0 &&
      (hasProblem(image, 'entry-size-wrong') || hasProblem(image, 'section-size-uneven')),
  },
  {
    peer: 'llvm-readelf',
    reason: 'has <null> for the name of a nameless symbol that a relocation refers to',
    applies: ({ field, ours, theirs }) => field === 'symbolName' && ours === '' && theirs === '<null>',
  },
];

function hasProblem({ problems }: ElfImage, code: ElfProblemCode): boolean {
  return problems.some((problem) => problem.code === code);
}

function withCarets(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return name.replace(/[\0-\x1f]/g, (character) => `^${String.fromCharCode(character.charCodeAt(0) + 0x40)}`);
}

/** Whether notes other than GNU properties lie in a segment aligned to 8 bytes. */
function hasWideNotes({ segments, notes }: ElfImage): boolean {
  const wide = rowsOf(segments).filter(({ type, align }) => type === PT_NOTE && align === 8n);
  return notes.some(
    ({ type, range }) =>
      type !== NT_GNU_PROPERTY_TYPE_0 &&
      wide.some(({ offset, filesz }) => range.offset >= offset && range.offset < offset + filesz),
  );
}

/** Why this difference is the peer's; undefined when it is not known to be. */
export function knownFault(peer: Peer, difference: Difference, image: ElfImage): string | undefined {
  return faults.find((fault) => fault.peer === peer && fault.applies(difference, image))?.reason;
}
