import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { readelfValue } from '../support/readelfValue.ts';
import { liveUri, mappedAt, withFolder } from './support.ts';

/** Go's own sources, from an installed Go; undefined without one. */
const runtime = installedRuntime();

function installedRuntime(): string | undefined {
  try {
    const goroot = execFileSync('go', ['env', 'GOROOT'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return path.join(goroot.trim(), 'src/runtime');
  } catch {
    return undefined;
  }
}

/** Texts of the hovers at the first place where `text` stands in a file of Go's runtime. */
async function hover(file: string, text: string, inside = 2): Promise<string> {
  const document = await vscode.workspace.openTextDocument(path.join(runtime ?? '', file));
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${text} does not stand in ${file}`);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(offset + inside),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

suite('hovers in the Go source tree of this machine', () => {
  suiteSetup(function () {
    if (runtime === undefined) this.skip();
  });

  test('assembly: the variable resolves to the address this process has', () =>
    withFolder(async (folder) => {
      const copy = path.join(folder, 'live.so');
      await writeFile(copy, await vscode.workspace.fs.readFile(await liveUri()));
      const address = mappedAt() + readelfValue(copy, '__vdso_clock_gettime');
      const text = await hover('sys_linux_amd64.s', 'vdsoClockgettimeSym');
      assert.match(text, new RegExp(`address \`0x${address.toString(16)}\` in process ${process.pid}`));
      assert.match(text, /LINUX_2\.6/);
      assert.match(text, /command:vdsoExplorer\.revealSymbol/);
    }));

  test('Go assembly has a language of its own, by its file name', async () => {
    const document = await vscode.workspace.openTextDocument(path.join(runtime ?? '', 'sys_linux_amd64.s'));
    assert.equal(document.languageId, 'go-asm');
    const other = await vscode.workspace.openTextDocument(path.join(runtime ?? '', 'asm_amd64.s'));
    assert.notEqual(other.languageId, 'go-asm');
  });

  test('the keys, the version, a string and a constant', async () => {
    assert.match(await hover('vdso_linux_amd64.go', 'vdsoSymbolKeys'), /slice of structs/);
    assert.match(await hover('vdso_linux_amd64.go', 'vdsoLinuxVersion'), /version index \d/);
    assert.match(await hover('vdso_linux_amd64.go', '"__vdso_gettimeofday"'), /vdsoGettimeofdaySym/);
    assert.match(await hover('vdso_linux_amd64.go', '"LINUX_2.6"'), /version index \d/);
    assert.match(await hover('vdso_linux_amd64.go', '0x6e43a318'), /right, recomputed/);
  });

  test("another architecture's file is not answered from this machine", async () => {
    const text = await hover('vdso_linux_arm64.go', '"__kernel_clock_gettime"');
    assert.match(text, /cannot check it/);
    assert.doesNotMatch(text, /in process/);
    assert.doesNotMatch(text, /command:/);
  });

  test("vdsoClockGettime is FreeBSD's", async () => {
    const text = await hover('vdso_freebsd.go', 'vdsoClockGettime');
    assert.match(text, /FreeBSD/);
    for (const name of ['nanotime1', 'walltime', 'vdsoClockgettimeSym']) assert.match(text, new RegExp(name));
  });

  test('other names are left to other extensions', async () => {
    assert.equal(await hover('proc.go', 'schedinit'), '');
    assert.equal(await hover('vdso_linux.go', 'gostringnocopy'), '');
    assert.match(await hover('vdso_linux.go', 'loadOffset'), /first PT_LOAD/);
  });
});
