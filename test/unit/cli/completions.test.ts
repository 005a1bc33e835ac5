// Each shell completes command lines with the script made for it. Shells that are not there are skipped, and with
// CI=true set-up has failed without them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { findTool } from '../../../scripts/setup/systemPackages.mjs';
import { OPTIONS, SHELLS, type Shell } from '../../../src/cli/options.ts';
import { runCli } from './support.ts';

/** What the shell offers for a command line whose last word is being typed. */
const offered: Readonly<Record<Shell, (script: string, words: readonly string[]) => string[]>> = {
  bash: (script, words) => {
    const program = `source ${script}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
      _vdso_explorer; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['--norc', '-c', program]);
  },
  // The completion system itself wants a terminal; what it is told is what is looked at.
  zsh: (script, words) => {
    const program = `compdef() { }; _files() { }; compset() { PREFIX=\${PREFIX##*,} }
      compadd() { shift; print -l -- \${(M)@:#$PREFIX*} }
      words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}; PREFIX='${words.at(-1)}'
      source ${script}; _vdso_explorer`;
    return run('zsh', ['-f', '-c', program]);
  },
  fish: (script, words) =>
    run('fish', ['--no-config', '-c', `source ${script}; complete -C '${words.join(' ')}'`]).map(
      (line) => line.split('\t')[0] ?? '',
    ),
};

function run(program: string, args: readonly string[]): string[] {
  const text = execFileSync(program, args, {
    encoding: 'utf8',
    cwd: '/',
    env: { ...process.env, HOME: folder },
  });
  return text.split('\n').filter((line) => line !== '');
}

let folder: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-shell-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

for (const shell of SHELLS) {
  describe(`in ${shell}`, { skip: findTool(shell) === undefined && `no ${shell} here` }, () => {
    let script: string;
    before(async () => {
      script = path.join(folder, `completions.${shell}`);
      writeFileSync(script, (await runCli(['completions', shell])).stdout);
    });
    const of = (...words: string[]) => offered[shell](script, ['vdso-explorer', ...words]);

    test('the first word may be a command', () => {
      assert.deepEqual(of('complet'), ['completions']);
      assert.ok(['inspect', 'check', 'atlas'].every((command) => of('').includes(command)));
    });
    test('a command has its own options', () => {
      assert.ok(of('check', '--re').includes('--require'));
      assert.ok(!of('check', '--').includes('--replay'));
      assert.ok(!of('atlas', '--').includes('--live'));
      assert.ok(of('vdso.so', '--').includes('--replay'));
      assert.ok(!of('vdso.so', '--').includes('--require'));
    });
    test('every option that is offered is one', () => {
      const unknown = of('inspect', '--').filter((word) => !(word.replace('--', '') in OPTIONS));
      assert.deepEqual(unknown, []);
    });
    test('a consumer is completed, behind a comma too', () => {
      assert.deepEqual(of('--consumer', 'mus'), ['musl']);
      // What stands before the comma: zsh keeps it by itself.
      assert.deepEqual(of('check', '--require', 'go,mus'), [shell === 'zsh' ? 'musl' : 'go,musl']);
    });
    test('an architecture is completed', () => assert.deepEqual(of('atlas', '--arch', 's390x'), ['s390x']));
    test('a format is completed, with those that the command has', () => {
      assert.deepEqual(of('atlas', '--format', 'c'), ['csv']);
      assert.deepEqual(of('clock', '--format', '').toSorted(), ['json', 'text']);
      assert.deepEqual(of('vdso.so', '--format', 's'), ['summary']);
    });
    test('a process is completed', () => assert.ok(of('--pid', `${process.pid}`).includes(`${process.pid}`)));
    test('so is the name of a shell', () => assert.deepEqual(of('completions', 'fi'), ['fish']));
  });
}

test('another shell is wrong usage, and so is anything beside its name', async () => {
  for (const args of [['csh'], [], ['bash', 'zsh'], ['bash', '--json']]) {
    const { code, stderr } = await runCli(['completions', ...args]);
    assert.equal(code, 2);
    assert.match(stderr, /completions wants the name of a shell and nothing else: bash, zsh, fish\./);
  }
});
