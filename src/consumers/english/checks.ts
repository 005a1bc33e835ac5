/** Sentences about the checks and habits of single consumers (the second half of LookupRules). */
import { symbolBindName, symbolTypeName } from '../../elf/format/names.ts';
import { type Args, decimal, hexArg, pluralArg, type Sentence, signed, textArg } from './words.ts';

export const checkSentences: Readonly<Record<string, Sentence>> = {
  // ELF header
  'header-field': (a) => `${textArg(a, 'field')} is ${headerValue(a)}${accepted(a)}.`,
  'header-fatal': (a) =>
    `${textArg(a, 'field')} is ${headerValue(a)}, not ${wantedValue(a)}, and that is taken for fatal: the program ends with an error.`,

  // Program headers
  'segment-refused': (a) =>
    `Program header ${decimal(a, 'index')} is ${textArg(a, 'type')}, which no vDSO is expected to have, so the image is left alone.`,
  'second-segment': (a) =>
    `Program header ${decimal(a, 'index')} is a second ${textArg(a, 'type')}, so the image is left alone.`,
  'segment-flags-refused': (a) =>
    `Program header ${decimal(a, 'index')} has the flags ${hexArg(a, 'flags')}; a writable one is not expected in a vDSO, so the image is left alone.`,
  'load-flags': (a) =>
    `The first PT_LOAD has the flags ${hexArg(a, 'flags')}; readable and executable (${hexArg(a, 'wanted')}) is asked for.`,
  'dynamic-in-header': (a) =>
    `PT_DYNAMIC is at image offset ${hexArg(a, 'offset')}, inside the ELF header, so the image is left alone.`,
  'linked-at-zero': (a) =>
    a['bias'] === 0n
      ? 'The loader reports the address of the image itself: it is linked at 0.'
      : `The loader reports an address ${hexArg(a, 'bias')} away from the image (it is not linked at 0), so the image is not recognised.`,
  'outside-refused': (a) =>
    `${capital(textArg(a, 'what'))} lies outside the mapping; that is checked, and the search of it ends there.`,

  // Dynamic table
  'dynamic-unterminated': (a) =>
    `There is no DT_NULL among the ${pluralArg(a, 'count', 'entry').replace('entrys', 'entries')} of PT_DYNAMIC, so the image is left alone.`,
  syment: (a) => `DT_SYMENT is ${decimal(a, 'value')}; ${decimal(a, 'wanted')} is asked for.`,
  soname: (a) =>
    a['name'] === a['wanted']
      ? `The image is named ${textArg(a, 'name')}, as asked for.`
      : `The image is named ${textArg(a, 'name')} and is looked for as ${textArg(a, 'wanted')}, so it is not found.`,
  'bloom-size-asserted': (a) =>
    `The bloom filter has ${pluralArg(a, 'bloomSize', 'word')}, and a power of two is asserted: the program ends at start-up.`,

  // Section headers
  'section-headers': (a) =>
    `Reads ${pluralArg(a, 'shnum', 'section header')} from offset ${hexArg(a, 'shoff')}, behind the end of the PT_LOAD in most images.`,
  'section-table': (a) =>
    `Section ${decimal(a, 'index')} is ${textArg(a, 'table')}, at image offset ${hexArg(a, 'offset')}.`,
  'no-section': (a) => `No section is ${textArg(a, 'table')}, so the image is left alone.`,
  'no-section-symbols': () => 'The section headers tell of no dynamic symbols, so the image is left alone.',
  'sections-fatal': (a) =>
    `The image has ${textArg(a, 'what')}, and that is taken for fatal: the program ends with an error.`,
  'entsize-zero': (a) =>
    `sh_size of section ${decimal(a, 'section')} is divided by its sh_entsize, which is 0: an integer division by zero.`,
  'section-agrees': (a) =>
    a['value'] === a['offset']
      ? `The dynamic table has ${textArg(a, 'table')} at ${hexArg(a, 'value')} too.`
      : `The dynamic table has ${textArg(a, 'table')} at ${hexArg(a, 'value')} and the section headers at ${hexArg(a, 'offset')}, so the image is left alone.`,

  // Symbols
  'symbol-type-or-binding': (a) =>
    `Symbol ${decimal(a, 'symbol')} has type ${symbolTypeName(Number(a['type']))} and binding ${symbolBindName(Number(a['bind']))}${a['accepted'] === 0 ? '; neither is accepted' : '; one of them is enough'}.`,
  'symbol-empty-info': (a) => `Symbol ${decimal(a, 'symbol')} has st_info 0 and is passed over.`,
  'symbol-visibility': (a) =>
    `Symbol ${decimal(a, 'symbol')} has ${a['visibility'] === 0 ? 'default visibility' : `visibility ${decimal(a, 'visibility')}`}${a['accepted'] === 1 ? '' : ', which is not accepted'}.`,
  'symbol-absolute-refused': (a) => `Symbol ${decimal(a, 'symbol')} is absolute (SHN_ABS), which is refused.`,
  'symbol-size': (a) =>
    `Symbol ${decimal(a, 'symbol')} has ${pluralArg(a, 'size', 'byte')}; at least ${decimal(a, 'least')} are needed.`,
  'size-fatal': (a) =>
    `Symbol ${decimal(a, 'symbol')} has ${pluralArg(a, 'size', 'byte')}, and ${decimal(a, 'least')} are needed to overwrite it: the program ends with an error.`,
  'size-asserted': (a) =>
    `Symbol ${decimal(a, 'symbol')} has ${pluralArg(a, 'size', 'byte')}, and the program asserts that there is room for its own code: it panics.`,
  'chain-beyond': (a) =>
    `Symbol ${decimal(a, 'symbol')} is beyond the ${pluralArg(a, 'nchain', 'chain entry').replace('entrys', 'entries')}: the search of this chain ends there.`,
  'verdef-version': (a) => `vd_version is ${decimal(a, 'version')}, not 1, so no version matches.`,

  // Assertions
  'required-missing': (a) =>
    `${textArg(a, 'symbol')} is not found, and the program asserts that it is: it panics at the first use.`,
  'result-asserted': (a) =>
    `The function found is at image offset ${signed(a, 'offset')}, beyond the end of the PT_LOAD (${hexArg(a, 'loadEnd')}), and the program asserts that it is not: it panics.`,
  'overwrites-outside': (a) =>
    `The function found is written over at ${hexArg(a, 'offset')} from the start of the image, which has ${hexArg(a, 'mapped')} bytes: the write fails, and the program panics.`,
  'checked-string': (a) =>
    `A name of symbol ${decimal(a, 'symbol')} is at ${hexArg(a, 'offset')}, beyond DT_STRSZ: a failed check, which ends the program.`,
  'checked-value': (a) =>
    `Symbol ${decimal(a, 'symbol')} has the value ${hexArg(a, 'value')}, which is not above the address the image is linked at (${hexArg(a, 'linkedAt')}): a failed check, which ends the program.`,
  'checked-index': (a) =>
    `Symbol ${decimal(a, 'symbol')} has version index ${decimal(a, 'index')}, above DT_VERDEFNUM: a failed check, which ends the program.`,
  'checked-count': (a) =>
    `Version definition ${decimal(a, 'index')} has ${pluralArg(a, 'count', 'auxiliary entry').replace('entrys', 'entries')}, and only 1 or 2 pass: a failed check, which ends the program.`,

  // Notes
  'note-taken': (a) => `A note with the wanted owner and type ${decimal(a, 'type')}: its number is taken.`,
  'note-passed': (a) => `Another note (type ${decimal(a, 'type')}, ${pluralArg(a, 'size', 'byte')}).`,
  'note-cut': (a) =>
    `What it takes for a note at image offset ${signed(a, 'offset')} goes on beyond the end of the section: the search ends there.`,
  'no-note': (a) =>
    `No note of owner "${textArg(a, 'owner')}" and type ${decimal(a, 'type')} is in the image.`,
  'note-found': (a) => `The note is there; it says Linux ${linuxRelease(Number(a['value']))}.`,

  'port-not-known': (a) =>
    `What ${textArg(a, 'consumer')} looks up on ${textArg(a, 'abi')}, if anything, is not in the catalogue.`,
};

/** LINUX_VERSION_CODE: the last part has eight bits and is capped at 255. */
function linuxRelease(code: number): string {
  return `${code >>> 16}.${(code >>> 8) & 255}.${code & 255}`;
}

function headerValue(a: Args): string {
  return a['field'] === 'the magic number' ? hexArg(a, 'value') : decimal(a, 'value');
}

function wantedValue(a: Args): string {
  return a['field'] === 'the magic number' ? '0x7f454c46' : textArg(a, 'wanted');
}

function accepted(a: Args): string {
  return a['accepted'] === 1 ? ', as asked for' : `, and ${wantedValue(a)} is asked for`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
