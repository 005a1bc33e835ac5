import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { recipeOf } from '../../../scripts/setup/cache.mjs';

const module = new URL('../../../scripts/setup/cache.mjs', import.meta.url).href;

function folderWith(value: string | undefined): string {
  const script = `console.log((await import('${module}')).cacheFolder)`;
  const { XDG_CACHE_HOME: _, ...others } = process.env;
  const env = { ...others, ...(value !== undefined && { XDG_CACHE_HOME: value }) };
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
    encoding: 'utf8',
  }).trim();
}

test('the cache lies where the XDG base directory specification says', () => {
  assert.equal(folderWith('/var/tmp/of mine'), '/var/tmp/of mine/vdso-explorer');
  const usual = path.join(homedir(), '.cache/vdso-explorer');
  assert.equal(folderWith(undefined), usual);
  assert.equal(folderWith('not/absolute'), usual, 'such a path counts as not set');
});

test('a recipe has another name when a file of it changes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-recipe-'));
  try {
    const [a, b] = [path.join(folder, 'a'), path.join(folder, 'b')];
    const nameWith = (first: string, second: string) => {
      writeFileSync(a, first);
      writeFileSync(b, second);
      return recipeOf([a, b]);
    };
    const names = [nameWith('x', 'y'), nameWith('x', 'z'), nameWith('xy', ''), nameWith('', 'xy')];
    assert.match(names[0] ?? '', /^[0-9a-f]{8}$/);
    assert.equal(new Set(names).size, names.length);
    assert.equal(nameWith('x', 'y'), names[0]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
