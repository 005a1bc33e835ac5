/** Our layouts of ELF structures against those of the C library's <elf.h>, field by field. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import * as layouts from '../../src/elf/format/layouts.ts';
import { tool } from '../support/tool.ts';

const run = promisify(execFile);
const gcc = tool('GCC');

/** <elf.h>'s names of the structures, behind Elf32_ and Elf64_. */
const structures = {
  Ehdr: layouts.EHDR,
  Phdr: layouts.PHDR,
  Shdr: layouts.SHDR,
  Sym: layouts.SYM,
  Dyn: layouts.DYN,
  Verdef: layouts.VERDEF,
  Verdaux: layouts.VERDAUX,
  Verneed: layouts.VERNEED,
  Vernaux: layouts.VERNAUX,
} as const satisfies Record<string, layouts.Structure<string>>;

/** e_ident is an array there, whose indices are not those of fields. */
const memberOf = (field: string) => (field === 'd_val' ? 'd_un.d_val' : field);
const isMember = (field: string) => !field.startsWith('ei_');

test('layouts are those of <elf.h>', { skip: gcc.skip }, async () => {
  const expected: string[] = [];
  const lines: string[] = [];
  for (const [name, structure] of Object.entries(structures)) {
    for (const elfClass of [32, 64] as const) {
      const type = `Elf${elfClass}_${name}`;
      expected.push(`${type} ${structure.size[elfClass]}`);
      lines.push(`printf("${type} %zu\\n", sizeof(${type}));`);
      for (const [field, { offset, length }] of Object.entries(structure[elfClass]).filter(([each]) =>
        isMember(each),
      )) {
        const member = memberOf(field);
        expected.push(`${type}.${field} ${offset} ${length}`);
        lines.push(
          `printf("${type}.${field} %zu %zu\\n", offsetof(${type}, ${member}), sizeof(((${type} *)0)->${member}));`,
        );
      }
    }
  }
  assert.ok(expected.length > 100);
  assert.deepEqual(await printedBy(lines), expected);
});

async function printedBy(lines: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-layouts-'));
  try {
    const program = path.join(folder, 'program');
    const includes = '#include <elf.h>\n#include <stddef.h>\n#include <stdio.h>\n';
    await writeFile(`${program}.c`, `${includes}int main(void) {\n${lines.join('\n')}\n}\n`);
    await run(gcc.path, ['-o', program, `${program}.c`]);
    return (await run(program)).stdout.trimEnd().split('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
