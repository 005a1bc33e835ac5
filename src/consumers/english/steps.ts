/** Steps of a replay in English; several of them also serve as the reason why a search ended. */
import { symbolBindName, symbolTypeName } from '../../elf/format/names.ts';
import { type Args, decimal, hexArg, pluralArg, type Sentence, textArg } from './words.ts';

export const stepSentences: Readonly<Record<string, Sentence>> = {
  // Program headers
  'program-headers': (a) =>
    `Reads ${pluralArg(a, 'phnum', 'program header')} of ${decimal(a, 'size')} bytes from offset ${hexArg(a, 'phoff')}; e_phentsize is not looked at.`,
  'load-segment': (a) =>
    `PT_LOAD (program header ${decimal(a, 'index')}): p_offset ${hexArg(a, 'offset')}, p_vaddr ${hexArg(a, 'vaddr')}; load offset = image base + ${hexArg(a, 'bias')}.`,
  'dynamic-segment': (a) =>
    `PT_DYNAMIC (program header ${decimal(a, 'index')}): the dynamic table is at image offset ${hexArg(a, 'offset')}.`,
  'no-load-segment': () => 'There is no PT_LOAD, so there is no load offset and the image is left alone.',
  'no-dynamic-segment': () => 'There is no PT_DYNAMIC, so the image is left alone.',

  // Dynamic table
  'dynamic-entry': (a) => `DT_${textArg(a, 'tag')} is ${hexArg(a, 'value')}.`,
  'dynamic-table': (a) =>
    `The dynamic table ends after ${pluralArg(a, 'count', 'entry').replace('entrys', 'entries')}.`,
  'no-dynamic-tag': (a) => `There is no DT_${textArg(a, 'tag')}, so the image is left alone.`,
  'no-hash-table': (a) =>
    `There is no hash table it can use (${textArg(a, 'tables')}), so the image is left alone.`,
  'table-chosen': (a) => `Goes by ${textArg(a, 'table')}, at image offset ${hexArg(a, 'offset')}.`,
  'gnu-table': (a) =>
    `DT_GNU_HASH: ${pluralArg(a, 'nbucket', 'bucket')}, first hashed symbol ${decimal(a, 'symoffset')}, ${pluralArg(a, 'bloomSize', 'bloom word')}.`,
  'sysv-table': (a) =>
    `DT_HASH: ${pluralArg(a, 'nbucket', 'bucket')}, ${pluralArg(a, 'nchain', 'chain entry').replace('entrys', 'entries')}, words of ${decimal(a, 'wordSize')} bytes.`,
  'sysv-narrow-words': () =>
    'DT_HASH has 8-byte words on this architecture, and they are read as 4-byte ones: the numbers are halves of others.',

  // Version definitions
  'verdef-base': () => 'Skips the base definition, which names the file itself (VER_FLG_BASE).',
  'version-hash': (a) =>
    same(a, 'hash', 'wanted')
      ? `The definition's hash ${hexArg(a, 'hash')} is the one wanted.`
      : `The definition's hash ${hexArg(a, 'hash')} is not ${hexArg(a, 'wanted')}.`,
  'version-name': (a) =>
    same(a, 'name', 'wanted')
      ? `Its name is ${textArg(a, 'name')}, as wanted.`
      : `Its name is ${quoted(a, 'name')}, not ${textArg(a, 'wanted')}.`,
  'version-index': (a) => `${textArg(a, 'name')} has version index ${decimal(a, 'index')}.`,
  'version-absent': (a) =>
    `No version definition is ${textArg(a, 'name')}; with a version table in the image no symbol can match then.`,
  'version-unchecked': (a) => `There is no DT_${textArg(a, 'tag')}, so versions are not checked.`,
  'version-index-zero': () => 'The version index wanted is 0, so versions are not checked.',
  'version-not-defined': (a) =>
    `No definition has symbol ${decimal(a, 'symbol')}'s version index ${decimal(a, 'index')}.`,
  'hidden-bit-masked': (a) =>
    `Symbol ${decimal(a, 'symbol')}'s version index ${hexArg(a, 'written')} has the hidden bit set, which is masked off.`,
  'symbol-version': (a) => versionOfSymbol(a),

  // Walks
  bloom: (a) =>
    `Bloom word ${decimal(a, 'index')} is ${hexArg(a, 'word')}; the bits asked for are ${hexArg(a, 'mask')}.`,
  'gnu-bucket': (a) =>
    `Hash ${hexArg(a, 'hash')} falls into bucket ${decimal(a, 'bucket')} of ${decimal(a, 'nbucket')}, whose chain starts at symbol ${decimal(a, 'symbol')}.`,
  'gnu-bucket-empty': (a) =>
    `Hash ${hexArg(a, 'hash')} falls into bucket ${decimal(a, 'bucket')} of ${decimal(a, 'nbucket')}, which is empty (it holds ${decimal(a, 'symbol')}, below the first hashed symbol ${decimal(a, 'symoffset')}).`,
  'gnu-chain-match': (a) =>
    `Bucket ${decimal(a, 'bucket')} of ${decimal(a, 'nbucket')} holds symbol ${decimal(a, 'symbol')}; its chain word ${hexArg(a, 'word')} matches the hash ${hexArg(a, 'hash')} up to the end bit.`,
  'gnu-chain-next': (a) =>
    `Symbol ${decimal(a, 'symbol')}'s chain word ${hexArg(a, 'word')} does not match the hash ${hexArg(a, 'hash')}; the chain goes on.`,
  'gnu-chain-end': (a) =>
    `Symbol ${decimal(a, 'symbol')}'s chain word ${hexArg(a, 'word')} does not match the hash ${hexArg(a, 'hash')}, and its end bit is set: the chain of bucket ${decimal(a, 'bucket')} ends here.`,
  'chain-exhausted': (a) => `That was the last symbol of bucket ${decimal(a, 'bucket')}.`,
  'no-buckets': (a) => `${textArg(a, 'table')} has no buckets as it is read here, so nothing is found in it.`,
  'sysv-bucket': (a) =>
    `Hash ${hexArg(a, 'hash')} falls into bucket ${decimal(a, 'bucket')} of ${decimal(a, 'nbucket')}, whose chain starts at symbol ${decimal(a, 'symbol')}.`,
  'sysv-bucket-empty': (a) =>
    `Hash ${hexArg(a, 'hash')} falls into bucket ${decimal(a, 'bucket')} of ${decimal(a, 'nbucket')}, which is empty.`,
  'sysv-chain': (a) =>
    `The chain goes on from symbol ${decimal(a, 'symbol')} to symbol ${decimal(a, 'next')}.`,
  'sysv-chain-end': (a) =>
    `The chain of bucket ${decimal(a, 'bucket')} ends at symbol ${decimal(a, 'symbol')}.`,
  'symbol-count': (a) =>
    `${textArg(a, 'table')} says that there are ${pluralArg(a, 'count', 'symbol')}; each is looked at in turn.`,
  'symbols-exhausted': () => 'None of the symbols matches.',
  'steps-omitted': (a) => `(${pluralArg(a, 'count', 'more step')} not shown)`,

  // Tests of a symbol
  'symbol-type': (a) =>
    `Symbol ${decimal(a, 'symbol')} has type ${symbolTypeName(Number(a['type']))}${refusal(a)}.`,
  'symbol-binding': (a) =>
    `Symbol ${decimal(a, 'symbol')} has binding ${symbolBindName(Number(a['bind']))}${refusal(a)}.`,
  'symbol-section': (a) =>
    a['section'] === 0
      ? `Symbol ${decimal(a, 'symbol')} is undefined (SHN_UNDEF), which is refused.`
      : `Symbol ${decimal(a, 'symbol')} is defined in section ${decimal(a, 'section')}.`,
  'symbol-absolute': (a) =>
    `Symbol ${decimal(a, 'symbol')} is absolute (SHN_ABS), which is accepted like any section.`,
  'symbol-name': (a) =>
    same(a, 'name', 'wanted')
      ? `Symbol ${decimal(a, 'symbol')} is named ${textArg(a, 'name')}.`
      : `Symbol ${decimal(a, 'symbol')} is named ${quoted(a, 'name')}, not ${textArg(a, 'wanted')}.`,
  'value-zero': (a) => `Symbol ${decimal(a, 'symbol')} has the value 0, which is refused.`,
  'symbol-accepted': (a) =>
    `Symbol ${decimal(a, 'symbol')} is taken: load offset + ${hexArg(a, 'value')} is stored.`,
};

function versionOfSymbol(a: Args): string {
  const start = `Symbol ${decimal(a, 'symbol')} has version index ${decimal(a, 'index')}`;
  if (same(a, 'index', 'wanted')) return `${start}, as wanted.`;
  const wanted = a['wanted'];
  if (wanted === -1) return `${start}; no index can match, because the node was not found.`;
  return `${start}, not ${decimal(a, 'wanted')}.`;
}

function refusal(args: Args): string {
  return args['accepted'] === 0 ? ', which is not accepted' : '';
}

function same(args: Args, a: string, b: string): boolean {
  return args[a] === args[b];
}

function quoted(args: Args, name: string): string {
  return args[name] === '' ? 'empty' : `"${textArg(args, name)}"`;
}
