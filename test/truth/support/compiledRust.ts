/** A shim in Rust: the places of upstream's files are put into it, and it is linked to the same main.c as the others. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @param own the machine whose images are searched: e_machine */
export async function compileRust(
  shim: string,
  sources: string,
  main: string,
  made: string,
  [machine = '']: readonly string[],
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-rust-'));
  try {
    const names = await readdir(sources, { recursive: true });
    const file = (end: string): string => path.join(sources, names.find((name) => name.endsWith(end)) ?? end);
    const elf = await readFile(file('src/elf.rs'), 'utf8');
    const auxv = await readFile(file('param/auxv.rs'), 'utf8');
    const check = /^unsafe fn check_elf_base[\s\S]*?^}$/m.exec(auxv)?.[0];
    if (check === undefined) throw new Error('param/auxv.rs has no check_elf_base');
    const parts = {
      // Of the machine that is asked for: the number alone differs between them.
      ELF_RS: elf.replace(/(EM_CURRENT: u16 = )62;/, `$1${machine};`),
      CHECK_RS: check,
    };
    let text = await readFile(shim, 'utf8');
    for (const [name, contents] of Object.entries(parts)) {
      await writeFile(path.join(folder, name), contents);
      text = text.replace(`"${name}"`, JSON.stringify(path.join(folder, name)));
    }
    text = text.replace('"UTILS_RS"', JSON.stringify(file('src/utils.rs')));
    text = text.replace('"VDSO_RS"', JSON.stringify(file('linux_raw/vdso.rs')));
    const program = path.join(folder, 'shim.rs');
    const library = path.join(folder, 'libshim.a');
    await writeFile(program, text);
    const options = [
      '--edition',
      '2021',
      '--crate-type',
      'staticlib',
      '-C',
      'panic=abort',
      '-C',
      'overflow-checks=off',
      '-O',
    ];
    await run('nice', ['-n', '5', 'rustc', ...options, '-o', library, program]);
    await run('gcc', ['-o', made, main, library, '-lpthread', '-ldl', '-lm']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
