/** The catalog's entry for the installed Go against the tables in its source tree. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { go as entry } from '../../src/consumers/catalog/go.ts';
import { goName, goNames } from '../../src/consumers/catalog/goNames.ts';
import { compareReleases, inRange, nearestRelease } from '../../src/consumers/releases.ts';
import { go, goRelease } from './go/build.ts';
import { goSource } from './go/lookup.ts';

test("the catalog has the installed Go's tables, constants and all", { skip: go.skip }, async () => {
  const installed = await goRelease();
  const release = nearestRelease(entry, installed);
  let keys = 0;
  for (const arch of entry.arches) {
    if (!inRange(arch, release)) continue;
    const text = await readFile(await goSource(arch.source.replace('src/runtime/', '')), 'utf8');
    const version = /vdsoVersionKey\{"([^"]+)", (0x[0-9a-f]+)\}/.exec(text);
    assert.equal(arch.version?.name, version?.[1], arch.arch);
    assert.equal(arch.version?.sourceHash, Number(version?.[2]), arch.arch);
    const inSource = [...text.matchAll(/\{"([^"]+)", (0x[0-9a-f]+), (0x[0-9a-f]+), &(\w+)\}/g)].map(
      (match) => ({
        variable: match[4],
        symbol: match[1],
        sourceSysvHash: Number(match[2]),
        sourceGnuHash: Number(match[3]),
      }),
    );
    const ours = arch.keys
      .filter((key) => inRange(key, release))
      .map(({ variable, symbol, sourceSysvHash, sourceGnuHash }) => ({
        variable,
        symbol,
        sourceSysvHash,
        sourceGnuHash,
      }));
    assert.deepEqual(ours, inSource, `${arch.arch} of Go ${installed} (facts of ${release})`);
    keys += ours.length;
  }
  console.log(`${keys} keys of Go ${installed} compared`);
});

test('the installed Go declares every name we explain, where we say', { skip: go.skip }, async () => {
  const installed = await goRelease();
  for (const name of goNames) {
    const { where, since } = goName(name) ?? {};
    assert.ok(where !== undefined);
    if (since !== undefined && compareReleases(installed, since) < 0) continue;
    const file = where.replace('src/runtime/', '').replace('GOARCH', 'amd64');
    const text = await readFile(await goSource(file), 'utf8');
    const declared = new RegExp(`^\\s*(?:func |type |var |const )?(?:\\w+, )*${name}\\b`, 'm');
    assert.match(text, declared, `${name} in ${file}`);
  }
});

test('every vdso name in the runtime of the installed Go is explained', { skip: go.skip }, async () => {
  const folder = path.dirname(await goSource('vdso_linux.go'));
  const names = new Set<string>();
  for (const file of await readdir(folder)) {
    if (!/\.(go|s)$/.test(file)) continue;
    const text = (await readFile(path.join(folder, file), 'utf8')).replace(/\/\/.*$/gm, '');
    for (const [name] of text.matchAll(/\b(?:m_)?vdso[A-Za-z]\w*/g)) names.add(name);
  }
  assert.ok(names.has('vdsoSymbolKeys') && names.has('m_vdsoPC'));
  assert.deepEqual(
    [...names].filter((name) => goName(name) === undefined),
    [],
  );
});
