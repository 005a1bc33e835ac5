/** The catalog as a whole: every file in the one shape, every constant recomputed. */

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { allConsumers, catalog } from '../../../src/consumers/catalog/index.ts';
import { kernelExports } from '../../../src/consumers/catalog/kernelExports.ts';
import { consequenceText } from '../../../src/consumers/english/programs.ts';
import type { CatalogArch, CatalogConsumer } from '../../../src/consumers/model.ts';
import { compareReleases, inRange, parseRelease } from '../../../src/consumers/releases.ts';
import { gnuHash, sysvHash } from '../../support/elf/index.ts';

const IDS = [
  'go',
  'glibc',
  'musl',
  'bionic',
  'rustix',
  'zig-std',
  'llvm-libc',
  'uclibc-ng',
  'cosmopolitan',
  'mlibc',
  'criu',
  'linux-selftests',
  'ltp',
  'abseil',
  'folly',
  'libddwaf',
  'libevl',
  'cilium-ebpf',
  'fex',
  'gramine',
  'shadow',
  'reverie',
  'stress-ng',
  'linux-raw-vdso',
  'gperftools',
];

/** A tag, with the letters that the project puts in front, or a whole commit. */
const COMMIT_OR_TAG = /^([0-9a-f]{40}|[a-z]*(-[a-z]+)*[-_v]?\d[\d.]*(-\d+)?)$/i;

const eachArch: readonly (readonly [CatalogConsumer, CatalogArch])[] = allConsumers.flatMap((consumer) =>
  consumer.arches.map((arch) => [consumer, arch] as const),
);

test('all consumers are there, each once and in a file of its own', async () => {
  assert.deepEqual(
    catalog.map(({ id }) => id),
    IDS,
  );
  const files = await readdir(new URL('../../../src/consumers/catalog/', import.meta.url));
  for (const { id } of allConsumers) {
    const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    assert.ok(files.includes(`${name}.ts`), `${id} has no file ${name}.ts`);
  }
});

test('each names its sources, at a tag or a whole commit', () => {
  for (const { id, sources } of allConsumers) {
    assert.ok(sources.length > 0, id);
    for (const { repo, path, commit } of sources) {
      assert.match(repo, /^[\w.-]+\/[\w.-]+$/, id);
      assert.match(path, /^[\w./-]+\.(c|cc|cpp|h|go|rs|zig|inc|cmake)$/, id);
      assert.match(commit, COMMIT_OR_TAG, id);
    }
  }
});

test('releases rise, and every range lies among them', () => {
  for (const { id, releases: known, arches, olderLookups = [] } of allConsumers) {
    assert.ok(known.length > 0, `${id} has no release`);
    const releases = known.map(({ name }) => name);
    for (const [i, release] of releases.entries()) {
      assert.equal(parseRelease(release), release, `${id} ${release}`);
      if (i > 0) assert.ok(compareReleases(releases[i - 1] ?? '', release) < 0, `${id} ${release}`);
    }
    const ranges = [...arches, ...arches.flatMap((arch) => [...arch.keys]), ...olderLookups];
    for (const range of ranges) {
      const { since, until }: { since?: string; until?: string } = range;
      for (const bound of [since, until]) {
        assert.ok(bound === undefined || releases.includes(bound), `${id} has no release ${bound}`);
      }
    }
  }
});

test('every hash constant is its name’s, except the two of Go on arm64', () => {
  const wrong: string[] = [];
  for (const [{ id }, arch] of eachArch) {
    const { version } = arch;
    if (version?.sourceHash !== undefined) assert.equal(version.sourceHash, sysvHash(version.name), id);
    for (const { symbol, sourceSysvHash = sysvHash(symbol), sourceGnuHash = gnuHash(symbol) } of arch.keys) {
      if (sourceSysvHash !== sysvHash(symbol) || sourceGnuHash !== gnuHash(symbol)) {
        wrong.push(`${id} ${arch.arch} ${symbol}`);
      }
    }
  }
  assert.deepEqual(wrong, ['go arm64 __kernel_clock_gettime']);
});

test('every key says what follows without it, in half a sentence', () => {
  for (const [{ id }, { arch, keys }] of eachArch) {
    assert.ok(keys.length > 0, `${id} ${arch}`);
    for (const key of keys) {
      assert.match(consequenceText(key.fallback), /\w{3}/, `${id} ${arch} ${key.symbol}`);
      assert.doesNotMatch(consequenceText(key.fallback), /\.$|undefined/, `${id} ${arch} ${key.symbol}`);
    }
  }
});

test('every quirk and note is a sentence', () => {
  for (const { id, quirks = [], arches } of allConsumers) {
    assert.ok(quirks.length > 0, id);
    for (const text of [...quirks, ...arches.flatMap(({ notes = [] }) => notes)]) {
      assert.match(text, /^[^ ].*\.$/, `${id}: ${text}`);
    }
  }
});

test('an architecture asks for each symbol once for a variable, in every release', () => {
  for (const [{ id, releases }, { arch, keys }] of eachArch) {
    for (const { name: release } of releases) {
      const asked = keys.filter((key) => inRange(key, release));
      const names = asked.map(({ variable, symbol }) => `${variable} ${symbol}`);
      assert.equal(new Set(names).size, names.length, `${id} ${arch} ${release}`);
    }
  }
});

test('no two architectures of a consumer match the same header in the same release', () => {
  for (const { id, arches } of allConsumers) {
    for (const [i, a] of arches.entries()) {
      for (const b of arches.slice(i + 1)) {
        if (a.machine !== b.machine || a.class !== b.class) continue;
        if (a.until !== undefined && b.since !== undefined && compareReleases(a.until, b.since) < 0) continue;
        const order = a.data !== 'both' && b.data !== 'both' && a.data !== b.data;
        const flags = a.flags !== undefined && b.flags !== undefined && a.flags.value !== b.flags.value;
        assert.ok(order || flags, `${id}: ${a.arch} and ${b.arch}`);
      }
    }
  }
});

test('each release says what was read, and a commit also of which day it is', () => {
  for (const { id, releases, arches } of allConsumers) {
    for (const { name, at, date, changedBy = [], run = [] } of releases) {
      const who = `${id} ${name}`;
      assert.match(at, COMMIT_OR_TAG, who);
      if (/^[0-9a-f]{40}$/.test(at)) assert.ok(date !== undefined, `${who} has no day`);
      if (date !== undefined) assert.match(date, /^20\d\d-[01]\d-[0-3]\d$/, who);
      for (const change of changedBy) assert.match(change, /^([0-9a-f]{10,40}|[\w-]+\/[\w.-]+#\d+)$/, who);
      const ports = arches.filter((arch) => inRange(arch, name)).map(({ arch }) => arch);
      for (const port of run) assert.ok(ports.includes(port), `${who} has no port ${port}`);
    }
  }
});

/** What stands in the catalogue is the newest that has a day: the head of 2023, and of libevl the newest dated copy. */
const unchanged = ['libevl', 'linux-raw-vdso'];

test('the newest release is none of years ago, where its day is known', () => {
  const old = allConsumers.filter(({ releases }) => (releases.at(-1)?.date ?? '2025') < '2025');
  assert.deepEqual(
    old.map(({ id }) => id),
    unchanged,
  );
});

test('keys that belong together are keys of their port', () => {
  for (const [{ id }, { arch, keys, groups = [] }] of eachArch) {
    for (const { kind, symbols } of groups) {
      assert.ok(symbols.length > 1, `${id} ${arch} ${kind}`);
      for (const symbol of symbols) {
        assert.ok(
          keys.some((key) => key.symbol === symbol),
          `${id} ${arch} has no ${symbol}`,
        );
      }
    }
  }
});

test('what ends a program, or is refused, when a key is missing also says what follows without the image', () => {
  for (const [{ id, refuses }, { arch, keys }] of eachArch) {
    for (const { symbol, missing, imageUnused } of keys) {
      if (missing !== 'crash' && missing !== 'refuses') continue;
      assert.ok(imageUnused !== undefined || refuses !== undefined, `${id} ${arch} ${symbol}`);
    }
  }
});

/** What no kernel exports under the wanted node: mistakes of the consumers that the export history shows. */
test('names and nodes are those of kernels, except the known mistakes', () => {
  const exported = new Set<string>();
  for (const rows of Object.values(kernelExports)) {
    for (const { node, symbols } of rows) {
      for (const symbol of symbols.split(' ')) exported.add(`${symbol}@${node}`).add(symbol);
    }
  }
  const unknown = new Set<string>();
  for (const [{ id }, arch] of eachArch) {
    for (const key of arch.keys) {
      if (key.need !== undefined || key.missing === 'not-missed') continue;
      const node = key.version ?? arch.version?.name;
      const name = node === undefined ? key.symbol : `${key.symbol}@${node}`;
      if (!exported.has(name)) unknown.add(`${id} ${name}`);
    }
  }
  assert.deepEqual([...unknown].sort(), [
    'glibc __kernel_clock_getres@LINUX_4.9',
    'glibc __kernel_clock_gettime@LINUX_4.9',
    'glibc __kernel_getrandom@LINUX_4.9',
    'glibc __kernel_gettimeofday@LINUX_4.9',
    'glibc __vdso_flush_icache@LINUX_5.4',
    'glibc __vdso_getcpu@LINUX_5.4',
    'glibc __vdso_riscv_hwprobe@LINUX_5.4',
    'musl __kernel_clock_gettime64@LINUX_5.11',
    'musl __vdso_flush_icache@LINUX_4.5',
    'rustix __kernel_clock_gettime64@LINUX_5.11',
    'rustix __kernel_getcpu@LINUX_4.15',
  ]);
});
