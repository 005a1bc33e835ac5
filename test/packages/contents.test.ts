// What is in the two packages: what they need and nothing else.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { bundledPackages, noticesOf } from '../../scripts/package/notices.mjs';
import { packageFile } from '../support/packages.ts';
import { readZip } from '../support/zip.ts';

/** Bundles have a hash in their names, and nobody counts them here. */
const named = (files: Iterable<string>) =>
  [
    ...new Set(
      [...files].map((name) => name.replace(/-(?:[A-Z0-9]{8}(?=\.js$)|[0-9a-f]{8}(?=\.cjs$))/, '-*')),
    ),
  ].sort();

describe('the VSIX', () => {
  let files: ReadonlyMap<string, Buffer>;
  before(async () => {
    files = readZip(readFileSync(await packageFile('vsix')));
  });
  const text = (name: string) => (files.get(`extension/${name}`) ?? assert.fail(`no ${name}`)).toString();

  test('is under 2.2 MB', async () => {
    assert.ok(statSync(await packageFile('vsix')).size < 2_200_000);
  });

  test('has what it needs and nothing else', () => {
    const ours = [...files.keys()].filter((name) => name.startsWith('extension/'));
    const media = ours.filter((name) => name.startsWith('extension/media/'));
    assert.ok(media.includes('extension/media/icon.png'));
    assert.ok(
      media.every((name) => /^extension\/media\/(icon\.png|walkthrough\/[\w-]+\.(svg|md))$/.test(name)),
      media.join(),
    );
    const others = ours
      .filter((name) => !media.includes(name))
      .map((name) => name.slice('extension/'.length));
    // vsce gives these three names of its own.
    assert.deepEqual(named(others.filter((name) => !name.startsWith('dist/'))), [
      'LICENSE.txt',
      'THIRD-PARTY-NOTICES.txt',
      'changelog.md',
      'package.json',
      'package.nls.json',
      'package.nls.zh-cn.json',
      'readme.md',
      'syntaxes/go-asm.language-configuration.json',
      'syntaxes/go-asm.tmLanguage.json',
    ]);
    assert.deepEqual(named(others.filter((name) => name.startsWith('dist/'))), [
      'dist/atlas-*.cjs',
      'dist/capstone.cjs',
      'dist/capstone.wasm.br',
      'dist/catalogue-*.cjs',
      'dist/catalogues-*.cjs',
      'dist/check-*.cjs',
      'dist/chinese-*.cjs',
      'dist/chunk-*.cjs',
      'dist/cli-*.cjs',
      'dist/cli.cjs',
      'dist/clock-*.cjs',
      'dist/clockParts-*.cjs',
      'dist/code-*.cjs',
      'dist/codeReport-*.cjs',
      'dist/completions-*.cjs',
      'dist/diff-*.cjs',
      'dist/disassemble-*.cjs',
      'dist/disassembler-*.cjs',
      'dist/extension.cjs',
      'dist/formats-*.cjs',
      'dist/imageCode-*.cjs',
      'dist/imagesIn-*.cjs',
      'dist/inspect-*.cjs',
      'dist/json-*.cjs',
      'dist/liveImage-*.cjs',
      'dist/localLook-*.cjs',
      'dist/localReport-*.cjs',
      'dist/lookedInto-*.cjs',
      'dist/makeCompared-*.cjs',
      'dist/matrix-*.cjs',
      'dist/nodeProcFs-*.cjs',
      'dist/parts-*.cjs',
      'dist/processRuntimes-*.cjs',
      'dist/programOf-*.cjs',
      'dist/refusal-*.cjs',
      'dist/register-*.cjs',
      'dist/run-*.cjs',
      'dist/sessionClock-*.cjs',
      'dist/sessionCode-*.cjs',
      'dist/sessionStrings-*.cjs',
      'dist/summaryText-*.cjs',
      'dist/textReport-*.cjs',
      'dist/web/extension.js',
      'dist/webview/chinese.js',
      'dist/webview/chunk-*.js',
      'dist/webview/clockParts-*.js',
      'dist/webview/code-*.js',
      'dist/webview/controls.js',
      'dist/webview/findBar-*.js',
      'dist/webview/hashTables-*.js',
      'dist/webview/main.css',
      'dist/webview/main.js',
      'dist/webview/strings-*.js',
      'dist/webview/tablePage-*.js',
      'dist/wholeImage-*.cjs',
      'dist/worker.cjs',
    ]);
  });

  test('has no source maps, whatever is in dist/', () => {
    for (const [name, bytes] of files) assert.ok(!bytes.includes('sourceMappingURL='), name);
  });

  test('its manifest names files that are there, and nothing of the project alone', () => {
    const manifest = JSON.parse(text('package.json'));
    assert.deepEqual(
      ['scripts', 'devDependencies', 'optionalDependencies', 'private'].filter((key) => key in manifest),
      [],
    );
    for (const name of [
      manifest.main,
      manifest.browser,
      manifest.icon,
      manifest.contributes.grammars[0].path,
    ])
      assert.ok(files.has(path.posix.join('extension', name)), name);
    assert.match(manifest.galleryBanner.color, /^#[0-9a-f]{6}$/);
    assert.ok(manifest.keywords.length >= 5 && manifest.keywords.length <= 30);
  });

  test('a browser’s extension host loads it, which takes no package of modules', () => {
    assert.equal(JSON.parse(text('package.json')).type, undefined);
    const asked = [...text('dist/web/extension.js').matchAll(/\brequire\("([^"]*)"\)/g)].map(
      ([, name]) => name,
    );
    assert.deepEqual([...new Set(asked)], ['vscode']);
  });

  test('its icon is a PNG of 256 by 256 pixels', () => {
    const icon = files.get('extension/media/icon.png') ?? assert.fail('no icon');
    assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [256, 256]);
  });

  test('names whose code it contains', () => {
    const notices = text('THIRD-PARTY-NOTICES.txt');
    for (const name of [
      '@alexaltea/capstone-js 5.0.9 (BSD-3-Clause)',
      '@vscode/webview-ui-toolkit 1.4.0 (MIT)',
      '@microsoft/fast-element',
      'tslib',
    ])
      assert.ok(notices.includes(name), name);
    assert.ok(notices.includes('Copyright (c) Microsoft'));
  });
});

describe('the npm package', () => {
  let files: string[];
  before(async () => {
    const listed = execFileSync('tar', ['-tzf', await packageFile('tgz')], { encoding: 'utf8' });
    files = listed.trim().split('\n');
  });

  test('is under 1.6 MB', async () => {
    assert.ok(statSync(await packageFile('tgz')).size < 1_600_000);
  });

  test('has what it needs and nothing else', () => {
    const types = files.filter((name) => name.startsWith('package/types/'));
    assert.ok(types.every((name) => name.endsWith('.d.ts')));
    assert.ok(types.includes('package/types/library.d.ts'));
    assert.deepEqual(named(files.filter((name) => !types.includes(name))), [
      'package/CHANGELOG.md',
      'package/LICENSE',
      'package/README.md',
      'package/THIRD-PARTY-NOTICES.txt',
      'package/dist/atlas-*.cjs',
      'package/dist/capstone.cjs',
      'package/dist/capstone.wasm.br',
      'package/dist/check-*.cjs',
      'package/dist/chunk-*.cjs',
      'package/dist/cli-*.cjs',
      'package/dist/cli.cjs',
      'package/dist/clock-*.cjs',
      'package/dist/clockParts-*.cjs',
      'package/dist/code-*.cjs',
      'package/dist/codeReport-*.cjs',
      'package/dist/completions-*.cjs',
      'package/dist/diff-*.cjs',
      'package/dist/disassemble-*.cjs',
      'package/dist/disassembler-*.cjs',
      'package/dist/imageCode-*.cjs',
      'package/dist/imagesIn-*.cjs',
      'package/dist/inspect-*.cjs',
      'package/dist/json-*.cjs',
      'package/dist/library.cjs',
      'package/dist/library.js',
      'package/dist/liveImage-*.cjs',
      'package/dist/lookedInto-*.cjs',
      'package/dist/makeCompared-*.cjs',
      'package/dist/matrix-*.cjs',
      'package/dist/nodeProcFs-*.cjs',
      'package/dist/parts-*.cjs',
      'package/dist/processRuntimes-*.cjs',
      'package/dist/programOf-*.cjs',
      'package/dist/refusal-*.cjs',
      'package/dist/run-*.cjs',
      'package/dist/sessionClock-*.cjs',
      'package/dist/sessionCode-*.cjs',
      'package/dist/sessionStrings-*.cjs',
      'package/dist/summaryText-*.cjs',
      'package/dist/textReport-*.cjs',
      'package/dist/wholeImage-*.cjs',
      'package/docs/report.schema.json',
      'package/package.json',
    ]);
  });

  test('has no dependencies and no source maps', async () => {
    const archive = await packageFile('tgz');
    const read = (name: string) => execFileSync('tar', ['-xOzf', archive, name], { maxBuffer: 1 << 26 });
    const manifest = JSON.parse(read('package/package.json').toString());
    assert.deepEqual(
      Object.keys(manifest).filter((key) => /dependencies|scripts/i.test(key)),
      [],
    );
    for (const name of files.filter((each) => each.endsWith('.js')))
      assert.ok(!read(name).includes('sourceMappingURL='), name);
  });
});

describe('notices of what is bundled', () => {
  test('packages are told by the files that went in, scoped and nested ones too', () => {
    const inputs = Object.fromEntries(
      [
        'src/extension.ts',
        'node_modules/tslib/tslib.es6.js',
        'node_modules/@a/b/dist/x.js',
        'node_modules/@a/b/node_modules/tslib/y.js',
      ].map((name) => [name, {}]),
    );
    assert.deepEqual(bundledPackages([{ inputs }]), [
      'node_modules/@a/b',
      'node_modules/@a/b/node_modules/tslib',
      'node_modules/tslib',
    ]);
  });

  test('a licence that asks for more than a notice is refused by name', () => {
    assert.throws(() => noticesOf(['node_modules/axe-core']), /axe-core .* licence \(MPL-2\.0\)/);
  });

  test('nothing of others: no text', () => assert.equal(noticesOf([]), ''));
});
