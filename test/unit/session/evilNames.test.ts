/** Whatever every text of a file, its path and its machine holds: all that a session hands out shows all of it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import type { HostInfo, SourceInfo } from '../../../src/elf/imageSource.ts';
import type { Session } from '../../../src/session/model.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { mutate } from '../../hostile/mutate.ts';
import { Random } from '../../hostile/random.ts';
import {
  type BuiltImage,
  buildImage,
  buildSaltNote,
  describeFull,
  describeVdso,
  type FieldRange,
  linuxVersionNote,
  type SymbolDescription,
} from '../../support/elf/index.ts';
import { evilNames, invisible, tags } from '../../support/evilNames.ts';

// A note's owner and a soname end at the first NUL; none of the names has one.
const hidden = `${evilNames['terminal']}${evilNames['bidirectional']}${evilNames['tags']}${evilNames['blanks']}`;
const named = (name: string) => `${name}${hidden}`;

function evilSymbol({ name, version, ...rest }: SymbolDescription): SymbolDescription {
  return {
    ...rest,
    name: name === '' ? '' : named(name),
    ...(version === undefined ? {} : { version: named(version) }),
  };
}

function evilFile(): BuiltImage {
  const full = describeFull({ class: 64, littleEndian: true });
  return buildImage({
    ...full,
    soname: named('lib.so'),
    needed: (full.needed ?? []).map(named),
    interpreter: named('/lib/ld.so'),
    symbols: (full.symbols ?? []).map(evilSymbol),
    symtab: (full.symtab ?? []).map(evilSymbol),
    versions: (full.versions ?? []).map(({ name, parents = [], ...rest }) => ({
      ...rest,
      name: named(name),
      parents: parents.map(named),
    })),
    needs: (full.needs ?? []).map(({ file, versions }) => ({
      file: named(file),
      versions: versions.map((version) => ({ ...version, name: named(version.name) })),
    })),
    notes: [
      linuxVersionNote(6, 18, 44),
      buildSaltNote(hidden),
      { owner: named('Own'), type: 7, description: new TextEncoder().encode(hidden) },
      { owner: 'Go', type: 4, description: new TextEncoder().encode(hidden) },
      {
        owner: 'FDO',
        type: 0xcafe1a7e,
        description: new TextEncoder().encode(JSON.stringify({ name: hidden })),
      },
    ],
    extraSections: [{ name: named('.evil'), contents: Uint8Array.of(1) }],
  });
}

function evilVdso(): BuiltImage {
  const vdso = describeVdso({ arch: 'amd64', exports: ['__vdso_time', named('__vdso_x')] });
  return buildImage({ ...vdso, notes: [{ owner: hidden, type: 1, description: Uint8Array.of(1) }] });
}

const info = (size: number): SourceInfo => ({
  kind: 'process',
  label: named('process 7'),
  path: named('/images/lib.so'),
  pid: 7,
  base: 0x7fff00000000n,
  mapping: [{ name: named('[vdso]'), start: 0x7fff00000000n, end: 0x7fff00010000n, perms: 'r-xp' }],
  size,
});

const host: HostInfo = {
  kernelRelease: named('6.18.44'),
  arch: 'x64',
  clocksource: named('tsc'),
  availableClocksources: [named('tsc')],
};

const selection = allConsumers.map(({ id }) => ({ id }));

async function openOn(bytes: Uint8Array, kind: SourceInfo['kind'] = 'process'): Promise<Session> {
  return openLocal({
    source: memorySource(bytes),
    info: { ...info(bytes.length), kind },
    host,
    options: { selection, asVdso: true, symtab: true },
    generator: 'vdso-explorer 0.0.0',
  });
}

/** Strings of a value with where they are; keys of objects are ours. */
function* strings(value: unknown, place: string): Generator<readonly [string, string]> {
  if (typeof value === 'string') yield [place, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* strings(inner, `${place}.${key}`);
  }
}

function isSeen(value: unknown, place: string): void {
  for (const [where, text] of strings(value, place)) {
    const at = text.search(invisible);
    if (at >= 0) assert.fail(`${where}: ${JSON.stringify(text.slice(Math.max(0, at - 40), at + 20))}`);
  }
}

async function text(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

/** Every answer of a session, as every face asks for it. */
async function walk(session: Session, most = Number.POSITIVE_INFINITY): Promise<string> {
  const summary = await session.summary();
  isSeen(summary, 'summary');
  const whole: string[] = [];
  for (const { id, rowCount } of summary.tables) {
    const query = { table: id, filter: '', start: 0, count: Math.min(rowCount, most) };
    isSeen(await session.rows(query), `rows ${id}`);
    for (let index = 0; index < query.count; index++) {
      isSeen(await session.detail(id, index), `detail ${id} ${index}`);
    }
    for (const format of ['text', 'markdown', 'json'] as const) {
      const copied = await session.copy({ ...query, format });
      isSeen(copied, `copy ${id} as ${format}`);
      whole.push(copied.text);
    }
  }
  for (const { id } of summary.consumers) isSeen(await session.consumer(id), `consumer ${id}`);
  for (const kind of ['gnu', 'sysv'] as const) isSeen(await session.chains(kind, 0, 8), `chains ${kind}`);
  isSeen(await session.bytes(0, 4096), 'bytes');
  for (const address of [0n, 0x100n, 0x240n, 0x7fff00000240n, 0x1000n, 0x1020n]) {
    isSeen(await session.resolveAddress(address), `address ${address}`);
  }
  const budgetedJson = await session.budgetedJson({ limit: 60_000 });
  isSeen(budgetedJson, 'budgetedJson');
  for (const format of ['text', 'json'] as const) {
    const report = await text(session.export(format));
    isSeen(report, format);
    whole.push(report);
    if (format === 'json') JSON.parse(report);
  }
  JSON.parse(budgetedJson);
  await session.dispose();
  return whole.join('\n');
}

describe('names that are not seen', () => {
  for (const [kind, build] of [
    ['a library', evilFile],
    ['a vDSO', evilVdso],
  ] as const) {
    for (const source of ['live', 'process', 'file', 'core', 'kernel'] as const) {
      test(`${kind} (${source}): no face lets one through, and each is spelled out`, async () => {
        const all = await walk(await openOn(build().bytes, source));
        assert.ok(all.includes(`\\u{${(tags.codePointAt(0) ?? 0).toString(16)}}`), 'in text');
        assert.ok(all.includes('\\udb40\\udc72'), 'in JSON');
      });
    }
  }

  test('damaged: neither do the problems, nor what is left', async () => {
    const { bytes, layout } = evilFile();
    const random = new Random(8);
    const seed = {
      name: 'evil',
      bytes,
      littleEndian: true,
      fields: [] as FieldRange[],
      tables: [] as FieldRange[],
    };
    seed.fields = [...layout.fields()].map(([, range]) => range).filter(({ size }) => size > 0 && size <= 8);
    seed.tables = [...layout.ranges()].map(([, range]) => range);
    for (let input = 0; input < 20; input++) {
      const mutated = mutate(seed, random);
      let session: Session;
      try {
        session = await openOn(mutated);
      } catch (error) {
        isSeen(error instanceof Error ? error.message : error, `refusal ${input}`);
        continue;
      }
      await walk(session, 5);
    }
  });
});
