// The npm package where there is nothing else: installed into an empty folder, without network, and used as its
// documents say.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { npm } from '../../scripts/setup/dependencies.mjs';
import { vdsoImage } from '../support/elf/index.ts';
import { noVdso } from '../support/machine.ts';
import { packageFile } from '../support/packages.ts';
import { projectRoot } from '../support/workbench/paths.ts';

const run = promisify(execFile);
let folder: string;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-npm-'));
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const code = await npm(folder, [
    'install',
    '--offline',
    '--no-audit',
    '--no-fund',
    await packageFile('tgz'),
  ]);
  assert.equal(code, 0);
});
after(() => rm(folder, { recursive: true, force: true }));

test('npx finds the program, and check --live says who is served', { skip: noVdso }, async () => {
  const { stdout } = await run(
    'npx',
    ['--no-install', 'vdso-explorer', 'check', '--live', '--require', 'go'],
    {
      cwd: folder,
    },
  );
  assert.match(stdout, /linux-vdso\.so\.1 · live/);
  assert.match(stdout, /ok +go/);
});

test('the program knows its release', async () => {
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  const { stdout } = await run(path.join(folder, 'node_modules/.bin/vdso-explorer'), ['--version']);
  assert.equal(stdout, `${version}\n`);
});

/** The files of ours that the program has loaded by its end, and their bytes. */
async function loadedBy(
  args: readonly string[],
): Promise<{ readonly files: number; readonly bytes: number }> {
  const preload = path.join(folder, 'loaded.cjs');
  await writeFile(
    preload,
    "process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));",
  );
  const program = path.join(folder, 'node_modules/vdso-explorer/dist/cli.cjs');
  const { stderr } = await run(process.execPath, ['--require', preload, program, ...args]);
  const files = (JSON.parse(stderr) as readonly string[]).filter((file) => file !== preload);
  assert.ok(files.includes(realpathSync(program)), stderr);
  return {
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
  };
}

test('the program loads what an answer needs, in few files: most of its start is that', async () => {
  const image = path.join(folder, 'vdso.so');
  await writeFile(image, vdsoImage({ arch: 'amd64' }).bytes);
  for (const [args, mostFiles, mostBytes] of [
    [['--version'], 3, 15_000],
    [['--help'], 3, 15_000],
    [[image, '--json'], 25, 600_000],
    [[image], 25, 625_000],
    [['check', image, '--require', 'go'], 32, 640_000],
  ] as const) {
    const { files, bytes } = await loadedBy(args);
    assert.ok(
      files <= mostFiles && bytes <= mostBytes,
      `${args.join(' ')} loads ${files} files of ${bytes} bytes`,
    );
  }
});

test('it runs once where it is started by a link to its package, and Node is to keep links', async () => {
  const image = path.join(folder, 'linked.so');
  await writeFile(image, vdsoImage({ arch: 'arm64' }).bytes);
  const linked = path.join(folder, 'linked');
  await symlink(path.join(folder, 'node_modules/vdso-explorer'), linked);
  const program = path.join(linked, 'dist/cli.cjs');
  const usual = await run(process.execPath, [program, image]);
  const kept = await run(process.execPath, ['--preserve-symlinks-main', program, image]);
  assert.equal(kept.stdout, usual.stdout);
});

test('the example of docs/library.md runs', { skip: noVdso }, async () => {
  const document = readFileSync(path.join(projectRoot, 'docs/library.md'), 'utf8');
  const [, example = assert.fail('no example')] = /^```js\n([\s\S]*?)^```$/m.exec(document) ?? [];
  const file = path.join(folder, 'example.js');
  await writeFile(file, example);
  const { stdout } = await run(process.execPath, [file], { cwd: folder });
  const lines = stdout.trim().split('\n');
  assert.ok(
    lines.some((line) => /^__(vdso|kernel)_clock_gettime 0x[0-9a-f]+$/.test(line)),
    stdout,
  );
  assert.ok(
    lines.some((line) => /^(found|partial) /.test(line)),
    stdout,
  );
  assert.equal(lines.at(-1), 'header-truncated');
});

const program = `
import { consumers, evaluate, memorySource, type Outcome, readElf } from 'vdso-explorer';
const read = await readElf(memorySource(new Uint8Array(64)));
if (read.kind === 'elf') {
  const [finding] = evaluate(read.image, { role: 'vdso' }, [{ id: consumers[0]?.id ?? '' }]);
  const outcome: Outcome | undefined = finding?.outcome;
  const value: bigint | undefined = read.image.symbols.at(0)?.value;
  console.log(outcome, value);
} else console.log(read.problem.code);
`;

/** tsc as a program of somebody else would call it: strict, and with every declaration of ours checked. */
async function typeErrors(programs: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(programs)) await writeFile(path.join(folder, name), text);
  const tsc = path.join(projectRoot, 'node_modules/typescript/bin/tsc');
  const types = path.join(projectRoot, 'node_modules/@types');
  const options = ['--strict', '--noEmit', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'];
  options.push('--target', 'es2023', '--module', 'nodenext', '--typeRoots', types, '--types', 'node');
  const files = Object.keys(programs);
  return run(process.execPath, [tsc, '--pretty', 'false', '--ignoreConfig', ...options, ...files], {
    cwd: folder,
  }).then(
    () => '',
    ({ stdout }) => String(stdout),
  );
}

test('a program in TypeScript compiles against it, and types are told: a wrong use is refused', async () => {
  const wrong = program.replace("role: 'vdso'", "role: 'vdos'");
  const errors = await typeErrors({ 'program.ts': program, 'wrong.ts': wrong });
  assert.match(errors, /^wrong\.ts\S* error (TS2820|TS2322): /);
  assert.doesNotMatch(errors, /^(?!wrong\.ts)\S/m);
});
