/** How containers are told: by bytes that their formats' own documents give, each of which counts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { containerFormat } from '../../../../src/sources/containers/formats.ts';
import { imagesIn } from '../../../../src/sources/containers/imagesIn.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { kernelOf } from '../../../support/containers/kernels.ts';
import { vdsoImage } from '../../../support/elf/vdso.ts';

const text = (letters: string): readonly number[] => [...letters].map((each) => each.charCodeAt(0));

/** What a file begins with from some byte on, the others zeros. */
const magics: readonly (readonly [what: string, kind: string, at: number, bytes: readonly number[]])[] = [
  ['bzImage (boot.rst)', 'kernel', 0x202, text('HdrS')],
  ['Image of arm64 (booting.rst)', 'kernel', 0x38, text('ARMd')],
  ['Image of RISC-V (boot-image-header.rst)', 'kernel', 0x38, text('RSC\x05')],
  ['program for EFI (linux/pe.h)', 'kernel', 0x38, [0xcd, 0x23, 0x82, 0x81]],
  ['zImage', 'kernel', 0x24, [0x18, 0x28, 0x6f, 0x01]],
  ['zImage, big-endian', 'kernel', 0x24, [0x01, 0x6f, 0x28, 0x18]],
  ['uImage', 'kernel', 0, [0x27, 0x05, 0x19, 0x56]],
  ['boot image of Android', 'kernel', 0, text('ANDROID!')],
  ['ar', 'archive', 0, text('!<arch>\n')],
  ['thin ar', 'archive', 0, text('!<thin>\n')],
  ['rpm', 'archive', 0, [0xed, 0xab, 0xee, 0xdb]],
  ['cpio, new', 'archive', 0, text('070701')],
  ['cpio, new with sums', 'archive', 0, text('070702')],
  ['cpio, old', 'archive', 0, text('070707')],
];

function begins(at: number, bytes: readonly number[]): Uint8Array {
  const head = new Uint8Array(4096);
  head.set(bytes, at);
  return head;
}

describe('by its first bytes', () => {
  for (const [what, kind, at, bytes] of magics)
    test(what, () => {
      assert.equal(containerFormat(begins(at, bytes), '')?.kind, kind);
      for (const which of bytes.keys()) {
        const other = bytes.map((byte, each) => (each === which ? byte ^ 0x80 : byte));
        assert.equal(containerFormat(begins(at, other), ''), undefined, `byte ${which}`);
      }
    });

  test('EFI zboot, by both of its marks', () => {
    const whole = begins(0, [...text('MZ'), 0, 0, ...text('zimg')]);
    assert.equal(containerFormat(whole, '')?.kind, 'kernel');
    assert.equal(containerFormat(begins(0, text('MZ')), ''), undefined);
    assert.equal(containerFormat(begins(4, text('zimg')), ''), undefined);
  });

  test('of s390, by its program status word and the card behind it', () => {
    const whole = begins(0, [0, 8, 0, 0, 0x80]).fill(0x40, 0x20, 0x40);
    assert.equal(containerFormat(whole, '')?.kind, 'kernel');
    for (const at of [1, 4, 0x20, 0x3f]) {
      const other = whole.slice();
      other[at] = 1;
      assert.equal(containerFormat(other, ''), undefined, `byte ${at}`);
    }
    assert.equal(containerFormat(whole.subarray(0, 0x3f), ''), undefined);
  });
});

test('an image without section headers reaches as far as what is loaded of it', async () => {
  const whole = vdsoImage({ arch: 'amd64', override: { sectionHeaders: false } });
  const { bytes } = kernelOf([whole.bytes]);
  const sizes: number[] = [];
  for await (const found of imagesIn(memorySource(bytes), 'vmlinux'))
    if (found.kind === 'image') sizes.push(found.image.size);
  assert.deepEqual(sizes, [whole.bytes.length]);
});
