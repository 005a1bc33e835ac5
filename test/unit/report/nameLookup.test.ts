/** `--lookup`: any name, its hashes against llvm's, and each search for it against the catalogue's own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { catalog, looksNamesUp } from '../../../src/consumers/catalog/index.ts';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import type { Selection } from '../../../src/consumers/model.ts';
import type { NameWanted } from '../../../src/consumers/verdict/lookUpName.ts';
import { runToEnd } from '../../../src/elf/reading/runToEnd.ts';
import { lookUp, type NameLookup } from '../../../src/report/facts/nameLookup.ts';
import { MAX_NAME, parseName } from '../../../src/report/facts/nameQuery.ts';
import { nameLookupJson, nameLookupText } from '../../../src/report/output/lookupReport.ts';
import type { Report } from '../../../src/report/report.ts';
import { lookupView } from '../../../src/report/views/lookupView.ts';
import { hostileTexts } from '../../hostile/names.ts';
import { fullImage, shapes, vdsoArchs, vdsoImage } from '../../support/elf/index.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { tool } from '../../support/tool.ts';
import { reportOf } from './support.ts';

const everybody: Selection = catalog.filter(looksNamesUp).map(({ id }) => ({ id }));

function lookedUp({ subject }: Report, wanted: NameWanted, selection: Selection = everybody): NameLookup {
  const lookup = runToEnd(lookUp(subject, wanted, selection));
  const json = nameLookupJson(subject, lookup, true);
  assertFollowsSchema(JSON.parse(JSON.stringify(json)), 'lookup');
  return lookup;
}

function text(report: Report, wanted: NameWanted, selection: Selection, steps = false): string {
  return [...nameLookupText(report.subject, lookedUp(report, wanted, selection), steps)].join('\n');
}

describe('the hashes and buckets of every name are those that llvm-readelf computes', () => {
  const llvm = tool('llvm-readelf');
  for (const arch of vdsoArchs) {
    test(arch, { skip: llvm.skip }, async () => {
      // llvm reads words of 4 bytes in every DT_HASH, and s390x has 8.
      const { bytes } = vdsoImage({ arch, ...(arch === 's390x' && { hash: 'gnu' }) });
      const report = await reportOf(bytes, { consumers: [] });
      const printed = await withFile(bytes, async (file) =>
        execFileSync(llvm.path, ['--hash-symbols', file], { encoding: 'utf8' }),
      );
      let compared = 0;
      for (const part of printed.split('Symbol table of ').slice(1)) {
        const kind = part.startsWith('.gnu.hash') ? 'gnu' : 'sysv';
        for (const [, index, bucket, name = ''] of part.matchAll(/^ +(\d+) +(\d+): .* (\S+?)(?:@\S*)?$/gm)) {
          const lookup = lookedUp(report, { name }, []);
          const entry = lookup.tables.find(({ hash }) => hash.kind === kind);
          assert.equal(entry?.bucket, Number(bucket), `${kind} bucket of ${name}`);
          assert.ok(entry?.chain.symbols.includes(Number(index)), `${name} in its chain`);
          assert.notEqual(entry?.inBloom, false, name);
          compared++;
        }
      }
      assert.ok(compared > 3, `${compared} compared`);
    });
  }

  test('version definitions have the SysV hash of their names', { skip: llvm.skip }, async () => {
    // The same program, which says more under its other name.
    const readobj = llvm.path.replace('readelf', 'readobj');
    const { bytes } = vdsoImage({ arch: 'riscv64' });
    const report = await reportOf(bytes, { consumers: [] });
    const printed = await withFile(bytes, async (file) =>
      execFileSync(readobj, ['--version-info', file], { encoding: 'utf8' }),
    );
    const definitions = [...printed.matchAll(/Hash: (\d+)\s+Name: (\S+)/g)];
    assert.ok(definitions.length > 1);
    for (const [, hash, name = ''] of definitions)
      assert.equal(lookedUp(report, { name }, []).sysv, Number(hash), name);
  });
});

describe('a name of the catalogue is looked up as the report has it, step by step', () => {
  for (const arch of vdsoArchs) {
    // Nobody looks a name up on 31-bit s390.
    const some = arch !== 's390';
    test(arch, async () =>
      assert.equal(compareWithReport(await reportOf(vdsoImage({ arch }).bytes)) > 0, some),
    );
  }
  test('on images of every shape, mapped as if they were vDSOs', async () => {
    let compared = 0;
    for (const shape of shapes)
      compared += compareWithReport(await reportOf(fullImage(shape).bytes, { asVdso: true }));
    assert.ok(compared > 0);
  });
  test('with wrong constants as the source has them', async () => {
    const consumers = [{ id: 'go', release: '1.19' }];
    const report = await reportOf(vdsoImage({ arch: 'arm64' }).bytes, { consumers });
    const lookup = lookedUp(report, { name: '__kernel_clock_gettime' }, consumers);
    const [search] = lookup.searches;
    assert.equal(search?.own, true);
    assert.equal(search?.key?.hashCorrect, false);
    assert.ok(compareWithReport(report, consumers) > 0);
  });
});

/** What settles an outcome from those of other keys: a single name knows none. */
const SETTLED = ['served-by', 'dropped-without', 'not-searched', 'not-asked-for'];

function compareWithReport(report: Report, selection = everybody): number {
  let compared = 0;
  for (const finding of report.subject.findings) {
    const { id } = finding;
    for (const key of finding.keys) {
      if (key.steps.length === 0 || key.need !== undefined) continue;
      const wanted = { name: key.symbol, ...(key.version === undefined ? {} : { version: key.version }) };
      const asked = selection.filter((each) => each.id === id);
      const [search] = lookedUp(report, wanted, asked).searches;
      const where = `${id} ${key.symbol}`;
      assert.equal(search?.own, true, where);
      assert.deepEqual(search?.key?.steps, key.steps, where);
      assert.deepEqual(search?.finding.steps, finding.steps, where);
      assert.equal(search?.key?.value, key.value, where);
      assert.equal(search?.key?.bucket, key.bucket, where);
      if (!SETTLED.includes(key.why.code) && key.outcome !== 'refuses')
        assert.equal(search?.key?.outcome, key.outcome, where);
      compared++;
    }
  }
  return compared;
}

test('a name that is no key of anyone is found by all who search as its symbol allows', async () => {
  const report = await reportOf(
    vdsoImage({ arch: 'amd64', exports: ['__vdso_new_call', '__vdso_time'] }).bytes,
  );
  const { searches } = lookedUp(report, { name: '__vdso_new_call' });
  const found = searches.filter(({ key }) => key?.outcome === 'found').map(({ finding }) => finding.id);
  for (const id of ['go', 'glibc', 'musl', 'bionic', 'rustix', 'criu', 'linux-selftests'])
    assert.ok(found.includes(id), id);
  assert.ok(searches.every(({ own }) => !own));
  const view = lookupView(report.subject, lookedUp(report, { name: '__vdso_new_call' }, [{ id: 'musl' }]));
  assert.match(view.searches[0]?.paragraphs.join(' ') ?? '', /does not look this name up by itself/);
});

test('a name that is absent: where each search ends, and what may have been meant', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  const named = [{ id: 'musl', release: '1.2.5' }, { id: 'go' }];
  const said = text(report, { name: '__vdso_gettimofday' }, named);
  assert.match(said, /No dynamic symbol of this image has this name\. Did you mean __vdso_gettimeofday\?/);
  assert.match(
    said,
    /musl 1\.2\.5 \(LINUX_2\.6\): not found: .*The search ends here: None of the symbols matches\./,
  );
  assert.match(said, /Go 1\.\d+ \(LINUX_2\.6\): not found: .*The search ends here: .*bucket \d+/);
  const nothing = text(report, { name: 'nothing_like_it_at_all' }, named);
  assert.match(nothing, /Nothing that is known is spelled like it/);
});

test('an imported name is offered to nobody, and one that kernels export stands in for the image', async () => {
  const symbols = [
    { name: '__vdso_tome', offset: 0, size: 0, type: 'FUNC', bind: 'GLOBAL', section: 0 },
    { name: 'other', offset: 0x10, size: 8, type: 'FUNC', bind: 'GLOBAL' },
  ] as const;
  const report = await reportOf(vdsoImage({ arch: 'amd64', override: { symbols, versions: [] } }).bytes);
  assert.deepEqual(lookedUp(report, { name: '__vdso_tme' }).nearest, ['__vdso_time']);
});

test('another version: who compares nodes misses it, who does not says so', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  const wanted = { name: '__vdso_time', version: 'LINUX_9' };
  const { searches } = lookedUp(report, wanted);
  const of = (id: string) => searches.find(({ finding }) => finding.id === id);
  assert.equal(of('musl')?.key?.outcome, 'fallback');
  assert.equal(of('musl')?.key?.why.code, 'other-version');
  assert.equal(of('go')?.key?.why.code, 'version-never-matches');
  assert.equal(of('bionic')?.key?.outcome, 'found');
  assert.equal(of('bionic')?.versionIgnored, true);
  assert.match(
    text(report, wanted, [{ id: 'bionic' }]),
    /bionic \S+: found at .*bionic \S+ compares no versions\./,
  );
});

test('each step is written where somebody is named', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  const lines = text(report, { name: '__vdso_time' }, [{ id: 'go' }], true);
  assert.match(lines, /How Go reads the image\n/);
  assert.match(lines, /vdsoLinuxVersion ← LINUX_2\.6\n/);
  assert.match(lines, /\+ Symbol \d+ is named __vdso_time\./);
  // What comes of all keys of the consumer is no matter of one name.
  assert.doesNotMatch(lines, /Finds the one key/);
});

test('who has no port to the image, or is of a release that nobody read, says so', async () => {
  const report = await reportOf(vdsoImage({ arch: 's390x' }).bytes);
  const said = text(report, { name: 'x' }, [
    { id: 'gperftools' },
    { id: 'go', release: '1.2' },
    { id: 'breakpad' },
  ]);
  assert.match(said, /gperftools \S+: gperftools/);
  assert.match(said, /Go 1\.2: No source of a release as old/);
  assert.doesNotMatch(said, /breakpad \S+:/);
  const asked = lookedUp(report, { name: 'x' }, [{ id: 'breakpad' }]);
  assert.match(lookupView(report.subject, asked).notes.join(' '), /[Bb]reakpad looks no name up/);
});

test('long names that differ behind what a step shows of them are told apart', async () => {
  const long = 'a'.repeat(100);
  const symbols = [`${long}b`].map(
    (name) => ({ name, offset: 0x10, size: 8, type: 'FUNC', bind: 'GLOBAL' }) as const,
  );
  const report = await reportOf(vdsoImage({ arch: 'amd64', override: { symbols, versions: [] } }).bytes);
  const musl = [{ id: 'musl' }];
  assert.match(text(report, { name: `${long}c` }, musl, true), /is named "a{80}…", not a{80}\./);
  assert.match(text(report, { name: `${long}b` }, musl, true), /is named a{80}\./);
});

test('hostile names come out safe, in every form', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  for (const name of [...hostileTexts, 'x'.repeat(MAX_NAME), 'ünïcødé']) {
    for (const wanted of [{ name }, { name: '__vdso_time', version: name }]) {
      const lookup = lookedUp(report, wanted);
      const lines = [...nameLookupText(report.subject, lookup, true)];
      for (const line of lines) assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
      assert.doesNotMatch(JSON.stringify(lookupView(report.subject, lookup).searches), /[\p{Cc}\p{Cf}]/u);
    }
  }
});

test('a sentence repeats the beginning of a long name', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  const [search] = lookedUp(report, { name: 'x'.repeat(MAX_NAME) }, [{ id: 'go' }]).searches;
  const why = search?.key === undefined ? '' : reasonSentence(search.key.why);
  assert.match(why, /^The image has no symbol x{256}… \(\+3840\)\.$/);
});

test('a name in UTF-8 is found by its bytes', async () => {
  const symbols = [{ name: 'zähler', offset: 0x10, size: 8, type: 'FUNC', bind: 'GLOBAL' }] as const;
  const report = await reportOf(vdsoImage({ arch: 'amd64', override: { symbols, versions: [] } }).bytes);
  for (const { key } of lookedUp(report, { name: 'zähler' }, [{ id: 'musl' }, { id: 'criu' }]).searches)
    assert.equal(key?.outcome, 'found');
});

test('what people write is a name and its version', () => {
  assert.deepEqual(parseName(' __vdso_time@LINUX_2.6 '), { name: '__vdso_time', version: 'LINUX_2.6' });
  assert.deepEqual(parseName('foo@@V_1'), { name: 'foo', version: 'V_1' });
  assert.deepEqual(parseName('foo@'), { name: 'foo' });
  assert.deepEqual(parseName('@foo'), { name: '@foo' });
  for (const none of ['', '  ', 'a\0b', 'x'.repeat(MAX_NAME + 1)]) assert.equal(parseName(none), undefined);
});

test('the bloom filter turns away whom glibc, which asks it, does not find', async () => {
  for (const arch of ['amd64', '386', 'arm64be'] as const) {
    const report = await reportOf(vdsoImage({ arch, hash: 'gnu' }).bytes);
    const passed = { through: 0, away: 0 };
    for (let at = 0; at < 300; at++) {
      const lookup = lookedUp(report, { name: `name${at}` }, [{ id: 'glibc' }]);
      const asked = lookup.searches[0]?.key?.steps.find(({ code }) => code === 'bloom');
      assert.ok(asked !== undefined);
      assert.equal(lookup.tables[0]?.inBloom, asked.result === 'pass', `${arch} name${at}`);
      passed[asked.result === 'pass' ? 'through' : 'away']++;
    }
    assert.ok(passed.away > 20 && passed.through > 0, JSON.stringify(passed));
  }
});
