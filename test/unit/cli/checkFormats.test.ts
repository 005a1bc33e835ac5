/** `check` for continuous integration: what each format tells of images whose files are named to be something else. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { filePlace } from '../../../src/cli/namedImages.ts';
import { shown } from '../../../src/elf/bytes/printable.ts';
import { buildImage, describeVdso, vdsoImage } from '../../support/elf/index.ts';
import { readMarkdown, readWorkflowCommand, readXml } from '../../support/formatReaders.ts';
import { runCli } from './support.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-formats-'));
const { GITHUB_WORKSPACE: workspace } = process.env;
const before = process.cwd();
delete process.env['GITHUB_WORKSPACE'];
process.chdir(folder);
after(() => {
  process.chdir(before);
  if (workspace !== undefined) process.env['GITHUB_WORKSPACE'] = workspace;
  rmSync(folder, { recursive: true, force: true });
});
const NAMES = [
  'vdso.so',
  '::error title=x::injected\n::stop-commands::y.so',
  'a,line=1:b%0A.so',
  '##[error]old.so',
  '"/><testcase name="x">&#10;]]>.so',
  '| a | `b` [c](d) <img src=x>.so',
  '100% sure? #1 ä.so',
  '=1+1.so',
  '-x.so',
].map((name) => name.replaceAll('/', '\u2215'));
mkdirSync(path.join(folder, 'build'));
// amd64 serves both, arm64 does not serve musl 1.2.5.
for (const [index, name] of NAMES.entries()) {
  const { bytes } = vdsoImage({ arch: index === 0 ? 'amd64' : 'arm64' });
  writeFileSync(path.join(folder, 'build', name), bytes);
}
const files = NAMES.map((name) => path.join('build', name));

async function written(format: string): Promise<string> {
  const args = ['check', ...files, '--require', 'go,musl@1.2.5', '--format', format];
  const { code, stdout, stderr } = await runCli(args);
  assert.equal(code, 3, stderr);
  return stdout;
}

test('github: each line is one command of ours, and annotations belong to files', async () => {
  const lines = (await written('github')).trimEnd().split('\n');
  const commands = lines.map((line) => readWorkflowCommand(line) ?? assert.fail(line));
  assert.deepEqual(
    commands.map(({ name }) => name),
    NAMES.flatMap((_, index) => ['group', ...(index === 0 ? [] : ['error']), 'endgroup']),
  );
  const errors = commands.filter(({ name }) => name === 'error');
  for (const [index, { properties, data }] of errors.entries()) {
    assert.deepEqual(properties, {
      file: shown(files[index + 1] ?? ''),
      title: 'vDSO check: musl@1.2.5',
    });
    assert.match(data, /^musl 1\.2\.5: falls back\. The image has only DT_GNU_HASH; /);
  }
});

test('junit: a suite an image, a case a requirement, a failure with its sentence', async () => {
  const { name, children } = readXml(await written('junit'));
  assert.equal(name, 'testsuites');
  assert.deepEqual(
    children.map(({ attributes }) => attributes),
    files.map((file, index) => ({
      name: shown(file),
      tests: '2',
      failures: index === 0 ? '0' : '1',
      errors: '0',
      skipped: '0',
    })),
  );
  for (const [index, suite] of children.entries()) {
    assert.deepEqual(
      suite.children.map(({ attributes }) => attributes['name']),
      ['go', 'musl@1.2.5'],
    );
    const [failure] = suite.children[1]?.children ?? [];
    assert.equal(failure === undefined, index === 0);
    if (failure !== undefined) assert.match(failure.text, /^musl 1\.2\.5: falls back\. /);
  }
});

test('sarif: a result a failed requirement, at a relative URI that leads to the file', async () => {
  const [run] = JSON.parse(await written('sarif')).runs;
  assert.deepEqual(
    run.tool.driver.rules.map(({ id }: { id: string }) => id),
    ['go', 'musl'],
  );
  assert.equal(run.invocations[0].executionSuccessful, true);
  // A result is known again by what was required, whatever the sentence about it is.
  for (const { ruleId, partialFingerprints, message } of run.results) {
    assert.ok(partialFingerprints['requirement/v1'].startsWith(ruleId), message.text);
    assert.notEqual(partialFingerprints['requirement/v1'], message.text);
  }
  const uris: string[] = run.results.map(
    (result: { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }) =>
      result.locations[0].physicalLocation.artifactLocation.uri,
  );
  for (const uri of uris) assert.match(uri, /^build\/[\w%.!~*'()-]+$/);
  const program =
    'import json,sys,urllib.parse as p; print(json.dumps([p.unquote(u) for u in json.load(sys.stdin)]))';
  const read = execFileSync('python3', ['-c', program], { input: JSON.stringify(uris), encoding: 'utf8' });
  assert.deepEqual(JSON.parse(read), files.slice(1));
});

test('markdown: a line, and one table with a row for each', async () => {
  const text = await written('markdown');
  const { elements, rows } = await readMarkdown(text);
  const known = ['h3', 'p', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
  assert.deepEqual(
    elements.filter((name) => !known.includes(name)),
    [],
  );
  assert.match(text, /^### vDSO check\n\n1 of 9 images has all that is required\.\n\n\| image \| verdict \|/);
  assert.deepEqual(
    rows.slice(1).map(([image, verdict, required]) => [image, verdict, required]),
    files.flatMap((file, index) => [
      [shown(file), '✔ ok', 'go'],
      [shown(file), index === 0 ? '✔ ok' : '✘ FAILED', 'musl@1.2.5'],
    ]),
  );
});

test('what is not read is told in each, and what is required of clocks', async () => {
  const file = path.join(folder, 'build/vdso.so');
  const args = [file, path.join(folder, 'gone'), '--user-clock', 'tai'];
  const run = async (format: string) => {
    const { code, stdout, stderr } = await runCli(['check', ...args, '--format', format]);
    assert.equal(code, 1);
    assert.match(stderr, /^[^\n]*gone: [^\n]*gone does not exist\.$/m);
    return stdout;
  };
  const github = (await run('github')).trimEnd().split('\n').map(readWorkflowCommand);
  assert.match(github[1]?.properties['title'] ?? '', /^vDSO check: user-clock tai$/);
  assert.match(github[4]?.data ?? '', /gone does not exist\.$/);
  const { children } = readXml(await run('junit'));
  assert.equal(children[0]?.children[0]?.children[0]?.name, 'failure');
  assert.equal(children[1]?.children[0]?.children[0]?.name, 'error');
  const sarif = JSON.parse(await run('sarif')).runs[0];
  assert.deepEqual(
    [sarif.results[0].ruleId, sarif.invocations[0].executionSuccessful],
    ['user-clock/tai', false],
  );
  assert.match(sarif.invocations[0].toolExecutionNotifications[0].message.text, /gone does not exist\.$/);
  assert.match(await run('markdown'), /\| ✘ FAILED \| {2}\| not checked \| .*gone does not exist\. \|$/m);
});

test('no line of the text, or beside a document, is a command; a name is no heading', async () => {
  const all = ['check', ...files, 'build/gone ##[add-mask]x', '--require', 'musl@1.2.5'];
  for (const format of ['text', 'json', 'junit', 'markdown']) {
    const { stdout, stderr } = await runCli([...all, '--format', format]);
    for (const line of (format === 'text' ? stdout + stderr : stderr).split('\n')) {
      assert.equal(readWorkflowCommand(line), undefined, line);
      assert.ok(!line.includes('##['), line);
    }
  }
  for (const name of ['::error::x', '# a', '- b', '```']) {
    writeFileSync(name, buildImage({ ...describeVdso({ arch: 'amd64' }), soname: name }).bytes);
    const { stdout } = await runCli(['check', '--', name]);
    assert.ok(
      stdout.startsWith(name.startsWith('::') ? '\\x3a:error::x · ' : `${name} · `),
      stdout.slice(0, 99),
    );
    const markdown = (await runCli(['check', '--format', 'markdown', '--require', 'go', '--', name])).stdout;
    const { elements } = await readMarkdown(markdown);
    assert.deepEqual(elements.slice(0, 4), ['h3', 'p', 'code', 'table'], markdown);
  }
  assert.equal((await runCli(['check', '::nothing::y'])).stderr, '\\x3a:nothing::y does not exist.\n');
});

test('one image that is not read has its document as well', async () => {
  const { code, stdout } = await runCli(['check', '/nowhere', '--format', 'junit']);
  assert.equal(code, 1);
  assert.equal(readXml(stdout).children[0]?.children[0]?.children[0]?.name, 'error');
});

test('paths are told from the folder of the sources, where files lie below it', () => {
  assert.deepEqual(filePlace('/w/build/a b.so', '/w'), { file: 'build/a b.so', uri: 'build/a%20b.so' });
  assert.deepEqual(filePlace('/w/..a', '/w'), { file: '..a', uri: '..a' });
  assert.deepEqual(filePlace('/w/c:d', '/w'), { file: 'c:d', uri: 'c%3Ad' });
  assert.deepEqual(filePlace('/x/a#b.so', '/w'), { file: '/x/a#b.so', uri: 'file:///x/a%23b.so' });
  assert.deepEqual(filePlace('/w', '/w'), { file: '/w', uri: 'file:///w' });
});
