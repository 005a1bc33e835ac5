/**
 * What glibc and musl hold after start-up, read by static programs out of themselves, against the replay: on the
 * live image, and on QEMU's own image, whole and altered.
 */
import { test } from 'node:test';
import { openLive } from '../../src/sources/liveImage.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import { notX64 } from '../support/machine.ts';
import { tool } from '../support/tool.ts';
import { glibcRelease, muslRelease } from './libcReleases.ts';
import { compareHeld, type Libc, withLibcProgram } from './libcVariables.ts';
import { heldBy } from './qemu/run.ts';
import { qemuSkip, variants, withQemu } from './qemu/vdsoInside.ts';

const gcc = tool('GCC');
const muslGcc = tool('musl-gcc');

const libcs: readonly (Libc & { readonly skip: string | false })[] = [
  {
    id: 'glibc',
    arch: 'x86_64',
    nm: 'nm',
    compiler: gcc.path,
    skip: gcc.skip,
    variable: /^_dl_vdso_/,
    release: glibcRelease,
    keyOf: (variable) => `GLRO(${variable.slice(1)})`,
  },
  {
    id: 'musl',
    arch: 'x86_64',
    nm: 'nm',
    compiler: muslGcc.path,
    skip: muslGcc.skip,
    variable: /^vdso_func/,
    release: muslRelease,
    // Two static variables of one name: what they hold is compared as a set.
    keyOf: () => undefined,
  },
];

for (const libc of libcs) {
  const skip = notX64 || libc.skip;

  test(`${libc.id} holds what we predict on the live image`, { skip }, async () => {
    const { source: bytes } = await openLive(nodeProcFs);
    const image = await bytes.read(0, bytes.size);
    await withLibcProgram(libc, async (program) => {
      const held = await heldBy(program.file, program.addresses);
      await compareHeld(libc, image, held, program.names, 'live');
    });
  });

  test(
    `${libc.id} holds what we predict on QEMU's image, whole and altered`,
    { skip: skip || qemuSkip(['x86_64']) },
    () =>
      withLibcProgram(libc, async (program) => {
        for (const variant of variants) {
          await withQemu('x86_64', variant, async (qemu) => {
            const held = await heldBy(qemu.program, [program.file, ...program.addresses]);
            await compareHeld(libc, qemu.image, held, program.names, variant);
          });
        }
      }),
  );
}
