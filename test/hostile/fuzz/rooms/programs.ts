/** src/consumers/goBinary: Go programs, damaged where it is felt, and what they find. */
import assert from 'node:assert/strict';
import { readGoProgram } from '../../../../src/consumers/goProgram/goProgram.ts';
import {
  programFinding,
  type Searched,
  withHeldValues,
} from '../../../../src/consumers/goProgram/programFinding.ts';
import { LibcTexts } from '../../../../src/consumers/libcTexts.ts';
import { readElf } from '../../../../src/elf/readElf.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { vdsoArchs, vdsoImage } from '../../../support/elf/index.ts';
import { hostileSource } from '../../hostileSource.ts';
import type { Random } from '../../random.ts';
import { assertFinding } from '../findings.ts';
import { imageInput } from '../imageInput.ts';
import { readImage } from '../images.ts';
import { mutateText } from '../mutateText.ts';
import type { Room } from '../room.ts';

const MOST_KEYS = 64;

export const programs: Room = {
  name: 'programs',
  weight: 40,
  limitSeconds: 120,
  input: imageInput((corpus, random) => (random.chance(3) ? corpus.small : corpus.programs)),
  async run({ from, bytes }, random) {
    checkLibcTexts(bytes, random);
    const piecemeal = random.chance(4);
    const source = piecemeal ? hostileSource(bytes, random) : memorySource(bytes);
    const result = await readElf(source, { symtab: random.chance(2) });
    if (result.kind !== 'elf') return ['not ELF'];
    const program = await readGoProgram(result.image, source).catch((error: unknown) => {
      // Nothing but the source's own error, which hostileSource.ts makes.
      if (piecemeal && error instanceof Error && error.message === 'the disk says no') return undefined;
      throw error;
    });
    if (program === undefined) return ['no Go program'];
    assert.ok((program.table?.keys.length ?? 0) <= MOST_KEYS, 'a table, not a book');
    const finding = programFinding(program, await someSearched(from, random));
    assertFinding(finding);
    if (program.table !== undefined) {
      const words = program.table.keys.map(() =>
        random.chance(4) ? undefined : random.pick([0n, 2n ** 64n - 1n, 0x7fff_0000n]),
      );
      assertFinding(withHeldValues(finding, program, random.pick([0n, 2n ** 63n, 2n ** 64n - 1n]), words));
    }
    return [`${program.table?.foundBy ?? 'no table'}`, finding.outcome];
  },
};

/** A libc's texts are the same wherever a file's pieces end. */
function checkLibcTexts(bytes: Uint8Array, random: Random): void {
  const text = random.pick([
    'GNU C Library (x) stable release version 2.36.\n',
    'GNU C Library (x) development release version 2.42.9000.\n',
    '\0musl libc (x)\0\x001.2.3\0',
    '\0glibc.malloc.check\0',
    '',
  ]);
  const file = Buffer.concat([
    bytes.subarray(0, 2000),
    Buffer.from(mutateText(text, random), 'latin1'),
    bytes.subarray(2000, 4000),
  ]);
  const whole = new LibcTexts();
  whole.add(file);
  const pieces = new LibcTexts();
  for (let at = 0; at < file.length; ) {
    const length = 1 + random.below(random.pick([100, 3000]));
    pieces.add(file.subarray(at, at + length));
    at += length;
  }
  assert.deepEqual(pieces.linkedIn, whole.linkedIn);
}

/** Mostly of the program's own architecture, which its seed's name says. */
async function someSearched(from: string, random: Random): Promise<Searched> {
  if (random.chance(4))
    return { kind: 'none', failure: { name: 'SourceError', code: 'notLinux', args: { platform: 'darwin' } } };
  const own = vdsoArchs.find((arch) => from.split(' ').includes(arch));
  const arch = own === undefined || random.chance(4) ? random.pick(vdsoArchs) : own;
  const image = await readImage(vdsoImage({ arch }).bytes, false);
  assert.ok(image !== undefined);
  return random.chance(2)
    ? { kind: 'live', image, process: { pid: 7, own: true } }
    : {
        kind: 'own',
        image,
        base: random.chance(4) ? undefined : random.pick([0n, 0x7fff_1234_5000n, 0xffff_ffff_ff70_0000n]),
      };
}
