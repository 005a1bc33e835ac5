/** Steps of a replay in English; several of them also serve as the reason why a search ended. */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { count, orList, plural } from '../../elf/english.ts';
import { symbolBindName, symbolTypeName } from '../../elf/format/names.ts';
import type { Steps } from '../reasons.ts';
import { quotedName } from './words.ts';

export const stepSentences: Sentences<Steps> = {
  // Program headers
  'program-headers': (a) =>
    `Reads ${plural(a.phnum, 'program header')} of ${plural(a.size, 'byte')} from offset ${hex(a.phoff)}; e_phentsize is not looked at.`,
  'load-segment': (a) =>
    `PT_LOAD (program header ${a.index}): p_offset ${hex(a.offset)}, p_vaddr ${hex(a.vaddr)}; load offset = image base + ${hex(a.bias)}.`,
  'dynamic-segment': (a) =>
    `PT_DYNAMIC (program header ${a.index}): the dynamic table is at image offset ${hex(a.offset)}.`,
  'no-load-segment': () => 'There is no PT_LOAD, so there is no load offset and the image is left alone.',
  'no-dynamic-segment': () => 'There is no PT_DYNAMIC, so the image is left alone.',

  // Dynamic table
  'dynamic-entry': (a) => `DT_${a.tag} is ${hex(a.value)}.`,
  'dynamic-table': (a) => `The dynamic table ends after ${plural(a.count, 'entry', 'entries')}.`,
  'no-dynamic-tag': (a) => `There is no DT_${a.tag}, so the image is left alone.`,
  'no-hash-table': (a) =>
    `There is no hash table it can use (${orList(a.tables)}), so the image is left alone.`,
  'table-chosen': (a) => `Goes by ${a.table}, at image offset ${hex(a.offset)}.`,
  'gnu-table': (a) =>
    `DT_GNU_HASH: ${plural(a.nbucket, 'bucket')}, first hashed symbol ${a.symoffset}, ${plural(a.bloomSize, 'bloom word')}.`,
  'sysv-table': (a) =>
    `DT_HASH: ${plural(a.nbucket, 'bucket')}, ${plural(a.nchain, 'chain entry', 'chain entries')}, words of ${plural(a.wordSize, 'byte')}.`,
  'sysv-narrow-words': () =>
    'DT_HASH has 8-byte words on this architecture, and they are read as 4-byte ones: the numbers are halves of others.',

  // Version definitions
  'verdef-base': () => 'Skips the base definition, which names the file itself (VER_FLG_BASE).',
  'version-hash': (a) =>
    a.hash === a.wanted
      ? `The definition's hash ${hex(a.hash)} is the one wanted.`
      : `The definition's hash ${hex(a.hash)} is not ${hex(a.wanted)}.`,
  'version-name': (a) =>
    a.name === a.wanted
      ? `The version's name is ${a.name}, as wanted.`
      : `The version's name is ${quotedName(a.name)}, not ${a.wanted}.`,
  'version-index': (a) => `${a.name} has version index ${a.index}.`,
  'version-absent': (a) =>
    `No version definition is ${a.name}; with a version table in the image no symbol can match then.`,
  'version-unchecked': (a) => `There is no DT_${a.tag}, so versions are not checked.`,
  'version-index-zero': () => 'The version index wanted is 0, so versions are not checked.',
  'version-not-defined': (a) => `No definition has symbol ${a.symbol}'s version index ${a.index}.`,
  'hidden-bit-masked': (a) =>
    `Symbol ${a.symbol}'s version index ${hex(a.written)} has the hidden bit set, which is masked off.`,
  'symbol-version': (a) => versionOfSymbol(a),

  // Walks
  bloom: (a) => `Bloom word ${a.index} is ${hex(a.word)}; the bits asked for are ${hex(a.mask)}.`,
  'gnu-bucket': (a) =>
    `Hash ${hex(a.hash)} falls into bucket ${a.bucket} of ${count(a.nbucket)}, whose chain starts at symbol ${a.symbol}.`,
  'gnu-bucket-empty': (a) =>
    `Hash ${hex(a.hash)} falls into bucket ${a.bucket} of ${count(a.nbucket)}, which is empty (it holds ${a.symbol}, below the first hashed symbol ${a.symoffset}).`,
  'gnu-chain-match': (a) =>
    `Bucket ${a.bucket} of ${count(a.nbucket)} holds symbol ${a.symbol}; its chain word ${hex(a.word)} matches the hash ${hex(a.hash)} up to the end bit.`,
  'gnu-chain-next': (a) =>
    `Symbol ${a.symbol}'s chain word ${hex(a.word)} does not match the hash ${hex(a.hash)}; the chain goes on.`,
  'gnu-chain-end': (a) =>
    `Symbol ${a.symbol}'s chain word ${hex(a.word)} does not match the hash ${hex(a.hash)}, and its end bit is set: the chain of bucket ${a.bucket} ends here.`,
  'chain-exhausted': (a) => `That was the last symbol of bucket ${a.bucket}.`,
  'no-buckets': (a) => `${a.table} has no buckets as it is read here, so nothing is found in it.`,
  'sysv-bucket': (a) =>
    `Hash ${hex(a.hash)} falls into bucket ${a.bucket} of ${count(a.nbucket)}, whose chain starts at symbol ${a.symbol}.`,
  'sysv-bucket-empty': (a) =>
    `Hash ${hex(a.hash)} falls into bucket ${a.bucket} of ${count(a.nbucket)}, which is empty.`,
  'sysv-chain': (a) => `The chain goes on from symbol ${a.symbol} to symbol ${a.next}.`,
  'sysv-chain-end': (a) => `The chain of bucket ${a.bucket} ends at symbol ${a.symbol}.`,
  'symbol-count': (a) =>
    `${a.table} says that there are ${plural(a.count, 'symbol')}; each is looked at in turn.`,
  'symbols-exhausted': () => 'None of the symbols matches.',
  'steps-omitted': (a) => `(${plural(a.count, 'more step')} not shown)`,

  // Tests of a symbol
  'symbol-type': (a) => `Symbol ${a.symbol} has type ${symbolTypeName(a.type)}${refusal(a.accepted)}.`,
  'symbol-binding': (a) => `Symbol ${a.symbol} has binding ${symbolBindName(a.bind)}${refusal(a.accepted)}.`,
  'symbol-section': (a) =>
    a.section === 0
      ? `Symbol ${a.symbol} is undefined (SHN_UNDEF), which is refused.`
      : `Symbol ${a.symbol} is defined in section ${a.section}.`,
  'symbol-absolute': (a) => `Symbol ${a.symbol} is absolute (SHN_ABS), which is accepted like any section.`,
  'symbol-name': (a) =>
    a.name === a.wanted
      ? `Symbol ${a.symbol} is named ${a.name}.`
      : `Symbol ${a.symbol} is named ${quotedName(a.name)}, not ${a.wanted}.`,
  'value-zero': (a) => `Symbol ${a.symbol} has the value 0, which is refused.`,
  'symbol-accepted': (a) => `Symbol ${a.symbol} is taken: load offset + ${hex(a.value)} is stored.`,
};

function versionOfSymbol(a: Steps['symbol-version']): string {
  const start = `Symbol ${a.symbol} has version index ${a.index}`;
  if (a.index === a.wanted) return `${start}, as wanted.`;
  if (a.wanted === -1) return `${start}; no index can match, because the node was not found.`;
  return `${start}, not ${a.wanted}.`;
}

function refusal(accepted: boolean): string {
  return accepted ? '' : ', which is not accepted';
}
