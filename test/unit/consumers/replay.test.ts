/** What a replay keeps of its steps, and where it is given up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { MappedImage } from '../../../src/consumers/lookup/mappedImage.ts';
import { Replay } from '../../../src/consumers/lookup/replay.ts';
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import { fieldValue, vdsoImage } from '../../support/elf/index.ts';
import { elfImage, goOn } from './support.ts';

async function replay(): Promise<Replay> {
  return new Replay(new MappedImage(await elfImage(vdsoImage({ arch: 'amd64' })), undefined));
}

for (const count of [0, 1, 300, 301, 400, 401, 450, 777]) {
  test(`${count} steps: the first 300 and the last 100 are kept, in their order`, async () => {
    const recorder = await replay();
    const { steps } = recorder.record(() => {
      for (let at = 0; at < count; at++)
        recorder.info('symbol-empty-info', { symbol: at }, recorder.memory.base + BigInt(at), 1);
    });
    const kept = steps.filter(({ code }) => code === 'symbol-empty-info');
    const expected = Array.from({ length: count }, (_, at) => at).filter(
      (at) => at < 300 || at >= count - 100,
    );
    assert.deepEqual(
      kept.map(({ args }) => 'symbol' in args && args.symbol),
      expected,
    );
    assert.deepEqual(
      kept.map(({ offset }) => offset),
      expected,
    );
    const gaps = steps.filter(({ code }) => code === 'steps-omitted');
    assert.deepEqual(
      gaps.map(({ args }) => 'count' in args && args.count),
      count > 400 ? [count - 400] : [],
    );
    if (gaps.length > 0) assert.equal(steps[300]?.code, 'steps-omitted');
  });
}

test('a part without end is given up as unknown after half of the work, and all parts after all of it', async () => {
  const recorder = await replay();
  const forever = () => {
    for (;;) recorder.u8(recorder.memory.base, 'e_ident');
  };
  const limit = (1 << 15) + recorder.memory.length;
  const spent: number[] = [];
  for (let part = 0; part < 4; part++) {
    const { stop } = recorder.record(forever);
    assert.equal(stop?.outcome, 'unknown');
    assert.equal(stop.reason.code, 'too-long');
    spent.push(recorder.memory.spent);
  }
  assert.deepEqual(spent, [limit / 2 + 1, limit + 1, limit + 2, limit + 3]);
});

test('addresses that wrap are those of the image', async () => {
  const image = await elfImage(vdsoImage({ arch: 'amd64' }));
  const memory = new MappedImage(image, 0xfffffffffffff000n);
  assert.equal(memory.offsetOf(0xfffffffffffff010n), 0x10);
  assert.equal(memory.offsetOf((1n << 64n) + 0xfffffffffffff010n), 0x10);
  assert.equal(memory.offsetOf(0xfffffffffffff010n - (1n << 64n)), 0x10);
  assert.equal(memory.offsetOf(0x10n), undefined);
  assert.equal(memory.offsetOf(0xffffffffffffefffn), undefined);
});

test('the step of a soname leads to its bytes, with the NUL that ends it', async () => {
  const image = vdsoImage({ arch: 'amd64' });
  const elf = await elfImage(image);
  let seen = 0;
  for (const finding of evaluate(
    elf,
    { role: 'vdso' },
    catalog.map(({ id }) => ({ id })),
  )) {
    const parts = [finding, ...finding.keys, ...(finding.version === undefined ? [] : [finding.version])];
    for (const { code, offset = 0, length = 0 } of parts.flatMap(({ steps }) => steps)) {
      if (code !== 'soname') continue;
      seen++;
      assert.equal(
        Buffer.from(image.bytes.subarray(offset, offset + length)).toString(),
        'linux-vdso.so.1\0',
      );
    }
  }
  assert.ok(seen > 0);
});

test('the step of PT_LOAD has the numbers of its header, and what they make of the image’s base', async () => {
  for (const [linkedAt, base, bias] of [
    [0n, 0x7fff_1000_0000n, 0n],
    [0xffff_ffff_ff70_0000n, 0x7fff_1000_0000n, 0x90_0000n],
    [0xffff_ffff_ff70_0000n, undefined, 0x90_0000n],
  ] as const) {
    const image = vdsoImage({ arch: 'amd64', override: { base: linkedAt } });
    const { steps } = await goOn(image, undefined, base);
    const load = steps.find(({ code }) => code === 'load-segment');
    const [offset, vaddr] = ['p_offset', 'p_vaddr'].map((field) => fieldValue(image, `phdr[0].${field}`));
    if (load === undefined) throw new Error('no PT_LOAD');
    const args: Readonly<Record<string, unknown>> = { ...load.args };
    assert.deepEqual(
      ['offset', 'vaddr', 'bias'].map((name) => String(args[name])),
      [offset, vaddr, bias].map(String),
    );
    assert.deepEqual([load.offset, load.length], [image.layout.field('phdr[0].p_type').offset, 56]);
  }
});
