/** The commands of docs/fleet.md, run with programs of the test's own in the place of ssh and kubectl. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { commandsOf, root } from '../../support/documentCommands.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { cliScript } from '../../support/started.ts';

const page = readFileSync(path.join(root, 'docs/fleet.md'), 'utf8');
const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);

test('what docs/fleet.md collects and shows', () => {
  assert.ok(commandsOf('docs/fleet.md').length > 10);
  const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-fleet-'));
  const program = (name: string, text: string): void => {
    writeFileSync(path.join(folder, name), `#!/bin/bash\n${text}\n`);
    chmodSync(path.join(folder, name), 0o755);
  };
  const run = (script: string): string =>
    execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` },
    });
  try {
    writeFileSync(path.join(folder, 'vdso.so'), vdsoImage({ arch: 'amd64' }).bytes);
    writeFileSync(path.join(folder, 'hosts'), 'web-1\n');
    // On a host there is its own image; here the test's stands for it where a report is asked for.
    program(
      'vdso-explorer',
      `case $1 in --json) set -- vdso.so "$@" ;; esac; exec '${process.execPath}' '${cliScript}' "$@"`,
    );
    program('ssh', '[ "$1" = -n ] || cat > /dev/null; shift 2; exec "$@"');
    program(
      'kubectl',
      'case $1 in get) echo vdso-a web-2 ;; exec) cat > /dev/null; shift 3; exec "$@" ;; esac',
    );
    const [ssh = '', kubectl = '', tables = '', others = ''] = blocks;
    run(ssh);
    run(kubectl);
    assert.deepEqual(readdirSync(path.join(folder, 'fleet')), ['web-1.json', 'web-2.json']);
    const shown = run(tables);
    assert.match(shown, /^Consumers of 2 images\n {2}1 {2}web-1 \+1: /);
    assert.match(shown, /\nClocks of 2 images\n/);
    assert.match(readFileSync(path.join(folder, 'go.md'), 'utf8'), /^# Consumers of 2 images\n/);
    assert.match(readFileSync(path.join(folder, 'fleet.csv'), 'utf8'), /^row,label,image,/);
    assert.match(run(others), /\(baseline\)[\s\S]*No difference was found\./);
    const { columns } = JSON.parse(readFileSync(path.join(folder, 'matrix.json'), 'utf8')) as {
      columns: { images: string[] }[];
    };
    assert.deepEqual(
      columns.map(({ images }) => images.length),
      [2],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
