/** Code as text and as JSON: what tables, views and reports say alike of instructions, calls and places. */
import { type AlteredPlace, alteredPlaces } from '../code/altered.ts';
import type { ClockPath } from '../code/clocks.ts';
import type { ChangedPlace, CodeComparison } from '../code/compared.ts';
import type { CodeLine } from '../code/disassembly.ts';
import type { FunctionCode, ImageCode } from '../code/imageCode.ts';
import { knownPages } from '../code/pages.ts';
import type { CodeText, PatchedSite } from '../code/patched.ts';
import type { SystemCall } from '../code/paths.ts';
import { EM_386, EM_X86_64 } from '../elf/format/constants.ts';
import type { ElfImage } from '../elf/model.ts';
import { hex, hexBytes, shown } from './format.ts';
import type { Json } from './jsonValue.ts';
import type { Words } from './words.ts';

type CodeWords = Words['code'];

/** "rdtsc", "mov eax, 1", ".byte 0f 0b" */
export function instructionText({ mnemonic, operands, bytes }: CodeLine['instruction']): string {
  if (mnemonic === '') return `.byte ${hexBytes(bytes)}`;
  return operands === '' ? mnemonic : `${mnemonic} ${operands}`;
}

/** "lfence; rdtsc" */
export function codeText({ elf }: Pick<Words, 'elf'>, { instructions }: CodeText): string {
  return elf.listOfLists(instructions.map(instructionText));
}

export function callText({ words }: CodeWords, { number, name }: SystemCall): string {
  return name ?? (number === undefined ? words.unknownCall : String(number));
}

/** "__vdso_time+0x1f", "time data" */
export function placeText({ pageNames }: CodeWords, place: NonNullable<CodeLine['place']>): string {
  if (place.kind === 'page') return pageNames[place.name];
  return place.offset === 0n ? shown(place.name) : `${shown(place.name)}+${hex(place.offset)}`;
}

export function functionJson(
  { code }: Words,
  found: FunctionCode,
): { readonly [key: string]: Json | undefined } {
  const { symbol, path, counters, systemCalls, loops, instructions, why } = found;
  return {
    symbol: symbol.name,
    path,
    counters: [...counters],
    systemCalls: systemCalls.map(({ at, number, name }) => ({
      offset: hex(BigInt.asUintN(64, at - symbol.value)),
      number: number === undefined ? undefined : Number(number),
      name,
    })),
    loops: loops.map(({ from, to }) => ({ from: hex(from), to: hex(to) })),
    instructions,
    why: why && code.incomplete(why),
  };
}

export function clockJson({ code }: Words, { id, name, path, counters, why }: ClockPath): Json {
  return { id, name, path, counters: [...counters], why: why && code.incomplete(why) };
}

export function patchedJson(words: Words, { address, length, now, alternatives, chosen }: PatchedSite): Json {
  const text = (each: CodeText) => ({ bytes: hexBytes(each.bytes), text: codeText(words, each) });
  return {
    address: hex(address),
    length,
    now: text(now),
    alternatives: alternatives.map(({ feature, ...each }) => ({ feature, ...text(each) })),
    chosen,
  };
}

/** What of a vDSO's code is not the kernel's. */
export function alteredIn(role: 'vdso' | 'elf', { functions }: ImageCode): AlteredPlace[] {
  return role === 'vdso' ? alteredPlaces(functions) : [];
}

export function alteredText({ code }: Words, { kind, symbol, address, target = 0n }: AlteredPlace): string {
  return code.words.altered[kind](shown(symbol), address, target);
}

/** What a comparison came to, and the places that differ. Those that `told` tells already are not told twice. */
export function* comparedLines(
  words: Words,
  { from, places, more }: CodeComparison,
  told: readonly AlteredPlace[],
): Generator<string> {
  const { words: say } = words.code;
  const peer = from.kind === 'file' ? shown(from.path) : say.comparedLive;
  if (places.length === 0) {
    yield say.unchanged(peer);
    return;
  }
  yield say.changed(places.length + more, peer);
  const isTold = ({ address, length }: ChangedPlace): boolean =>
    told.some((each) => each.address - address >= 0n && each.address - address < BigInt(length));
  const rest = places.filter((each) => !isTold(each));
  for (const place of rest.slice(0, MOST_TOLD))
    yield say.changedPlace(
      changedAt(words, place),
      changedCode(words, place.now),
      changedCode(words, place.before),
    );
  const left = Math.max(0, rest.length - MOST_TOLD) + more;
  if (left > 0) yield say.morePlaces(left);
}

function changedAt({ code }: Words, { symbol, offset = 0n, address }: ChangedPlace): string {
  return symbol === undefined
    ? hex(address)
    : code.words.placeAt(placeText(code, { kind: 'function', name: symbol, offset }), hex(address));
}

/** The first instructions: what somebody wrote there may be long. */
function changedCode(words: Words, { bytes, instructions }: CodeText): string {
  const text = codeText(words, { bytes, instructions: instructions.slice(0, MOST_INSTRUCTIONS_TOLD) });
  return instructions.length > MOST_INSTRUCTIONS_TOLD ? `${text}; …` : text || hexBytes(bytes);
}

/** Places that are told one by one, and instructions of each. */
const MOST_TOLD = 16;
const MOST_INSTRUCTIONS_TOLD = 4;

export function comparedJson(words: Words, { from, places, more }: CodeComparison): Json {
  const text = (each: CodeText) => ({ bytes: hexBytes(each.bytes), text: codeText(words, each) });
  return {
    with: from.kind === 'file' ? { kind: 'file', path: from.path } : { kind: 'live' },
    places: places.map(({ symbol, offset, address, length, before, now }) => ({
      symbol,
      offset: offset === undefined ? undefined : hex(offset),
      address: hex(address),
      length,
      before: text(before),
      now: text(now),
    })),
    more: more === 0 ? undefined : more,
  };
}

/** Of an x86 image that reads time data: which hypervisors' clocks it knows. */
export function hypervisorText({ code }: Words, image: ElfImage, { pages }: ImageCode): string | undefined {
  const isX86 = image.header.machine === EM_X86_64 || image.header.machine === EM_386;
  const known = knownPages(pages);
  return isX86 && known !== undefined ? code.hypervisors(known) : undefined;
}
