/** Sentences about needs: what an image must have or be for those who take it as a whole. */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { all, andList, choice, list, plural } from '../../elf/english.ts';
import type { HeaderTableName, LayoutRule } from '../need.ts';
import type { Needs } from '../reasons.ts';
import { capital } from './words.ts';

/** Of a rule that is kept. */
const kept: Readonly<Record<LayoutRule, string>> = {
  any: 'There is a PT_LOAD.',
  'headers-inside': 'The headers are in a PT_LOAD.',
  'first-at-offset-zero': 'The first PT_LOAD begins with the file.',
  'offsets-as-addresses': 'File offsets and addresses are as far apart everywhere.',
  'file-size-as-memory-size': 'No PT_LOAD asks for more memory than the file has.',
  'inside-the-file': 'Every PT_LOAD ends in the file.',
  ascending: 'The PT_LOADs are in the order of their addresses.',
  'pages-of-their-own': 'No two PT_LOADs share a page.',
};

const headerTables: Readonly<Record<HeaderTableName, string>> = {
  'program-headers': 'program headers',
  'section-headers': 'section headers',
};

export const needSentences: Sentences<Needs> = {
  // Of a consumer
  'needs-met': (a) => `${capital(all(a.total, 'the one need is', 'both needs are', 'needs are'))} met.`,
  'needs-some': (a) => `${a.found} of ${plural(a.total, 'need')} met; not met: ${list(a.missing)}.`,
  'needs-none': (a) =>
    `${a.total === 2 ? 'Neither of the two needs' : `None of the ${plural(a.total, 'need')}`} is met (${list(a.missing)}).`,
  'other-maker': (a) =>
    `${a.consumer} loads the image that is built into it, and never meets another maker's.`,

  // Of a need of a group
  'need-served-by': (a) => `There is none, and it is not missed: ${a.by} does instead.`,
  'need-not-checked': (a) => `Not looked for: ${a.by} is there.`,

  // Notes
  'need-notes-in-section': (a) => `Section ${a.index} has notes, at image offset ${hex(a.offset)}.`,
  'need-notes-in-segment': (a) => `Program header ${a.index} is a PT_NOTE, at image offset ${hex(a.offset)}.`,
  'need-segment-not-loaded': (a) =>
    `The PT_NOTE of program header ${a.index} lies outside the first to the last PT_LOAD, and is not read.`,
  'need-build-id': (a) => `The build id is ${a.id} (${plural(a.size, 'byte')}).`,
  'need-no-build-id': () => 'There is no build id where it is looked for.',

  // Sections
  'no-section-headers': () => 'There are no section headers.',
  'need-section': (a) => `Section ${a.index} is ${a.name}, ${plural(a.size, 'byte')} long.`,
  'need-no-section': (a) =>
    `There is no section with anything in it among those asked for (${list(a.names)}).`,
  'need-no-symtab': () => 'There is no section of type SHT_SYMTAB: the image was stripped.',
  'need-static-symbol': (a) => `Symbol ${a.index} of .symtab is ${a.name}, with the value ${hex(a.value)}.`,
  'need-no-static-symbol': (a) => `The .symtab has no ${a.name} that is defined and not local.`,

  // Unwinding
  'need-no-unwind-table': () => 'There is no PT_GNU_EH_FRAME.',
  'need-unwind-table-at-zero': (a) =>
    `PT_GNU_EH_FRAME (program header ${a.index}) has the address 0, which counts as none.`,
  'need-unwind-version': (a) => `.eh_frame_hdr is of version ${a.version}, and 1 is asked for.`,
  'need-unwind-encoding': (a) =>
    `.eh_frame_hdr is encoded as ${hex(a.pointer)} ${hex(a.count)} ${hex(a.table)}; a table of 32-bit offsets from it is asked for.`,
  'need-unwind-table': (a) => `.eh_frame_hdr is at image offset ${hex(a.offset)}.`,
  'need-eh-frame': (a) => `.eh_frame is at image offset ${hex(a.offset)}, ${plural(a.size, 'byte')} long.`,
  'need-eh-frame-empty': () => '.eh_frame is there and has no record in it.',

  // Dynamic table
  'need-no-dynamic': () => 'There is no PT_DYNAMIC.',
  'need-no-tag': (a) => `There is no ${a.tag}.`,
  'need-tags': (a) =>
    a.tags.length === 2 ? `Both ${andList(a.tags)} are there.` : `All of ${list(a.tags)} are there.`,
  'need-tag-refused': (a) => `There is a ${a.tag}, which is refused.`,
  'need-flags-refused': (a) =>
    `DT_FLAGS is ${hex(a.flags)}, and the bits ${hex(a.refused)} in it are refused.`,
  'need-no-such-tag': (a) => `There is none of ${list(a.tags)}.`,
  'need-symbol-size': (a) => `DT_SYMENT is ${a.value}, as asked for.`,
  'need-no-symbol-size': () => 'There is no DT_SYMENT, which is as good.',
  'need-soname': (a) => `The image is named ${a.name}.`,
  'need-other-soname': (a) =>
    a.wanted === a.name
      ? 'The image is named, with an empty name.'
      : `The image is named ${a.name}, and ${a.wanted} is asked for.`,
  'need-buckets': (a) => `${a.table} has ${plural(a.buckets, 'bucket')}.`,
  'need-no-buckets': () => 'There is no DT_HASH or DT_GNU_HASH with buckets.',
  'need-bloom-size': (a) =>
    `The bloom filter of DT_GNU_HASH has ${plural(a.bloomSize, 'word')}, and a power of two is asked for.`,
  'need-symbol-count': (a) => `${a.table} says that there are ${plural(a.count, 'symbol')}.`,
  'need-no-symbol-count': () => 'No DT_HASH or DT_GNU_HASH says how many symbols there are.',
  'need-definitions': (a) => `Each of the ${plural(a.count, 'version definition')} is of version 1.`,
  'need-definition-version': (a) =>
    `Version definition ${a.index} is of version ${a.version}, and 1 is asked for.`,
  'need-definition-nameless': (a) => `Version definition ${a.index} has no name.`,
  'need-no-relocations': () => 'There is no relocation to apply.',
  'need-relocations-applied': (a) =>
    `The relocations of ${a.tag} are written into the image, which is mapped without write permission: a segmentation fault at start-up.`,

  // Layout
  'need-no-load': () => 'There is no PT_LOAD.',
  'need-loads': (a) => `There ${choice(a.count, 'is', 'are')} ${plural(a.count, 'PT_LOAD')}.`,
  'need-layout': (a) => kept[a.rule],
  'need-first-load-offset': (a) => `The first PT_LOAD begins at file offset ${hex(a.offset)}, not at 0.`,
  'need-load-moved': (a) =>
    `${loadOf(a)} lies ${hex(a.start)} behind the first one in memory, and at offset ${hex(a.offset)} in the file.`,
  'need-zeroed-space': (a) =>
    `${loadOf(a)} has ${hex(a.filesz)} bytes in the file and asks for ${hex(a.memsz)} in memory.`,
  'need-load-outside': (a) => `${loadOf(a)} ends at ${hex(a.end)}, behind the end of the file.`,
  'need-loads-unordered': (a) => `${loadOf(a)} does not lie behind the one before it.`,
  'need-page-shared': (a) => `${loadOf(a)} begins at ${hex(a.start)}, in a page of the one before it.`,
  'need-headers-loaded': () => 'A PT_LOAD holds the file header and the program headers.',
  'need-headers-not-loaded': () => 'No PT_LOAD begins at file offset 0, so that none holds the file header.',
  'need-headers-outside': (a) =>
    `The program headers end at ${hex(a.end)}, and the last PT_LOAD at ${hex(a.to)}.`,
  'need-few-pages': (a) => `The image takes ${plural(a.pages, 'page')} of 4 KiB; up to ${a.most} are read.`,
  'need-pages': (a) =>
    `The image takes ${plural(a.pages, 'page')} of 4 KiB, and one of more than ${a.most} is not read.`,
  'need-in-first-page': (a) => `The ${headerTables[a.table]} end at ${hex(a.end)}, in the first 4 KiB.`,
  'need-beyond-first-page': (a) =>
    `The ${headerTables[a.table]} end at ${hex(a.end)}, beyond the first 4 KiB.`,
  'need-own-address': () => 'It is read where it is mapped.',
  'need-read-where-linked': (a) =>
    `It is taken to be at ${hex(a.start)}, where it is linked, and is read there: a segmentation fault when its functions are asked for.`,
};

function loadOf({ index }: { readonly index: number }): string {
  return `The PT_LOAD of program header ${index}`;
}
