import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Log } from '../../src/plainText/log.ts';
import { createToolsFace } from '../../src/tools/register.ts';
import { tarOf } from '../support/archives.ts';
import { vdsoImage } from '../support/elf/index.ts';
import { liveUri, mappedAt, withFolder } from './support.ts';

async function call(name: string, input: object): Promise<string> {
  const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return result.content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}

// Processes are read by the extension's worker.
const context = {
  extension: { packageJSON: { version: '0.0.0' } },
  extensionUri: vscode.extensions.getExtension('vdso-explorer.vdso-explorer')?.extensionUri,
} as unknown as vscode.ExtensionContext;

const log = { warn() {} } as unknown as Log;

suite('tools for language models', () => {
  test('all are offered, with a schema and a description', () => {
    const { tools } = vscode.lm;
    for (const name of ['inspect_vdso', 'check_vdso_consumers', 'compare_vdso_images']) {
      const tool = tools.find((each) => each.name === name);
      assert.ok(tool, `${name} is not offered`);
      assert.ok(tool.description.length > 200);
      assert.ok(tool.inputSchema);
    }
  });

  test('inspect_vdso tells of the live image where the kernel mapped it', async () => {
    const text = await call('inspect_vdso', {});
    assert.ok(text.length <= 60_000);
    const report = JSON.parse(text);
    assert.equal(report.source.kind, 'live');
    assert.equal(BigInt(report.source.base), mappedAt());
    assert.ok(report.symbols.length > 1);
    assert.equal(report.consumers[0].id, 'go');
  });

  test('check_vdso_consumers says whether a requirement holds', async () => {
    const { fulfilled, required } = JSON.parse(await call('check_vdso_consumers', { require: ['go'] }));
    assert.equal(fulfilled, required[0].fulfilled);
    assert.equal(typeof fulfilled, 'boolean');
  });

  test('compare_vdso_images holds an image against the live one, after one question about both', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'copy.so');
      await vscode.workspace.fs.copy(await liveUri(), vscode.Uri.file(file));
      const { kind, from, to } = JSON.parse(await call('compare_vdso_images', { toPath: file }));
      assert.deepEqual([kind, from.kind, to.kind], [undefined, 'live', 'file']);
      const face = createToolsFace(context, log);
      const { token } = new vscode.CancellationTokenSource();
      const input = { fromPath: process.execPath, toPid: process.pid };
      const prepared = await face.compare_vdso_images.prepareInvocation?.({ input }, token);
      const { message } = prepared?.confirmationMessages ?? {};
      const text = message instanceof vscode.MarkdownString ? message.value : String(message);
      assert.ok(text.includes(path.basename(process.execPath)) && text.includes(`${process.pid}`), text);
    }));

  test('images in an archive are named by number, and the question tells which one of which file', () =>
    withFolder(async (folder) => {
      const live = await vscode.workspace.fs.readFile(await liveUri());
      const foreign = vdsoImage({ arch: 's390x' }).bytes;
      const archive = path.join(folder, 'images.tar');
      writeFileSync(
        archive,
        tarOf([
          { name: 's390x.so', bytes: foreign },
          { name: 'live.so', bytes: live },
        ]),
      );
      await assert.rejects(() => call('inspect_vdso', { path: archive }), /holds 2 images: .*"image".*s390x/);
      const { source, role } = JSON.parse(await call('inspect_vdso', { path: archive, image: '1' }));
      assert.deepEqual([source.kind, source.members, role], ['archive', ['live.so'], 'vdso']);
      const compared = await call('compare_vdso_images', { toPath: archive });
      const { kind, to } = JSON.parse(compared.slice(compared.indexOf('{"schema"')));
      assert.deepEqual([kind, to.label.startsWith('images.tar: live.so')], [undefined, true]);
      const face = createToolsFace(context, log);
      const { token } = new vscode.CancellationTokenSource();
      const input = { path: '/elsewhere/images.tar', image: '1' };
      const prepared = await face.check_vdso_consumers.prepareInvocation?.({ input }, token);
      const { message } = prepared?.confirmationMessages ?? {};
      const text = message instanceof vscode.MarkdownString ? message.value : String(message);
      assert.match(text, /image "1" in .*images/);
    }));

  test('an error says what to do', async () => {
    await assert.rejects(() => call('check_vdso_consumers', { consumers: ['perl'] }), /Known are .*go/);
  });

  test('the question about a link names the file that it leads to, and the answer is about that one', () =>
    withFolder(async (folder) => {
      const real = realpathSync(process.execPath);
      const link = path.join(folder, 'link');
      symlinkSync(process.execPath, link);
      const face = createToolsFace(context, log);
      const { token } = new vscode.CancellationTokenSource();
      const input = { path: link };
      const prepared = await face.inspect_vdso.prepareInvocation?.({ input }, token);
      const { message } = prepared?.confirmationMessages ?? {};
      const text = message instanceof vscode.MarkdownString ? message.value : String(message);
      assert.ok(text.includes(path.basename(real)), text);
      rmSync(link);
      symlinkSync('/bin/sh', link);
      const options = { input, toolInvocationToken: undefined };
      await assert.rejects(async () => face.inspect_vdso.invoke(options, token), /has not been asked about/);
    }));

  test('another process is read after consent, and its own image is told', async () => {
    const face = createToolsFace(context, log);
    const child = spawn('sleep', ['60']);
    try {
      await once(child, 'spawn');
      const input = { pid: child.pid ?? 0 };
      const { token } = new vscode.CancellationTokenSource();
      const prepared = await face.inspect_vdso.prepareInvocation?.({ input }, token);
      assert.ok(prepared?.confirmationMessages);
      assert.match(String(prepared.invocationMessage), new RegExp(`process ${child.pid}`));
      const unasked = { input: { pid: process.pid }, toolInvocationToken: undefined };
      await assert.rejects(async () => face.inspect_vdso.invoke(unasked, token), /has not been asked about/);
      const live = await face.inspect_vdso.prepareInvocation?.({ input: {} }, token);
      assert.equal(live?.confirmationMessages, undefined);
      const result = await face.inspect_vdso.invoke({ input, toolInvocationToken: undefined }, token);
      const [part] = result?.content ?? [];
      assert.ok(part instanceof vscode.LanguageModelTextPart);
      assert.equal(JSON.parse(part.value).source.pid, child.pid);
    } finally {
      child.kill();
    }
  });
});
