// The numbers of the ELF format stand in src/elf/format alone: a constant that a room declares again can come to differ.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const files = ['src', 'webview']
  .flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(room, file),
    ),
  )
  .filter((file) => file.endsWith('.ts') && path.dirname(file) !== path.join('src', 'elf', 'format'));

/** A number under a name of <elf.h>. */
const DECLARED = /\bconst ((?:EI|ELFOSABI|EM|EF|ET|PT|PF|SHN|SHT|SHF|DT|STB|STT|STV|NT|VER)_[A-Z0-9_]+) = /g;

test('no room but src/elf/format declares a number of the ELF format', () => {
  const declared = files.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(DECLARED)].map(([, name]) => `${file}: ${name}`),
  );
  assert.deepEqual(declared, []);
  assert.ok(files.length > 300, `${files.length} files were looked at`);
});
