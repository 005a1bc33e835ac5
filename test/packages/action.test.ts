// The shell steps of action.yml as a runner would run them: in an empty folder, with the variables that it sets.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { cacheFolder } from '../../scripts/setup/cache.mjs';
import { vdsoImage } from '../support/elf/index.ts';
import { packageFile } from '../support/packages.ts';
import { projectRoot } from '../support/workbench/paths.ts';

interface Step {
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

/** Of this file's form only: `env:` with a line for each variable, and `run: |`. */
function stepsOf(yaml: string): readonly Step[] {
  return yaml
    .split(/^ {4}- name: /m)
    .slice(1)
    .map((step) => ({
      env: Object.fromEntries(
        [...step.matchAll(/^ {8}(\w+): \$\{\{ (.+?) \}\}$/gm)].map(([, name = '', value = '']) => [
          name,
          value,
        ]),
      ),
      run: (/^ {6}run: \|\n((?: {8}.*\n|\n)+)/m.exec(step)?.[1] ?? assert.fail('no run')).replace(
        /^ {8}/gm,
        '',
      ),
    }));
}

const steps = stepsOf(readFileSync(path.join(projectRoot, 'action.yml'), 'utf8'));
const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
let folder: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-action-'));
  writeFileSync(path.join(folder, 'good.so'), vdsoImage({ arch: 'amd64' }).bytes);
  writeFileSync(path.join(folder, 'bad 100%.so'), vdsoImage({ arch: 'amd64', hash: 'none' }).bytes);
});
after(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly status: number;
  readonly said: string;
  readonly outputs: string;
  readonly summary: string;
}

/** Where the first test has installed the program, by the first step. */
const INSTALLED = 'temp';

/**
 * The steps one after the other, until one fails; the first, which takes long, once for each place.
 * @param more variables of the runner beside those every test has
 * @param temp the runner's folder for temporary files
 */
async function runAction(
  inputs: { readonly image?: string; readonly require?: string; readonly version?: string },
  more: Readonly<Record<string, string>> = {},
  temp = INSTALLED,
): Promise<Outcome> {
  const at = (name: string) => path.join(folder, name);
  mkdirSync(at(temp), { recursive: true });
  for (const name of ['output', 'summary']) writeFileSync(at(name), '');
  let said = '';
  let status = 0;
  const done = inputs.version === undefined && existsSync(path.join(at(temp), 'vdso-explorer/installed'));
  for (const { env, run } of done ? steps.slice(1) : steps) {
    if (status !== 0) break;
    const given = Object.entries(env).map(([name, expression]) => {
      const input = /^inputs\.(\w+)$/.exec(expression)?.[1] as keyof typeof inputs | undefined;
      return [name, input === undefined ? 'example/vdso-explorer' : (inputs[input] ?? '')];
    });
    const variables = {
      PATH: process.env['PATH'] ?? '',
      HOME: at('home'),
      // Where the packed disassembler is: packing it takes a processor more than ten seconds.
      XDG_CACHE_HOME: path.dirname(cacheFolder),
      GITHUB_ACTIONS: 'true',
      CI: 'true',
      GITHUB_ACTION_PATH: projectRoot,
      GITHUB_SERVER_URL: 'http://127.0.0.1:9',
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary'),
      GITHUB_WORKSPACE: folder,
      RUNNER_TEMP: at(temp),
      ...Object.fromEntries(given),
      ...more,
    };
    // As runners do: the script in a file, under bash --noprofile --norc -eo pipefail.
    writeFileSync(at('step.sh'), run);
    await new Promise<void>((resolve) => {
      const args = ['--noprofile', '--norc', '-eo', 'pipefail', at('step.sh')];
      const child = execFile('bash', args, { cwd: folder, env: variables }, (_error, stdout, stderr) => {
        said += stdout + stderr;
        status = child.exitCode ?? 128;
        resolve();
      });
    });
  }
  return {
    status,
    said,
    outputs: readFileSync(at('output'), 'utf8'),
    summary: readFileSync(at('summary'), 'utf8'),
  };
}

test('there are two steps, both in bash', () => assert.equal(steps.length, 2));

test('built from its own checkout: an image that serves what is required', async () => {
  const { status, said, outputs, summary } = await runAction({ image: 'good.so', require: 'go,musl@1.2.5' });
  assert.equal(status, 0, said);
  assert.match(outputs, /^served=true$/m);
  assert.match(summary, /^`good\.so`: 2 of 2 requirements fulfilled\.$/m);
  assert.match(summary, /^\| ✔ ok \| go \| /m);
  const report = JSON.parse(readFileSync(/^report=(.+)$/m.exec(outputs)?.[1] ?? '', 'utf8'));
  assert.equal(report.fulfilled, true);
});

test('a requirement that is not fulfilled is an annotation, and fails the job', async () => {
  const { status, said, outputs, summary } = await runAction({ image: 'bad 100%.so', require: 'go' });
  assert.equal(status, 3, said);
  assert.match(said, /^::error file=bad 100%25\.so,title=vDSO check%3A go::Go 1\.\d+: /m);
  assert.match(outputs, /^served=false$/m);
  assert.match(summary, /FAILED/);
});

test('several images, one a line: each is told, and the worst decides', async () => {
  const image = 'good.so\nbad 100%.so\n';
  const { status, said, outputs, summary } = await runAction({ image, require: 'go' });
  assert.equal(status, 3, said);
  assert.match(said, /^::group::good\.so: 1 of 1 requirement fulfilled\.$/m);
  assert.match(said, /^::error file=bad 100%25\.so,/m);
  assert.match(summary, /^1 of 2 images has all that is required\.$/m);
  const report = JSON.parse(readFileSync(/^report=(.+)$/m.exec(outputs)?.[1] ?? '', 'utf8'));
  assert.equal(report.images.length, 2);
});

test('wrong usage is an annotation', async () => {
  const { status, said } = await runAction({ image: 'good.so', require: 'java' });
  assert.equal(status, 2);
  assert.match(said, /^::error title=vDSO check::No runtime "java" is known; /m);
});

test('a release’s package is taken from the repository’s releases', async () => {
  const asked: string[] = [];
  const tarball = readFileSync(await packageFile('tgz'));
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(tarball);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const GITHUB_SERVER_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { status, said } = await runAction(
      { image: 'good.so', require: 'go', version },
      { GITHUB_SERVER_URL },
      'temp2',
    );
    assert.equal(status, 0, said);
    assert.deepEqual(asked, [
      `/example/vdso-explorer/releases/download/v${version}/vdso-explorer-${version}.tgz`,
    ]);
  } finally {
    server.close();
  }
});

test('a version that is none is refused before anything is fetched', async () => {
  const { status, said } = await runAction({ version: '1.0;id' });
  assert.equal(status, 2);
  assert.match(said, /version is a release/);
});

test('an image that is not there fails with its reason', async () => {
  const { status, said } = await runAction({ image: 'gone.so', require: 'go' });
  assert.equal(status, 1);
  assert.match(said, /^::error file=gone\.so,title=vDSO check::gone\.so does not exist\.$/m);
});
