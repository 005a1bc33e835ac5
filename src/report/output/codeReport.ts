/** What an image's code does, as `code` of the report and as text. */

import type { CodeLine } from '../../code/disassembly.ts';
import {
  clockNames,
  coarseSentence,
  codeWords,
  hypervisorSentence,
  incompleteText,
  pageNames,
  pathWords,
} from '../../code/english.ts';
import type { FunctionCode, ImageCode } from '../../code/imageCode.ts';
import type { CodeText } from '../../code/patched.ts';
import type { SystemCall } from '../../code/paths.ts';
import { list, listOfLists } from '../../elf/english.ts';
import { EM_386, EM_X86_64 } from '../../elf/format/constants.ts';
import { hex, hexBytes, shown } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Subject } from '../subject.ts';

export function codeJson({ functions, patched, pages, ...code }: ImageCode): Json {
  return {
    functions: functions.map(functionJson),
    ...clocksJson(code),
    patched: patched.map(({ address, length, now, alternatives, chosen }) => ({
      address: hex(address),
      length,
      now: textJson(now),
      alternatives: alternatives.map(({ feature, ...text }) => ({ feature, ...textJson(text) })),
      chosen,
    })),
    pages: pages.map(({ distance, name }) => ({ distance: Number(distance), name })),
  };
}

/** The clocks of `code`. */
export function clocksJson({ clockFunction, clocks }: Pick<ImageCode, 'clocks' | 'clockFunction'>) {
  return {
    clockFunction,
    clocks: clocks.map(({ id, name, path, counters, why }) => ({
      id,
      name,
      path,
      counters: [...counters],
      why: why && incompleteText(why),
    })),
  };
}

function functionJson({ symbol, path, counters, systemCalls, loops, instructions, why }: FunctionCode): Json {
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
    why: why && incompleteText(why),
  };
}

function textJson({ bytes, instructions }: CodeText): { bytes: string; text: string } {
  return { bytes: hexBytes(bytes), text: codeText(instructions) };
}

function codeText(instructions: CodeText['instructions']): string {
  return listOfLists(instructions.map(({ mnemonic, operands, bytes }) => textOf(mnemonic, operands, bytes)));
}

function textOf(mnemonic: string, operands: string, bytes: Uint8Array): string {
  if (mnemonic === '') return `.byte ${hexBytes(bytes)}`;
  return operands === '' ? mnemonic : `${mnemonic} ${operands}`;
}

export function* codeLines(code: ImageCode, subject: Subject): Generator<string> {
  yield codeWords.title;
  const rows = code.functions.map(({ symbol, path, counters, systemCalls, instructions }) => [
    shown(symbol.name),
    pathWords[path],
    list(counters),
    list(systemCalls.map(callText)),
    String(instructions),
  ]);
  yield* columns(codeWords.columns, rows);
  for (const { symbol, why } of code.functions)
    if (why !== undefined) yield `  ${shown(symbol.name)}: ${incompleteText(why)}`;
  yield '';
  yield* clockLines(code);
  const names = code.pages.flatMap(({ name }) => name ?? []);
  if (code.pages.length > 0) {
    yield '';
    yield codeWords.pages;
    for (const { distance, name } of code.pages)
      yield `  -${hex(-distance)}${name === undefined ? '' : `  ${pageNames[name]}`}`;
    const isX86 = subject.image.header.machine === EM_X86_64 || subject.image.header.machine === EM_386;
    if (isX86 && names.includes('time')) yield `  ${hypervisorSentence(names)}`;
  }
  if (code.patched.length > 0) {
    yield '';
    yield codeWords.patched;
    for (const { address, now, alternatives, chosen } of code.patched) {
      yield `  ${hex(address)}  ${codeText(now.instructions)}`;
      for (const [at, { instructions }] of alternatives.entries())
        yield `    ${codeWords.alternative} ${codeText(instructions)}${at === chosen ? ` (${codeWords.stands})` : ''}`;
    }
  }
}

export function* clockLines({ clocks, clockFunction }: ImageCode): Generator<string> {
  if (clockFunction === undefined) {
    yield codeWords.noClocks;
    return;
  }
  yield codeWords.clocksTitle(shown(clockFunction));
  const rows = clocks.map(({ id, name, path, counters }) => [
    String(id),
    clockNames[name] ?? name,
    pathWords[path],
    list(counters),
  ]);
  yield* columns(codeWords.clockColumns, rows);
  for (const { name, why } of clocks) if (why !== undefined) yield `  ${name}: ${incompleteText(why)}`;
  const coarse = coarseSentence(clocks);
  if (coarse !== undefined) yield `  ${coarse}`;
}

function callText({ number, name }: SystemCall): string {
  return name ?? (number === undefined ? codeWords.unknownCall : String(number));
}

function* columns(heads: readonly string[], rows: readonly (readonly string[])[]): Generator<string> {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd();
  yield line(heads);
  for (const row of rows) yield line(row);
}

/** "      af0  48 8d 05 …  lea rax, [rip - 0x3f80]  ; time data" */
export function disassemblyLine({ instruction, place, relocations }: CodeLine, width: number): string {
  const { address, bytes, mnemonic, operands } = instruction;
  const text = mnemonic === '' ? codeWords.data : textOf(mnemonic, operands, bytes);
  const notes = [...(place === undefined ? [] : [placeText(place)]), ...relocations.map(shown)];
  const code = `  ${hex(address)}  ${hexBytes(bytes).padEnd(width)}  ${text}`;
  return notes.length === 0 ? code : `${code}  ; ${list(notes)}`;
}

function placeText(place: NonNullable<CodeLine['place']>): string {
  if (place.kind === 'page') return pageNames[place.name];
  return place.offset === 0n ? shown(place.name) : `${shown(place.name)}+${hex(place.offset)}`;
}

export function disassemblyJson({ instruction, target, data, place, relocations }: CodeLine): Json {
  const { address, bytes, mnemonic, operands } = instruction;
  return {
    address: hex(address),
    bytes: hexBytes(bytes),
    mnemonic,
    operands,
    target: target === undefined ? undefined : hex(target),
    data: data === undefined ? undefined : hex(data),
    place: place && placeText(place),
    relocations: relocations.length === 0 ? undefined : [...relocations],
  };
}
