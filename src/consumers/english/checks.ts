/** Sentences about the checks and habits of single consumers (the second half of LookupRules). */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { count, orList, plural } from '../../elf/english.ts';
import { symbolBindName, symbolTypeName } from '../../elf/format/names.ts';
import { headerValue, linuxRelease, MAGIC_FIELD } from '../namesInSentences.ts';
import type { Checks } from '../reasons.ts';
import { abiText } from './abis.ts';
import { capital, partText } from './words.ts';

export const checkSentences: Sentences<Checks> = {
  // ELF header
  'header-field': (a) => `${fieldText(a)} is ${headerValue(a.field, a.value)}${accepted(a)}.`,
  'header-fatal': (a) =>
    `${fieldText(a)} is ${headerValue(a.field, a.value)}, not ${wantedValue(a)}, and that is taken for fatal: the program ends with an error.`,

  // Program headers
  'segment-refused': (a) =>
    `Program header ${a.index} is ${a.type}, which no vDSO is expected to have, so the image is left alone.`,
  'second-segment': (a) => `Program header ${a.index} is a second ${a.type}, so the image is left alone.`,
  'segment-flags-refused': (a) =>
    `Program header ${a.index} has the flags ${hex(a.flags)}; a writable one is not expected in a vDSO, so the image is left alone.`,
  'load-flags': (a) =>
    `The first PT_LOAD has the flags ${hex(a.flags)}; readable and executable (${hex(a.wanted)}) is asked for.`,
  'dynamic-in-header': (a) =>
    `PT_DYNAMIC is at image offset ${hex(a.offset)}, inside the ELF header, so the image is left alone.`,
  'linked-at-zero': (a) =>
    a.bias === 0n
      ? 'The loader reports the address of the image itself: it is linked at 0.'
      : `The loader reports an address ${hex(a.bias)} away from the image (it is not linked at 0), so the image is not recognised.`,
  'outside-refused': (a) =>
    `${capital(partText(a))} lies outside the mapping; that is checked, and the search of it ends there.`,

  // Dynamic table
  'dynamic-unterminated': (a) =>
    `There is no DT_NULL among the ${plural(a.count, 'entry', 'entries')} of PT_DYNAMIC, so the image is left alone.`,
  syment: (a) => `DT_SYMENT is ${a.value}; ${a.wanted} is asked for.`,
  soname: (a) =>
    a.name === a.wanted
      ? `The image is named ${a.name}, as asked for.`
      : `The image is named ${a.name} and is looked for as ${a.wanted}, so it is not found.`,
  'bloom-size-asserted': (a) =>
    `The bloom filter has ${plural(a.bloomSize, 'word')}, and a power of two is asserted: the program ends at start-up.`,

  // Section headers
  'section-headers': (a) =>
    `Reads ${plural(a.shnum, 'section header')} from offset ${hex(a.shoff)}, behind the end of the PT_LOAD in most images.`,
  'section-table': (a) => `Section ${a.index} is ${a.table}, at image offset ${hex(a.offset)}.`,
  'no-section': (a) => `No section is ${a.table}, so the image is left alone.`,
  'no-section-symbols': () => 'The section headers tell of no dynamic symbols, so the image is left alone.',
  'sections-fatal': (a) =>
    `The image has no ${missingText(a.missing)}, and that is taken for fatal: the program ends with an error.`,
  'entsize-zero': (a) =>
    `sh_size of section ${a.section} is divided by its sh_entsize, which is 0: an integer division by zero.`,
  'section-agrees': (a) =>
    a.value === a.offset
      ? `The dynamic table has ${a.table} at ${hex(a.value)} too.`
      : `The dynamic table has ${a.table} at ${hex(a.value)} and the section headers at ${hex(a.offset)}, so the image is left alone.`,

  // Symbols
  'symbol-type-or-binding': (a) =>
    `Symbol ${a.symbol} has type ${symbolTypeName(a.type)} and binding ${symbolBindName(a.bind)}${a.accepted ? '; one of them is enough' : '; neither is accepted'}.`,
  'symbol-empty-info': (a) => `Symbol ${a.symbol} has st_info 0 and is passed over.`,
  'symbol-visibility': (a) =>
    `Symbol ${a.symbol} has ${a.visibility === 0 ? 'default visibility' : `visibility ${a.visibility}`}${a.accepted ? '' : ', which is not accepted'}.`,
  'symbol-absolute-refused': (a) => `Symbol ${a.symbol} is absolute (SHN_ABS), which is refused.`,
  'symbol-size': (a) =>
    `Symbol ${a.symbol} has ${plural(a.size, 'byte')}; at least ${count(a.least)} are needed.`,
  'size-fatal': (a) =>
    `Symbol ${a.symbol} has ${plural(a.size, 'byte')}, and ${count(a.least)} are needed to overwrite it: the program ends with an error.`,
  'size-asserted': (a) =>
    `Symbol ${a.symbol} has ${plural(a.size, 'byte')}, and the program asserts that there is room for its own code: it panics.`,
  'chain-beyond': (a) =>
    `Symbol ${a.symbol} is beyond the ${plural(a.nchain, 'chain entry', 'chain entries')}: the search of this chain ends there.`,
  'verdef-version': (a) => `vd_version is ${a.version}, not 1, so no version matches.`,

  // Assertions
  'required-missing': (a) =>
    `${a.symbol} is not found, and the program asserts that it is: it panics at the first use.`,
  'result-asserted': (a) =>
    `The function found is at image offset ${hex(a.offset)}, beyond the end of the PT_LOAD (${hex(a.loadEnd)}), and the program asserts that it is not: it panics.`,
  'overwrites-outside': (a) =>
    `The function found is written over at ${hex(a.offset)} from the start of the image, which has ${hex(a.mapped)} bytes: the write fails, and that ends the program.`,
  'checked-string': (a) =>
    `A name of symbol ${a.symbol} is at ${hex(a.offset)}, beyond DT_STRSZ: a failed check, which ends the program.`,
  'checked-value': (a) =>
    `Symbol ${a.symbol} has the value ${hex(a.value)}, which is not above the address the image is linked at (${hex(a.linkedAt)}): a failed check, which ends the program.`,
  'checked-index': (a) =>
    `Symbol ${a.symbol} has version index ${a.index}, above DT_VERDEFNUM: a failed check, which ends the program.`,
  'checked-count': (a) =>
    `Version definition ${a.index} has ${plural(a.count, 'auxiliary entry', 'auxiliary entries')}, and only 1 or 2 pass: a failed check, which ends the program.`,

  // Notes
  'note-taken': (a) => `A note with the wanted owner and type ${a.type}: its number is taken.`,
  'note-passed': (a) => `Another note (type ${a.type}, ${plural(a.size, 'byte')}).`,
  'note-cut': (a) =>
    `What it takes for a note at image offset ${hex(a.offset)} goes on beyond the end of the section: the search ends there.`,
  'no-note': (a) => `No note of owner "${a.owner}" and type ${a.type} is in the image.`,
  'note-found': (a) => `The note is there; it says Linux ${linuxRelease(a.value)}.`,

  'port-not-known': (a) =>
    `What ${a.consumer} looks up on ${abiText(a.abi)}, if anything, is not in the catalogue.`,
};

function fieldText({ field }: Checks['header-fatal']): string {
  return field === MAGIC_FIELD ? 'The magic number' : field;
}

function wantedValue({ field, wanted }: Checks['header-fatal']): string {
  if ('atLeast' in wanted) return `at least ${wanted.atLeast}`;
  if ('other' in wanted) return `another number than ${wanted.other}`;
  return orList(wanted.map((value) => headerValue(field, value)));
}

function accepted(a: Checks['header-field']): string {
  return a.accepted ? ', as asked for' : `, and ${wantedValue(a)} is asked for`;
}

function missingText(missing: Checks['sections-fatal']['missing']): string {
  if (typeof missing === 'object') return missing.section;
  return missing === 'headers' ? 'section headers' : 'section names';
}
