/** What the code of an image does: its tables, a ribbon over each function, and everything about one function. */
import type { FunctionCode, ImageCode } from '../../code/imageCode.ts';
import { demangle } from '../../demangle/demangle.ts';
import { alteredIn, alteredText, callText, comparedLines, hypervisorText } from '../codeText.ts';
import { type FieldWords, field } from '../fields.ts';
import { hex, repeated, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import { clockPathTable } from '../tables/clockPaths.ts';
import {
  codeRange,
  type FunctionFacts,
  functionRows,
  functionTable,
  pathTones,
  toldAddress,
} from '../tables/functions.ts';
import { patchedTable } from '../tables/patched.ts';
import type { ReportTable } from '../tables/table.ts';
import type { CodeView, RibbonLaneView, RibbonRegionView } from '../viewModel/code.ts';
import type { DetailView } from '../viewModel/detail.ts';
import type { FieldView } from '../viewModel/fields.ts';

export interface CodeFacts extends FunctionFacts {
  /** What following it brought; undefined as long as nobody wanted that. */
  readonly code: ImageCode | undefined;
  /** Exported functions that could be followed. */
  readonly exported: number;
}

export function codeTables(subject: Subject, facts: CodeFacts): readonly ReportTable[] {
  const { code, index, stretches } = facts;
  return [
    functionTable(subject, facts),
    ...(code?.clockFunction === undefined ? [] : [clockPathTable(subject, code.clocks)]),
    ...(code === undefined || code.patched.length === 0
      ? []
      : [patchedTable(subject, code.patched, index, stretches)]),
  ];
}

export function codeView(subject: Subject, facts: CodeFacts, tables: readonly ReportTable[]): CodeView {
  const { code, exported } = facts;
  const { words, image } = subject;
  const why = code?.functions[0]?.why;
  const unread = why?.code === 'machine' || why?.code === 'unlinked' ? why : undefined;
  const altered = code === undefined ? [] : alteredIn(subject.role, code);
  const notes = [
    unread && words.code.incomplete(unread),
    ...altered.map((each) => alteredText(words, each)),
    ...(code?.compared === undefined ? [] : comparedLines(words, code.compared, altered)),
    code && words.code.coarse(code.clocks),
    code && hypervisorText(words, image, code),
  ];
  return {
    tables: tables.map(({ view }) => view),
    ribbon: code === undefined || unread !== undefined ? [] : ribbon(subject, code),
    notes: notes.filter((note) => note !== undefined),
    ...(code === undefined && exported > 0 ? { offer: words.code.words.offer(exported) } : {}),
  };
}

/** Functions of an image that are drawn. */
export const MOST_LANES = 64;
/** Parts of one function that are drawn. */
export const MOST_REGIONS = 256;

function ribbon({ words }: Subject, { functions }: ImageCode): RibbonLaneView[] {
  const byAddress = new Map<bigint, FunctionCode[]>();
  for (const each of functions) {
    const known = byAddress.get(each.symbol.value);
    if (known === undefined) byAddress.set(each.symbol.value, [each]);
    else known.push(each);
  }
  const lanes = [...byAddress.values()].slice(0, MOST_LANES);
  const longest = lanes.reduce(
    (most, [first]) => (first && first.symbol.size > most ? first.symbol.size : most),
    1n,
  );
  return lanes.flatMap((names) => {
    const [first] = names;
    if (first === undefined) return [];
    return {
      name: words.elf.list(names.map(({ symbol }) => shown(repeated(symbol.name)))),
      text: words.code.paths[first.path],
      tone: pathTones[first.path],
      place: hex(first.symbol.value),
      regions: regionsOf(words.code, first, Number(longest)),
    };
  });
}

/** In the order of drawing: what is done on some way, around it what never is, and in it waits, counters and calls. */
function regionsOf(
  code: Subject['words']['code'],
  { symbol, ways, loops, counterSites, systemCalls }: FunctionCode,
  longest: number,
): RibbonRegionView[] {
  const { words: say } = code;
  const start = symbol.value;
  const end = start + symbol.size;
  const region = (
    kind: RibbonRegionView['kind'],
    name: string,
    from: bigint,
    to: bigint,
  ): RibbonRegionView[] => {
    const [first, last] = [from < start ? start : from, to > end ? end : to];
    if (first >= last) return [];
    return [
      {
        kind,
        start: Number(first - start) / longest,
        end: Number(last - start) / longest,
        text: say.region(name, first, last),
        place: hex(first),
      },
    ];
  };
  return [
    ...region('unreached', say.untold, start, end),
    ...ways.flatMap(({ from, to }) => region('way', say.code, from, to)),
    ...loops.flatMap(({ from, to }) => region('loop', say.loops, from, to)),
    ...counterSites.flatMap(({ at, name }) => region('counter', say.readsCounter(name), at, at + 1n)),
    ...systemCalls.flatMap((call) =>
      region('kernel', say.entersKernelFor(callText(code, call)), call.at, call.at + 1n),
    ),
  ].slice(0, MOST_REGIONS);
}

/** All of one function. */
export function functionDetail(
  subject: Subject,
  facts: FunctionFacts,
  position: number,
  /** What following it brought. */
  code: FunctionCode | undefined,
): DetailView {
  const { words } = subject;
  const { code: say, elf, report } = words;
  const row = functionRows(facts).at(position);
  if (row === undefined) return { title: report.notThere(position), paragraphs: [], fields: [], replays: [] };
  const { symbol, start, extent } = row;
  const { stretches, index } = facts;
  const range = codeRange(stretches, start, extent);
  const label = (name: string): FieldWords => [name, ''];
  const other: string[] = [];
  for (let near = Math.max(0, position - ALIASES); near < position + ALIASES; near++) {
    const found = near === position ? undefined : index.at(near);
    if (found?.start === start) other.push(shown(repeated(found.symbol.name)));
  }
  const fields: FieldView[] = [
    ...(demangle(symbol.name) === undefined
      ? []
      : [field(words.report.symbol.mangledField, shown(symbol.name))]),
    field(label(say.words.address), toldAddress(stretches, start), range?.offset, range?.length),
    field(label(say.words.size), elf.byteSize(extent)),
    ...(code === undefined ? [] : codeFields(subject, facts, code)),
  ];
  return {
    title: shown(demangle(symbol.name) ?? symbol.name),
    paragraphs: [
      ...(code === undefined ? [] : [say.pathSentences[code.path]]),
      ...(code?.why === undefined ? [] : [say.incomplete(code.why)]),
      ...(other.length === 0 ? [] : [say.words.alsoNamed(elf.list(other))]),
    ],
    fields,
    replays: [],
    code: hex(symbol.value),
  };
}

/** Names of one address that are listed. */
const ALIASES = 24;

function codeFields(
  { words }: Subject,
  { stretches }: FunctionFacts,
  { counterSites, systemCalls, loops }: FunctionCode,
): FieldView[] {
  const { words: say } = words.code;
  const at = (label: string, value: string, from: bigint, length: bigint): FieldView => {
    const range = codeRange(stretches, from, length);
    return field([label, ''], value, range?.offset, range?.length);
  };
  return [
    ...counterSites.map((each) => at(hex(each.at), say.readsCounter(each.name), each.at, 1n)),
    ...systemCalls.map((call) =>
      at(hex(call.at), say.entersKernelFor(callText(words.code, call)), call.at, 1n),
    ),
    ...loops.map(({ from, to }) => at(say.loops, say.loop(from, to), from, to - from)),
  ];
}
