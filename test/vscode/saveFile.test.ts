import assert from 'node:assert/strict';
import {
  chmodSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ImageDocument } from '../../src/editor/imageDocument.ts';
import { saveImage, saveReport } from '../../src/editor/saveFile.ts';
import type { Session } from '../../src/session/model.ts';
import { liveUri, withFolder } from './support.ts';

/** A document whose report is this text. */
function documentOf(uri: vscode.Uri, report = '{"report": 1}'): ImageDocument {
  async function* chunks() {
    yield Buffer.from(report);
  }
  const session = { export: chunks } as unknown as Session;
  return {
    uri,
    session: async () => session,
    hold: (work: (session: Session) => Promise<unknown>) => work(session),
  } as unknown as ImageDocument;
}

/** Saves while the dialog answers with this file. */
async function choosing(target: vscode.Uri, save: () => Promise<void>): Promise<void> {
  const { window } = vscode;
  const { showSaveDialog } = window;
  Object.assign(window, { showSaveDialog: async () => target });
  try {
    await save();
  } finally {
    Object.assign(window, { showSaveDialog });
  }
}

suite('saving', () => {
  test('a report takes the place of what was there, whole', () =>
    withFolder(async (folder) => {
      const at = (name: string) => path.join(folder, name);
      writeFileSync(at('image.so'), 'image');
      writeFileSync(at('old.json'), 'old');
      symlinkSync('old.json', at('link.json'));
      chmodSync(at('old.json'), 0o604);
      const document = documentOf(vscode.Uri.file(at('image.so')));
      await choosing(vscode.Uri.file(at('link.json')), () => saveReport(document));
      assert.ok(lstatSync(at('link.json')).isFile());
      assert.equal(readFileSync(at('old.json'), 'utf8'), 'old', 'what a link led to stays');
      await choosing(vscode.Uri.file(at('old.json')), () => saveReport(document));
      assert.equal(readFileSync(at('old.json'), 'utf8'), '{"report": 1}');
      assert.equal(statSync(at('old.json')).mode & 0o777, 0o604);
      assert.deepEqual(readdirSync(folder).toSorted(), ['image.so', 'link.json', 'old.json']);
    }));

  test('neither a report nor a copy is written over the image, under none of its names', () =>
    withFolder(async (folder) => {
      const at = (name: string) => path.join(folder, name);
      writeFileSync(at('image.so'), 'image');
      linkSync(at('image.so'), at('hard.so'));
      symlinkSync('image.so', at('soft.so'));
      const document = documentOf(vscode.Uri.file(at('image.so')));
      for (const name of ['image.so', 'hard.so', 'soft.so']) {
        for (const save of [saveReport, saveImage]) {
          const saving = choosing(vscode.Uri.file(at(name)), () => save(document));
          await assert.rejects(saving, /would overwrite .*being read/, `${save.name} ${name}`);
        }
      }
      assert.equal(readFileSync(at('image.so'), 'utf8'), 'image');
      assert.deepEqual(readdirSync(folder).toSorted(), ['hard.so', 'image.so', 'soft.so']);
    }));

  test('a copy of a file has its bytes and its permissions; one of the live image its bytes', () =>
    withFolder(async (folder) => {
      const at = (name: string) => path.join(folder, name);
      const bytes = Buffer.alloc(3_000_000, 'image');
      writeFileSync(at('image.so'), bytes);
      chmodSync(at('image.so'), 0o755);
      const copy = vscode.Uri.file(at('copy.so'));
      await choosing(copy, () => saveImage(documentOf(vscode.Uri.file(at('image.so')))));
      assert.ok(readFileSync(at('copy.so')).equals(bytes));
      assert.equal(statSync(at('copy.so')).mode & 0o111, 0o111 & ~process.umask());
      const live = await liveUri();
      await choosing(copy, () => saveImage(documentOf(live)));
      assert.ok(readFileSync(at('copy.so')).equals(await vscode.workspace.fs.readFile(live)));
    }));

  test('a failure is a sentence and leaves nothing behind', () =>
    withFolder(async (folder) => {
      const target = vscode.Uri.file(path.join(folder, 'missing', 'report.json'));
      const document = documentOf(vscode.Uri.file(path.join(folder, 'gone.so')));
      const saving = choosing(target, () => saveReport(document));
      await assert.rejects(
        saving,
        /^WriteError: The report could not be written to .*report\.json \(ENOENT\)\.$/,
      );
      await assert.rejects(
        choosing(target, () => saveImage(document)),
        /gone\.so does not exist/,
      );
      assert.deepEqual(readdirSync(folder), []);
    }));
});
