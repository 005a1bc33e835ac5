/** Code as text and as JSON: what tables, views and reports say alike of instructions, calls and places. */
import { type AlteredPlace, alteredPlaces } from '../code/altered.ts';
import type { ClockPath } from '../code/clocks.ts';
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

/** Of an x86 image that reads time data: which hypervisors' clocks it knows. */
export function hypervisorText({ code }: Words, image: ElfImage, { pages }: ImageCode): string | undefined {
  const isX86 = image.header.machine === EM_X86_64 || image.header.machine === EM_386;
  const known = knownPages(pages);
  return isX86 && known !== undefined ? code.hypervisors(known) : undefined;
}
