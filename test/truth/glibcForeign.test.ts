/**
 * glibc of other machines: static programs by Debian's cross compilers, under QEMU with its own vDSO images, whole and
 * altered. What their variables hold is what the catalogue says. Not in the sample.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { compareHeld, type Libc, withLibcProgram } from '../oracle/libcVariables.ts';
import { heldBy } from '../oracle/qemu/run.ts';
import { qemuSkip, variants, withQemu } from '../oracle/qemu/vdsoInside.ts';
import { keepRows } from './support/tally.ts';
import { lacking, type Target, targets } from './support/targets.ts';

const run = promisify(execFile);

/** Those whose QEMU maps a vDSO: MIPS's does not. */
const withVdso = targets.filter(({ qemu }) => qemu !== undefined && qemu !== 'mips');

for (const target of process.env['TRUTH'] === 'all' ? withVdso : []) {
  const { name, qemu = name } = target;

  test(`glibc of ${name}: a static program holds what the catalogue says`, {
    skip: lacking(target) ?? qemuSkip([qemu]),
  }, async () => {
    const libc = libcOf(target);
    const row = { consumer: 'glibc', arch: name, program: name, names: 0, images: 0, answers: 0 };
    let release = '';
    await withLibcProgram(libc, async (program) => {
      for (const variant of variants) {
        await withQemu(qemu, variant, async (altered) => {
          const held = await heldBy(altered.program, [program.file, ...program.addresses]);
          const finding = await compareHeld(libc, altered.image, held, program.names, variant);
          assert.equal(finding.release, await libc.release(), 'the catalogue has no entry for the release');
          release = finding.release;
          row.names = program.names.length;
          row.images += 1;
          row.answers += program.names.length;
        });
      }
    });
    await keepRows([{ ...row, release, upstream: release }]);
  });
}

function libcOf({ name, cc }: Target): Libc {
  return {
    id: 'glibc',
    arch: name,
    compiler: cc,
    nm: cc.replace(/gcc$/, 'nm'),
    variable: /^_dl_vdso_/,
    release: () => releaseOf(cc),
    keyOf: (variable) => `GLRO(${variable.slice(1)})`,
  };
}

/** As the compiler's features.h has it. */
async function releaseOf(cc: string): Promise<string> {
  const { stdout } = await run(cc, ['-dM', '-E', '-include', 'features.h', '-x', 'c', '/dev/null']);
  const part = (macro: string): string => new RegExp(`#define ${macro} (\\d+)`).exec(stdout)?.[1] ?? '';
  return `${part('__GLIBC__')}.${part('__GLIBC_MINOR__')}`;
}
