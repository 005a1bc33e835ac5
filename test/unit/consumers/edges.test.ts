/** The first and the last of what a search looks at, and the data that catalogues are made of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keys } from '../../../src/consumers/architectures.ts';
import { kernelExports } from '../../../src/consumers/catalog/kernelExports.ts';
import { otherMakers } from '../../../src/consumers/catalog/otherExports.ts';
import type { ConsumerFinding } from '../../../src/consumers/model.ts';
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import { damage, vdsoImage } from '../../support/elf/index.ts';
import { imageOf } from '../elf/support.ts';

async function on(bytes: Uint8Array, id: string): Promise<ConsumerFinding> {
  const [finding] = evaluate(await imageOf(bytes), { role: 'vdso' }, [{ id }]);
  return finding ?? assert.fail(id);
}

test('who looks at every symbol begins with the first, which is the one for no symbol', async () => {
  const built = vdsoImage({ arch: 'amd64' });
  const { offset } = built.layout.range('dynsym');
  const own = built.layout.field('dynsym[__vdso_clock_gettime].st_name').offset;
  const moved = damage(built, 'dynsym[__vdso_clock_gettime].st_name', 0).bytes.slice();
  moved.copyWithin(offset, own, own + 24);
  moved.set(built.bytes.subarray(own, own + 4), offset);
  // Its version index, beside those of the others.
  const versym = built.layout.range('versym').offset;
  const index = (own - offset) / 24;
  moved.copyWithin(versym, versym + 2 * index, versym + 2 * index + 2);
  for (const id of ['musl', 'criu', 'go']) {
    const { keys: found } = await on(moved, id);
    const key = found.find(({ symbol }) => symbol === '__vdso_clock_gettime');
    // Chains never lead to symbol 0: it ends them.
    assert.equal(key?.symbolIndex, id === 'musl' ? 0 : undefined, id);
  }
});

test('headers that end with the image are all in it', async () => {
  const { bytes, layout } = vdsoImage({ arch: 'amd64' });
  // e_phoff and e_shoff of ELF64.
  for (const [table, field, ids] of [
    ['phdr', 32, ['cilium-ebpf', 'go', 'glibc']],
    ['shdr', 40, ['cilium-ebpf', 'shadow', 'reverie', 'linux-raw-vdso', 'gramine']],
  ] as const) {
    const { offset, size } = layout.range(table);
    // Up to the last byte of a page: what is mapped ends there.
    const longer = new Uint8Array(Math.ceil((bytes.length + size) / 4096) * 4096);
    longer.set(bytes);
    longer.copyWithin(longer.length - size, offset, offset + size);
    new DataView(longer.buffer).setBigUint64(field, BigInt(longer.length - size), true);
    for (const id of ids) {
      const outcomes = async (image: Uint8Array) => (await on(image, id)).keys.map(({ outcome }) => outcome);
      assert.deepEqual(await outcomes(longer), await outcomes(bytes), `${table} ${id}`);
      assert.ok((await outcomes(bytes)).includes('found'), id);
    }
  }
});

test('what follows without a key is told of its call and of its variable', () => {
  const [first, second] = keys(
    { a_variable: '__vdso_time __kernel_clock_gettime64' },
    (call, variable) => `${call} of ${variable}`,
  );
  assert.deepEqual(
    [first?.fallback, second?.fallback, first?.variable, second?.symbol],
    ['time of a_variable', 'clock_gettime of a_variable', 'a_variable', '__kernel_clock_gettime64'],
  );
});

test('other makers export names in the nodes that Linux has on the architecture', () => {
  for (const [maker, { exports } = { exports: {} }] of Object.entries(otherMakers)) {
    for (const [arch, nodes] of Object.entries(exports)) {
      const known = new Set(kernelExports[arch]?.map(({ node }) => node));
      for (const [node, names] of Object.entries(nodes)) {
        assert.ok(known.has(node), `${maker} ${arch} ${node}`);
        assert.match(names, /^\w+( \w+)*$/);
      }
    }
  }
});

test('a hidden bit is masked off where it is set, and no step says so elsewhere', async () => {
  const built = vdsoImage({ arch: 'amd64' });
  const steps = async (bytes: Uint8Array, id: string) =>
    (await on(bytes, id)).keys.flatMap((key) =>
      key.steps.filter(({ code }) => code === 'hidden-bit-masked').map(() => key.symbol),
    );
  const { offset } = built.layout.range('dynsym');
  const index = (built.layout.field('dynsym[__vdso_clock_gettime].st_name').offset - offset) / 24;
  const bytes = built.bytes.slice();
  bytes[built.layout.range('versym').offset + 2 * index + 1] = 0x80;
  for (const id of ['go', 'musl']) {
    assert.deepEqual(await steps(built.bytes, id), [], id);
    assert.deepEqual(await steps(bytes, id), ['__vdso_clock_gettime'], id);
  }
});
