/**
 * Stands in for VS Code in a browser: defines acquireVsCodeApi, answers requests from made-up images, keeps
 * every request for the tests, and remembers setState over reloads. `?case=live&delay=0` chooses.
 */
import {
  type DetailView,
  firstRows,
  type HostApi,
  type HostEvent,
  type InitialState,
  type RowQuery,
  type TableId,
} from '../../../src/protocol.ts';
import type { ToClient, ToServer } from '../../../src/rpc/messages.ts';
import { atFirstPreview, cases } from './cases.ts';
import { type ClockCase, clockAnswer } from './clock.ts';
import type { liveSummary } from './live.ts';
import { consumers, steps } from './liveConsumers.ts';
import { hex, symbols } from './liveSymbols.ts';
import { type FakeTable, locate, rows, stringsOf } from './tables.ts';

const search = new URLSearchParams(location.search);
const delay = Number(search.get('delay') ?? 2);
const made = (cases[search.get('case') ?? 'live'] ?? cases['live'])?.();
if (made === undefined) throw new Error('unknown case');
const image = made;
const options = { release: '1.27', asVdso: false, symtab: false };
/** What became of the state that the host tells while the page loads. */
let told = search.get('told') as 'arrived' | 'lost' | null;
const requests: ToServer[] = [];
const copied: string[] = [];
const cancelled = new Set<number>();
let unanswered = 0;
let held: Promise<void> | undefined;
let release = (): void => undefined;
/** Requests to answer with an error, by name. */
const failing = new Map<string, string>();

function tableOf(id: TableId): FakeTable {
  if (id.startsWith('strings/')) return stringsOf(id);
  const found = image.tables.find(({ view }) => view.id === id);
  if (found === undefined) throw new Error(`There is no table ${id}.`);
  return found;
}

/** `?case=preview` is a preview of a large image until `fakeHost.finish()`. */
let finished = search.get('case') !== 'preview';
let readWhole = (): void => undefined;
const whole = new Promise<void>((resolve) => {
  if (finished) resolve();
  else readWhole = resolve;
});

function stateNow(): InitialState {
  const state = image.state(options.release, options);
  return finished || state.kind !== 'image' ? state : { ...state, summary: atFirstPreview(state.summary) };
}

/** What a preview answers at once: rows of the symbols in their order. */
function isGlanced({ name, args }: Extract<ToServer, { type: 'request' }>): boolean {
  if (name !== 'rows') return name === 'ready' || name === 'reportError';
  const [query] = args as [RowQuery];
  return query.table === 'symbols' && query.filter === '' && query.sort === undefined;
}

function summary(): ReturnType<typeof liveSummary> {
  const state = stateNow();
  if (state.kind !== 'image') throw new Error('no image');
  return state.summary;
}

function chainOf(bucket: number): Awaited<ReturnType<HostApi['chains']>>[number] {
  const small = image.buckets === 3;
  const [from, to] = small
    ? ([
        [1, 6],
        [7, 9],
        [10, 13],
      ][bucket] ?? [0, -1])
    : [bucket * 4, bucket * 4 + (bucket % 6)];
  const entries = [];
  for (let index = from ?? 0; index < (to ?? 0) + (small ? 1 : 0); index += 1) {
    const known = small ? symbols[index] : undefined;
    entries.push({
      symbolIndex: index,
      name: known?.name ?? `symbol_${index}`,
      hash: known?.gnu ?? hex(index * 2654435761),
      lookedUpBy: known?.by ?? '',
      last: index === to,
    });
  }
  return { bucket, entries };
}

let clockIs: ClockCase = 'quick';
let clockMeasured = false;

/** `?case=table` is a page of no image, and `?case=answered` a real image's: the harness has their sessions. */
const isTablePage = search.get('case') === 'table';
const isAnswered = isTablePage || search.get('case') === 'answered';
/** What is asked of VS Code and not of a session. */
const ownRequests = ['run', 'openElsewhere', 'copyText', 'reportError', ...(isTablePage ? ['ready'] : [])];
declare const askHarness: (name: string, args: readonly unknown[]) => Promise<unknown>;

/** Code is that of a session of the harness, whatever image is shown. */
declare const askCode: (name: string, args: readonly unknown[]) => Promise<unknown>;
const codeTables: readonly TableId[] = ['functions', 'clockPaths', 'patched'];
const ofCode = <Result>(
  table: TableId,
  name: string,
  args: readonly unknown[],
): Promise<Result> | undefined =>
  codeTables.includes(table) ? (askCode(name, args) as Promise<Result>) : undefined;

const api: HostApi = {
  async ready(first) {
    if (isTablePage) return { kind: 'table' };
    if (told !== null) {
      // What follows the answer finds a page without an image, if what was told is lost.
      const target = { table: 'symbols', name: '__vdso_getcpu' } as const;
      if (told === 'lost') setTimeout(() => post({ type: 'event', event: { type: 'reveal', target } }));
      told = null;
      return { kind: 'told' };
    }
    const state = stateNow();
    if (state.kind !== 'image' || first === undefined) return state;
    return { ...state, first: { query: first, window: rows(tableOf(first.table), first) } };
  },
  rows: async (query) => ofCode(query.table, 'rows', [query]) ?? rows(tableOf(query.table), query),
  code: (follow) => askCode('code', [follow]) as ReturnType<HostApi['code']>,
  instructions: (query) => askCode('instructions', [query]) as ReturnType<HostApi['instructions']>,
  async detail(table, index) {
    const code = await ofCode<DetailView>(table, 'detail', [table, index]);
    if (code !== undefined) return code;
    const row = tableOf(table).row(index);
    const view = tableOf(table).view;
    return {
      title:
        row.cells[
          Math.max(
            0,
            view.columns.findIndex(({ title }) => title === 'Name'),
          )
        ] || view.title,
      ...(table === 'sections' && { strings: 'strings/4' as const }),
      prototype: 'int __vdso_clock_gettime(clockid_t clock, struct __kernel_timespec *ts);',
      paragraphs: [
        'Reads a clock without entering the kernel. It is what clock_gettime(3) calls, and in Go time.Now.',
        'It still makes the system call for clocks that the kernel alone keeps, such as CLOCK_PROCESS_CPUTIME_ID, and whenever the clock source cannot be read from user space.',
      ],
      fields: view.columns.map((column, at) => ({
        label: column.title,
        value: row.cells[at] ?? '',
        explain: column.explain,
        ...(column.title === 'Version' &&
          row.cells[at] !== '' && {
            links: [{ text: row.cells[at] ?? '', to: { table: 'versions', index: 1 } as const }],
          }),
        ...(at === 3 && row.offset !== undefined && { offset: row.offset + 8, length: 8 }),
      })),
      replays: [
        {
          title: 'Go 1.27: vdsoClockgettimeSym ← __vdso_clock_gettime',
          outcome: 'found',
          why: 'Symbol 9 passes every test; its value is 0xaf0.',
          steps,
        },
        { title: 'glibc 2.41', outcome: 'found', why: 'found in bucket 1', steps: steps.slice(0, 5) },
        { title: 'bionic 15', outcome: 'fallback', why: 'no section headers', steps: steps.slice(0, 2) },
      ],
    };
  },
  consumer: async (id) => consumers(options.release).find((each) => each.id === id),
  async chains(kind, start, count, filter = '') {
    const query = {
      table: kind === 'gnu' ? 'gnuBuckets' : 'sysvBuckets',
      filter,
      start,
      count,
    } as const;
    if (filter !== '') return rows(tableOf(query.table), query).rows.map(({ index }) => chainOf(index));
    const end = Math.min(start + count, image.buckets);
    return Array.from({ length: Math.max(0, end - start) }, (_, at) => chainOf(start + at));
  },
  async strings(section) {
    const chosen = section > 0 ? section : 3;
    const sections = [3, 4].map((at) => ({ value: String(at), text: `.data${at} (${at})` }));
    return { title: `.data${chosen}`, table: stringsOf(`strings/${chosen}`).view, sections };
  },
  async fieldsAt(offset) {
    const start = offset - (offset % 8);
    const field = { text: `st_value of symbol ${start / 8}`, bytes: '8 bytes', offset: start, length: 8 };
    return { offset: hex(offset), fields: [{ ...field, row: { table: 'symbols', index: 3 } }] };
  },
  async lookUp({ text, consumer }) {
    const [name = '', version] = text.split('@');
    if (name === '') throw new Error(`A name is NAME or NAME@VERSION, and "${text}" is none.`);
    const index = symbols.findIndex((symbol) => symbol.name === name);
    const found = index > 0;
    return {
      title: version === undefined ? name : `${name}@${version}`,
      fields: [
        { label: 'SysV hash', value: '0x0a33c485', explain: '' },
        { label: 'GNU hash', value: '0x821e8e0d', explain: '' },
        { label: 'DT_GNU_HASH', value: 'bucket 0 of 3 buckets, with 1 clock_gettime', explain: '' },
      ],
      notes: found ? [] : ['No dynamic symbol of this image has this name.'],
      nearest: found ? [] : [{ name: '__vdso_getcpu', text: '__vdso_getcpu' }],
      ...(found ? { symbolIndex: index } : {}),
      buckets: [{ kind: 'gnu', bucket: 0 }],
      searches:
        consumer === undefined
          ? []
          : [
              {
                consumer,
                release: '1.27',
                label: 'Go 1.27',
                outcome: found ? 'found' : 'fallback',
                tone: found ? 'good' : 'warn',
                outcomeText: found ? 'found' : 'not found',
                paragraphs: [found ? 'Symbol 1 passes every test.' : 'The image has no symbol of this name.'],
                fields: [{ label: 'Value', value: '0xaf0', explain: '', offset: 0xaf0, length: 1 }],
                replays: [
                  { title: `Go 1.27: ${name}`, outcome: 'found', why: 'found in bucket 0', steps },
                  { title: 'How Go reads the image', outcome: 'found', why: '', steps: steps.slice(0, 2) },
                ],
              },
            ],
    };
  },
  async bloom(start, count) {
    const total = tableOf('gnuBloom').view.rowCount;
    return Array.from({ length: Math.max(0, Math.min(start + count, total) - start) }, (_, at) => {
      const bits = Array.from({ length: 64 }, (__, bit) =>
        (bit * 7 + (start + at) * 13) % 5 === 0 ? '1' : '0',
      );
      return {
        index: start + at,
        word: `0x${'800a004311b024c1'.slice((start + at) % 5)}`,
        bits: bits.join(''),
      };
    });
  },
  async bytes(offset, length) {
    const lines = Math.ceil(Math.min(length, 256) / 16);
    return {
      title: `${hex(offset)} – ${hex(offset + length)} · ${length} bytes`,
      rows: Array.from({ length: lines }, (_, at) => {
        const size = Math.min(16, length - at * 16);
        const bytes = Array.from({ length: size }, (__, byte) => (offset + at * 16 + byte * 31) % 256);
        return {
          offset: (offset + at * 16).toString(16).padStart(8, '0'),
          hex: bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
          ascii: bytes.map((byte) => (byte > 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join(''),
        };
      }),
      ...(length > 256 && { note: `The first 256 of ${length} bytes.` }),
    };
  },
  locate: async (query, index) =>
    ofCode(query.table, 'locate', [query, index]) ?? locate(tableOf(query.table), query, index),
  async clock(measure) {
    clockMeasured ||= measure;
    return clockAnswer(clockIs, clockMeasured);
  },
  async find(table, name) {
    const code = await ofCode<number>(table, 'find', [table, name]);
    if (code !== undefined) return code;
    const { view, row } = tableOf(table);
    for (let index = 0; index < view.rowCount; index += 1) if (row(index).cells.includes(name)) return index;
    return -1;
  },
  choose: () => Promise.reject(new Error('There is an image.')),
  async configure(change) {
    Object.assign(options, change);
    return summary();
  },
  async chooseRelease(_consumer, release) {
    options.release = release;
    return summary();
  },
  async copy(query) {
    const found = rows(tableOf(query.table), query satisfies RowQuery).rows;
    const { columns } = tableOf(query.table).view;
    const wanted = (at: number) => query.columns?.includes(columns[at]?.id ?? '') ?? true;
    copied.push(found.map((row) => row.cells.filter((_, at) => wanted(at)).join('\t')).join('\n'));
  },
  copyText: async (text) => void copied.push(text),
  run: async () => undefined,
  openElsewhere: async () => undefined,
  navigable: async () => undefined,
  reportError: async (message) => console.error(`reported: ${message}`),
};

/** As VS Code does it: what JSON does not know is lost on the way. */
function post(message: ToClient<HostEvent>): void {
  window.postMessage(JSON.parse(JSON.stringify(message)), '*');
}

async function answer(message: Extract<ToServer, { type: 'request' }>): Promise<void> {
  unanswered += 1;
  await answered(message);
  unanswered -= 1;
}

async function answered(message: Extract<ToServer, { type: 'request' }>): Promise<void> {
  const { id, name, args } = message;
  await new Promise((resolve) => setTimeout(resolve, delay));
  await held;
  if (!isGlanced(message)) await whole;
  if (cancelled.has(id)) return;
  try {
    const error = failing.get(name);
    if (error !== undefined) throw new Error(error);
    if (isAnswered && !ownRequests.includes(name)) {
      const ok = await askHarness(name, args);
      if (name === 'copy') copied.push(String(ok));
      if (!cancelled.has(id)) post({ type: 'result', id, ok });
      return;
    }
    const method = api[name as keyof HostApi] as (...all: unknown[]) => Promise<unknown>;
    const ok = await method(...args);
    if (!cancelled.has(id)) post({ type: 'result', id, ok });
  } catch (error) {
    post({ type: 'error', id, message: error instanceof Error ? error.message : String(error) });
  }
}

/** Of this opening: the harness opens one page again and again, and what one test has chosen is nothing to the next. */
const stateKey = `state-${search.get('case') ?? 'live'}-${search.get('opening') ?? ''}`;
// A tab is used again by other tests: what their pages kept is none of this one's.
for (const key of Object.keys(sessionStorage)) if (key !== stateKey) sessionStorage.removeItem(key);
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});

export interface FakeHost {
  readonly requests: ToServer[];
  readonly copied: string[];
  readonly violations: string[];
  /** How often setState was called since the page was loaded. */
  readonly writes: number;
  /** Requests that wait for their answer. */
  readonly unanswered: number;
  /** Requests of this name are refused from then on, until it is called without a sentence. */
  fail(name: string, message: string | undefined): void;
  event(event: HostEvent): void;
  /** Answers nothing until `release`, whatever time that takes. */
  hold(): void;
  release(): void;
  /** What is answered about the clock from now on. */
  clock(is: ClockCase): void;
  /** Ends the preview: the whole image is there, and told. */
  finish(): void;
  /** The image is read anew, and told: its symbols stand the other way round. */
  change(): void;
}

let writes = 0;

const fake: FakeHost = {
  requests,
  copied,
  violations,
  get writes() {
    return writes;
  },
  get unanswered() {
    return unanswered;
  },
  fail(name, message) {
    if (message === undefined) failing.delete(name);
    else failing.set(name, message);
  },
  event: (event) => post({ type: 'event', event }),
  hold() {
    held = new Promise((resolve) => {
      release = resolve;
    });
  },
  release: () => release(),
  clock(is) {
    clockIs = is;
    clockMeasured = false;
  },
  finish() {
    finished = true;
    readWhole();
    post({ type: 'event', event: { type: 'state', state: stateNow() } });
  },
  change() {
    const table = tableOf('symbols');
    const { row, view } = table;
    Object.assign(table, { row: (index: number) => row(view.rowCount - 1 - index) });
    post({ type: 'event', event: { type: 'state', state: stateNow() } });
  },
};

if (told === 'arrived') {
  const window = rows(tableOf(firstRows.table), firstRows);
  const state = { kind: 'image', summary: summary(), first: { query: firstRows, window } } as const;
  // Before the page's own script is there.
  post({ type: 'event', event: { type: 'state', state } });
}

Object.assign(window, {
  fakeHost: fake,
  acquireVsCodeApi: () => ({
    postMessage(message: ToServer) {
      requests.push(structuredClone(message));
      if (message.type === 'cancel') cancelled.add(message.id);
      else void answer(message);
    },
    getState: () => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null') as unknown,
    setState(state: unknown) {
      writes += 1;
      sessionStorage.setItem(stateKey, JSON.stringify(state));
    },
  }),
});
