/** What an image's code does, as `code` of the report and as text. */

import type { CodeLine } from '../../code/disassembly.ts';
import type { ImageCode } from '../../code/imageCode.ts';
import {
  alteredIn,
  alteredText,
  callText,
  clockJson,
  codeText,
  comparedJson,
  comparedLines,
  functionJson,
  hypervisorText,
  instructionText,
  patchedJson,
  placeText,
} from '../codeText.ts';
import { hex, hexBytes, shown } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Subject } from '../subject.ts';
import type { Words } from '../words.ts';

export function codeJson(
  words: Words,
  role: 'vdso' | 'elf',
  code: ImageCode,
): { readonly [key: string]: Json | undefined } {
  const { functions, patched, pages } = code;
  const altered = alteredIn(role, code).map(({ kind, symbol, address, target }) => ({
    kind,
    symbol,
    address: hex(address),
    target: target === undefined ? undefined : hex(target),
  }));
  return {
    functions: functions.map((each) => functionJson(words, each)),
    ...clocksJson(words, code),
    patched: patched.map((each) => patchedJson(words, each)),
    altered: altered.length === 0 ? undefined : altered,
    compared: code.compared && comparedJson(words, code.compared),
    pages: pages.map(({ distance, name }) => ({ distance: Number(distance), name })),
  };
}

/** The clocks of `code`. */
export function clocksJson(
  words: Words,
  { clockFunction, clocks }: Pick<ImageCode, 'clocks' | 'clockFunction'>,
) {
  return { clockFunction, clocks: clocks.map((each) => clockJson(words, each)) };
}

export function* codeLines(code: ImageCode, subject: Subject): Generator<string> {
  const { words } = subject;
  const say = words.code.words;
  yield say.title;
  const rows = code.functions.map(({ symbol, path, counters, systemCalls, instructions }) => [
    shown(symbol.name),
    words.code.paths[path],
    words.elf.list(counters),
    words.elf.list(systemCalls.map((call) => callText(words.code, call))),
    String(instructions),
  ]);
  yield* columns(say.columns, rows);
  for (const { symbol, why } of code.functions)
    if (why !== undefined) yield `  ${shown(symbol.name)}: ${words.code.incomplete(why)}`;
  yield '';
  yield* clockLines(words, code);
  if (code.pages.length > 0) {
    yield '';
    yield say.pages;
    for (const { distance, name } of code.pages)
      yield `  -${hex(-distance)}${name === undefined ? '' : `  ${words.code.pageNames[name]}`}`;
    const hypervisors = hypervisorText(words, subject.image, code);
    if (hypervisors !== undefined) yield `  ${hypervisors}`;
  }
  if (code.patched.length > 0) {
    yield '';
    yield say.patched;
    for (const { address, now, alternatives, chosen } of code.patched) {
      yield `  ${hex(address)}  ${codeText(words, now)}`;
      for (const [at, alternative] of alternatives.entries())
        yield `    ${say.alternative} ${codeText(words, alternative)}${at === chosen ? ` (${say.stands})` : ''}`;
    }
  }
  const altered = alteredIn(subject.role, code);
  if (altered.length > 0) {
    yield '';
    yield say.alteredTitle;
    for (const each of altered) yield `  ${alteredText(words, each)}`;
  }
  if (code.compared !== undefined) {
    yield '';
    yield say.comparedTitle;
    for (const line of comparedLines(words, code.compared, altered)) yield `  ${line}`;
  }
}

export function* clockLines(words: Words, { clocks, clockFunction }: ImageCode): Generator<string> {
  const say = words.code.words;
  if (clockFunction === undefined) {
    yield say.noClocks;
    return;
  }
  yield say.clocksTitle(shown(clockFunction));
  const rows = clocks.map(({ id, name, path, counters }) => [
    String(id),
    words.code.clockNames[name] ?? name,
    words.code.paths[path],
    words.elf.list(counters),
  ]);
  yield* columns(say.clockColumns, rows);
  for (const { name, why } of clocks) if (why !== undefined) yield `  ${name}: ${words.code.incomplete(why)}`;
  const coarse = words.code.coarse(clocks);
  if (coarse !== undefined) yield `  ${coarse}`;
}

function* columns(heads: readonly string[], rows: readonly (readonly string[])[]): Generator<string> {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd();
  yield line(heads);
  for (const row of rows) yield line(row);
}

/** "      af0  48 8d 05 …  lea rax, [rip - 0x3f80]  ; time data" */
export function disassemblyLine(
  { code, elf }: Words,
  { instruction, place, relocations }: CodeLine,
  width: number,
): string {
  const { address, bytes, mnemonic } = instruction;
  const text = mnemonic === '' ? code.words.data : instructionText(instruction);
  const notes = [...(place === undefined ? [] : [placeText(code, place)]), ...relocations.map(shown)];
  const line = `  ${hex(address)}  ${hexBytes(bytes).padEnd(width)}  ${text}`;
  return notes.length === 0 ? line : `${line}  ; ${elf.list(notes)}`;
}

export function disassemblyJson(
  { code }: Words,
  { instruction, target, data, place, relocations }: CodeLine,
): Json {
  const { address, bytes, mnemonic, operands } = instruction;
  return {
    address: hex(address),
    bytes: hexBytes(bytes),
    mnemonic,
    operands,
    target: target === undefined ? undefined : hex(target),
    data: data === undefined ? undefined : hex(data),
    place: place && placeText(code, place),
    relocations: relocations.length === 0 ? undefined : [...relocations],
  };
}
