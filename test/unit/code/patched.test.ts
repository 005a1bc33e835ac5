/** .altinstructions, and the kernel's pages beside an image. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { alteredPlaces } from '../../../src/code/altered.ts';
import { pageAt, pagesOf } from '../../../src/code/pages.ts';
import { codeBytes, codeImage, codeOfBytes, FUNCTION_SIZE } from '../../support/code/codeImage.ts';
import { type VdsoArch, vdsoImage } from '../../support/elf/index.ts';

/** Entries of x86 since 6.3: site, replacement, feature, lengths; all offsets from their own field. */
function entries(text: number, lengths: readonly [number, number] = [5, 5]): Uint8Array {
  const bytes = new Uint8Array(28);
  const view = new DataView(bytes.buffer);
  for (const [at, replacement] of [FUNCTION_SIZE, FUNCTION_SIZE + 8].entries()) {
    const start = at * 14;
    view.setInt32(start, text - start, true);
    view.setInt32(start + 4, text + replacement - start - 4, true);
    view.setUint32(start + 8, at === 0 ? 0x72 : 0x3b, true);
    view.setUint8(start + 12, lengths[0]);
    view.setUint8(start + 13, at === 0 ? lengths[1] : 3);
  }
  return bytes;
}

/** One site in the first function; its two replacements lie where the second has its code. */
async function patched(now: string, lengths?: readonly [number, number]) {
  const names = ['__vdso_time', '__vdso_getcpu'];
  const plain = vdsoImage({ arch: 'amd64', exports: names });
  const text = plain.layout.range('text').offset;
  const extraSections = [{ name: '.altinstructions', contents: entries(text, lengths) }];
  const image = vdsoImage({ arch: 'amd64', exports: names, override: { extraSections } });
  assert.equal(image.layout.range('text').offset, text, 'the section changes no place of code');
  const bytes = image.bytes.slice();
  bytes.set(codeBytes(`${now} c3`), text);
  bytes.set(codeBytes('0f ae e8 0f 31'), text + FUNCTION_SIZE); // lfence; rdtsc
  bytes.set(codeBytes('0f 01 f9'), text + FUNCTION_SIZE + 8); // rdtscp
  return (await codeOfBytes(bytes)).patched;
}

describe('patched sites', () => {
  test('of a file have what the kernel was built with, and what may stand there', async () => {
    const [site, ...others] = await patched('0f 31 90 90 90');
    assert.deepEqual(others, []);
    assert.deepEqual(
      site?.now.instructions.map(({ mnemonic }) => mnemonic),
      ['rdtsc', 'nop', 'nop', 'nop'],
    );
    assert.deepEqual(
      site?.alternatives.map(({ feature, instructions }) => [
        feature,
        ...instructions.map(({ mnemonic }) => mnemonic),
      ]),
      [
        [0x72, 'lfence', 'rdtsc'],
        [0x3b, 'rdtscp'],
      ],
    );
    assert.equal(site?.chosen, undefined);
  });

  test('of a live image tell which one the machine took', async () => {
    assert.equal((await patched('0f 01 f9 90 90'))[0]?.chosen, 1);
    assert.equal((await patched('0f ae e8 0f 31'))[0]?.chosen, 0);
  });

  test('that no layout explains are none', async () => {
    assert.deepEqual(await patched('0f 31 90 90 90', [0, 0]), []);
    assert.deepEqual((await codeOfBytes(codeImage('amd64', { __vdso_time: 'c3' }).bytes)).patched, []);
  });
});

/**
 * Of an image of two functions with a table of its machine's, which lies at address 0; the second function begins with
 * what may stand in the first.
 */
async function withTable(
  arch: VdsoArch,
  section: string,
  table: (text: number) => Uint8Array,
  now: string,
  replacement: string,
) {
  const build = (text: number) =>
    vdsoImage({
      arch,
      exports: ['first', 'second'],
      override: { extraSections: [{ name: section, contents: table(text) }] },
    });
  const text = build(0).layout.range('text').offset;
  const bytes = build(text).bytes.slice();
  bytes.set(codeBytes(now), text);
  bytes.set(codeBytes(replacement), text + FUNCTION_SIZE);
  return (await codeOfBytes(bytes)).patched;
}

describe('patched sites of PowerPC', () => {
  // andi. r0, r3, 0; ori 0, 0, 0; blr
  const [now, nops] = ['00 00 60 70 00 00 00 60 20 00 80 4e', '00 00 00 60 00 00 00 60'];

  const feature = (alternative: readonly [number, number]) => (text: number) => {
    const bytes = new Uint8Array(48);
    const view = new DataView(bytes.buffer);
    const fields = [1n << 40n, 0n, ...[0, 8, ...alternative].map((each) => BigInt(text + each))];
    for (const [index, value] of fields.entries()) view.setBigInt64(index * 8, value, true);
    return bytes;
  };
  const sites = (alternative: readonly [number, number], code: string) =>
    withTable('ppc64le', '__ftr_fixup', feature(alternative), code, nops);

  test('become no-operations where nothing stands for them', async () => {
    const [site, ...others] = await sites([FUNCTION_SIZE, FUNCTION_SIZE], now);
    assert.deepEqual(others, []);
    assert.deepEqual([site?.length, site?.alternatives[0]?.feature, site?.chosen], [8, 40, undefined]);
    assert.deepEqual(
      site?.alternatives[0]?.instructions.map(({ mnemonic }) => mnemonic),
      ['nop', 'nop'],
    );
    assert.equal((await sites([FUNCTION_SIZE, FUNCTION_SIZE], nops))[0]?.chosen, 0);
  });

  test('are filled up behind a shorter alternative', async () => {
    const [site] = await sites([FUNCTION_SIZE, FUNCTION_SIZE + 4], nops);
    assert.equal(site?.alternatives[0]?.bytes.length, 8);
    assert.equal(site?.chosen, 0);
  });

  test('of barriers become lwsync', async () => {
    const table = (text: number): Uint8Array => {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setBigInt64(0, BigInt(text), true);
      return bytes;
    };
    const of = (code: string) => withTable('ppc64le', '__lwsync_fixup', table, code, nops);
    const [site] = await of('ac 04 00 7c 20 00 80 4e');
    assert.deepEqual(
      [site?.length, site?.alternatives[0]?.instructions[0]?.mnemonic, site?.chosen],
      [4, 'lwsync', undefined],
    );
    assert.equal((await of('ac 04 20 7c 20 00 80 4e'))[0]?.chosen, 0);
  });

  test('are none where an alternative is longer than its site', async () =>
    assert.deepEqual(await sites([FUNCTION_SIZE, FUNCTION_SIZE + 12], now), []));
});

test('patched sites of RISC-V', async () => {
  const table = (text: number): Uint8Array => {
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    view.setInt32(0, text, true);
    view.setInt32(4, text + FUNCTION_SIZE - 4, true);
    view.setUint16(8, 0x5b7, true);
    view.setUint16(10, 4, true);
    view.setUint32(12, 25, true);
    return bytes;
  };
  const [site, ...others] = await withTable(
    'riscv64',
    '.alternative',
    table,
    '13 00 00 00 67 80 00 00',
    '0f 00 f0 0f',
  );
  assert.deepEqual(others, []);
  assert.deepEqual([site?.length, site?.alternatives[0]?.feature, site?.chosen], [4, 25, undefined]);
  assert.equal(site?.alternatives[0]?.instructions[0]?.mnemonic, 'fence');
});

describe('pages beside an image', () => {
  const names = (...args: Parameters<typeof pagesOf>) =>
    pagesOf(...args).map(({ distance, name }) => [distance, name]);

  test('of x86 up to 6.12 and since 6.15', () => {
    assert.deepEqual(names('x86', 64, [-0x3f80n, -0x3000n, -0x1ff8n], 0n), [
      [-0x4000n, 'time'],
      [-0x3000n, 'pvclock'],
      [-0x2000n, 'hyperv-clock'],
    ]);
    assert.deepEqual(names('x86', 64, [-0x6000n, -0x4fd8n, -0x2000n, -8n], 0n), [
      [-0x6000n, 'time'],
      [-0x5000n, 'time-namespace'],
      [-0x2000n, 'pvclock'],
      [-0x1000n, 'hyperv-clock'],
    ]);
  });

  test('of arm64 in pages of 4, 16 and 64 KiB', () => {
    for (const size of [0x1000n, 0x4000n, 0x10000n]) {
      assert.deepEqual(names('arm64', 64, [-2n * size, -size + 8n], 0n), [
        [-2n * size, 'time'],
        [-size, 'time-namespace'],
      ]);
      assert.deepEqual(names('arm64', 64, [-4n * size, -3n * size], 0n), [
        [-4n * size, 'time'],
        [-3n * size, 'time-namespace'],
      ]);
    }
  });

  test('of an image linked at the top, and of 32 bits', () => {
    const top = 0xffffffffff700000n;
    assert.deepEqual(names('x86', 64, [top - 0x4000n], top), [[-0x4000n, 'time']]);
    assert.deepEqual(names('x86', 32, [0xffffc084n], 0n), [[-0x4000n, 'time']]);
  });

  test('of unknown layouts have no name, and what lies behind or far away is none', () => {
    assert.deepEqual(names('mips', 64, [-0x1000n], 0n), [[-0x1000n, undefined]]);
    assert.deepEqual(names('x86', 64, [0x9000n, -0x7000_0000n], 0n), []);
    const pages = pagesOf('x86', 64, [-0x4000n], 0n);
    assert.equal(pageAt(pages, -0x3f80n, 64), 'time');
    assert.equal(pageAt(pages, 8n, 64), undefined);
  });
});

describe('code that no kernel has', () => {
  const altered = async (code: string) => {
    const { bytes } = codeImage('amd64', { __vdso_time: code, __vdso_getcpu: '31 c0 c3' });
    const { functions } = await codeOfBytes(bytes);
    return alteredPlaces(functions);
  };

  test('is a breakpoint on a way, and none behind its end', async () => {
    const [place, ...others] = await altered('31 c0 cc c3');
    assert.deepEqual(others, []);
    assert.equal(place?.kind, 'breakpoint');
    assert.match(place?.symbol ?? '', /time$/);
    assert.deepEqual(await altered('31 c0 c3 cc cc'), []);
  });

  test('is a jump out of the image in place of a function: movabs rax; jmp rax', async () => {
    const [place, ...others] = await altered('48 b8 00 10 00 f0 ff 7f 00 00 ff e0');
    assert.deepEqual(others, []);
    assert.deepEqual([place?.kind, place?.target], ['redirected', 0x7ffff0001000n]);
  });

  test('is not a jump to another function, nor a longer one that leads out of the image', async () => {
    assert.deepEqual(await altered('eb 3e'), []);
    assert.deepEqual(await altered(`${'90 '.repeat(8)}48 b8 00 10 00 f0 ff 7f 00 00 ff e0`), []);
  });
});
