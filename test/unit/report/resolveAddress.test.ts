import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chineseAddress } from '../../../src/report/chinese/address.ts';
import { parseAddress } from '../../../src/report/facts/parseAddress.ts';
import { placeInFile, resolveAddress } from '../../../src/report/facts/resolveAddress.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Subject } from '../../../src/report/subject.ts';
import { addressJson, addressView } from '../../../src/report/views/addressView.ts';
import { summarize } from '../../../src/report/views/summary.ts';
import type { ImageDescription } from '../../support/elf/description.ts';
import { buildImage, fullImage, vdsoImage } from '../../support/elf/index.ts';
import { reportOf } from './support.ts';

const description: ImageDescription = {
  class: 64,
  littleEndian: true,
  machine: 62,
  soname: 'linux-vdso.so.1',
  base: 0x10000n,
  hash: 'gnu',
  textSize: 0x400,
  symbols: [
    { name: 'outer', offset: 0x10, size: 0x80, type: 'FUNC', bind: 'GLOBAL' },
    { name: 'weak_twin', offset: 0x10, size: 0x80, type: 'FUNC', bind: 'WEAK' },
    { name: 'inner', offset: 0x40, size: 0x10, type: 'FUNC', bind: 'GLOBAL' },
    { name: 'label', offset: 0x100, size: 0, type: 'NOTYPE', bind: 'GLOBAL' },
    { name: 'NODE', value: 0n, size: 0, type: 'OBJECT', bind: 'GLOBAL', section: 'ABS' },
  ],
};

async function subjectOf(change: Partial<ImageDescription> = {}, base?: bigint): Promise<Subject> {
  const { bytes } = buildImage({ ...description, ...change });
  const live = {
    kind: 'process',
    pid: 7,
    mapping: [{ name: '[vvar]', start: 0x6fff_0000n, end: 0x7000_0000n, perms: 'r--p' }],
    elsewhere: [
      { name: '/lib/libc.so.6', start: 0x5000_0000n, end: 0x5001_0000n, perms: 'r-xp', offset: 0x2000n },
      { name: '', start: 0x5002_0000n, end: 0x5003_0000n, perms: 'rw-p' },
    ],
  } as const;
  const info = base === undefined ? {} : { ...live, base };
  return (await reportOf(bytes, { symtab: true, info })).subject;
}

function addressOf({ image }: Subject, name: string): bigint {
  for (let index = 1; index < image.symbols.length; index++) {
    if (image.symbols.name(index) === name) return image.symbols.value(index);
  }
  throw new Error(`no ${name}`);
}

/** "name+offset place" */
function answer(subject: Subject, address: bigint): string {
  const found = resolveAddress(subject, address);
  return found.kind === 'symbol' ? `${found.hit.name}+${found.hit.offset} ${found.hit.place}` : found.kind;
}

test('an address lies in the innermost symbol whose size covers it', async () => {
  const subject = await subjectOf();
  const outer = addressOf(subject, 'outer');
  assert.equal(answer(subject, outer), 'outer+0 inside');
  assert.equal(answer(subject, outer + 0x2fn), 'outer+47 inside');
  assert.equal(answer(subject, outer + 0x30n), 'inner+0 inside');
  assert.equal(answer(subject, outer + 0x40n), 'outer+64 inside', 'behind inner, still in outer');
  assert.equal(answer(subject, outer + 0x7fn), 'outer+127 inside');
  const found = resolveAddress(subject, outer);
  assert.deepEqual(found.kind === 'symbol' && found.hit.aliases, ['weak_twin']);
});

test('behind the end of all symbols it says so, and how far', async () => {
  const subject = await subjectOf();
  const outer = addressOf(subject, 'outer');
  assert.equal(answer(subject, outer + 0x80n), 'inner+80 beyond');
  assert.match(addressView(subject, outer + 0x80n).notes.join(' '), /no symbol covers it/);
  assert.equal(answer(subject, addressOf(subject, 'label') + 5n), 'label+5 unsized');
  assert.equal(answer(subject, outer - 1n), 'no-symbol', 'version nodes are no addresses');
  assert.equal(answer(subject, BigInt(subject.image.size)), 'outside');
  assert.equal(answer(subject, 2n ** 64n - 1n), 'outside');
});

test('of several at one address the nearest is one with a size, then the one that others know', async () => {
  for (const [names, wanted] of [
    // By their order in the table, size and binding.
    [
      [
        ['bare', 0, 'GLOBAL'],
        ['sized', 8, 'WEAK'],
      ],
      'sized+32 beyond',
    ],
    [
      [
        ['sized', 8, 'WEAK'],
        ['bare', 0, 'GLOBAL'],
      ],
      'sized+32 beyond',
    ],
    [
      [
        ['twin', 0, 'WEAK'],
        ['known', 0, 'GLOBAL'],
      ],
      'known+32 unsized',
    ],
    [
      [
        ['known', 0, 'GLOBAL'],
        ['twin', 0, 'WEAK'],
      ],
      'known+32 unsized',
    ],
    [
      [
        ['twin', 8, 'WEAK'],
        ['known', 8, 'GLOBAL'],
      ],
      'known+32 beyond',
    ],
  ] as const) {
    const symbols = names.map(
      ([name, size, bind]) => ({ name, offset: 0x200, size, type: 'FUNC', bind }) as const,
    );
    const subject = await subjectOf({ symbols, symtab: symbols, hash: 'none' });
    assert.equal(answer(subject, addressOf(subject, names[0][0]) + 32n), wanted);
  }
});

test('in a process an address is absolute or relative to the image, and the data pages are told', async () => {
  const base = 0x7000_0000n;
  const subject = await subjectOf({}, base);
  const outer = addressOf(subject, 'outer');
  const absolute = outer - 0x10000n + base;
  assert.equal(answer(subject, absolute + 4n), 'outer+4 inside');
  assert.equal(answer(subject, outer + 4n), 'outer+4 inside');
  const readings = [absolute, outer].map((address) => resolveAddress(subject, address));
  assert.deepEqual(
    readings.map((found) => found.kind === 'symbol' && [found.reading, found.vaddr]),
    [
      ['absolute', outer],
      ['image', outer],
    ],
  );
  assert.equal(addressView(subject, base - 8n).title, '[vvar]');
  assert.equal(answer(subject, base - 0x20000n), 'outside');
});

test('an image linked high wraps around', async () => {
  const base = 0x7000_0000n;
  const subject = await subjectOf({ base: 0xffff_ffff_ff70_0000n }, base);
  const outer = addressOf(subject, 'outer');
  assert.equal(
    answer(subject, BigInt.asUintN(64, outer - 0xffff_ffff_ff70_0000n) + base + 1n),
    'outer+1 inside',
  );
  assert.equal(answer(subject, outer + 1n), 'outer+1 inside');
});

test('bit 0 of a Thumb function is no part of its address', async () => {
  const subject = await subjectOf({
    class: 32,
    machine: 40,
    symbols: [
      { name: 'thumb', value: 0x10101n, size: 8, type: 'FUNC', bind: 'GLOBAL' },
      { name: '$t', value: 0x10104n, size: 0, type: 'NOTYPE', bind: 'GLOBAL' },
    ],
  });
  assert.equal(answer(subject, 0x10100n), 'thumb+0 inside');
  assert.equal(answer(subject, 0x10106n), 'thumb+6 inside');
  assert.equal(answer(subject, 0x10109n), 'thumb+9 beyond', 'marks of code and data are no symbols');
});

test('static symbols answer where there are no others, and object files have no addresses', async () => {
  const local = [{ name: 'local', offset: 0, size: 0x20, type: 'FUNC', bind: 'LOCAL' }] as const;
  const subject = await subjectOf({ symbols: [], symtab: local });
  const found = resolveAddress(subject, subject.image.symtab?.value(1) ?? 0n);
  assert.ok(found.kind === 'symbol');
  assert.deepEqual([found.hit.name, found.hit.table], ['local', 'symtab']);
  const object = await subjectOf({ type: 1, symbols: [], symtab: local });
  assert.equal(answer(object, 0n), 'object-file');
});

test('addresses are understood as people paste them', () => {
  for (const text of ['0x7fff1234', '7FFF1234', ' 0X7fff_1234 ', "0x7fff'1234"]) {
    assert.equal(parseAddress(text), 0x7fff1234n, text);
  }
  for (const text of [
    '[vdso]+0x1af0',
    '[vdso] + 1af0',
    ' ([vdso]+0x1af0) ',
    'vdso+0x1af0',
    '+0x1af0',
    'linux-vdso.so.1+0x1af0',
    'linux-vdso.so.1(+0x1af0) [0x7ffd1af0]',
    'linux-gate.so.1(+0x1af0)',
    '/usr/lib/x86_64-linux-gnu/libc.so.6(+0x1af0)',
  ]) {
    assert.deepEqual(parseAddress(text), { fromStart: 0x1af0n }, text);
  }
  for (const text of [
    '',
    '0x',
    'main',
    '0x12345678901234567',
    '-1',
    '0x1 0x2',
    '[vdso]',
    '[vdso]+',
    '[vdso]-0x1',
    '[vvar]+0x10',
    '__vdso_time+0x10',
    `[vdso]+0x${'1'.repeat(17)}`,
    `${'a'.repeat(100_000)}+0x1`,
  ]) {
    assert.equal(parseAddress(text), undefined, text);
  }
});

test("a distance from the image's start is an offset in its file, wherever it is linked and mapped", async () => {
  const base = 0x7000_0000n;
  for (const subject of [
    await subjectOf(),
    await subjectOf({}, base),
    await subjectOf({ base: 0xffff_ffff_ff70_0000n }),
    await subjectOf({ base: 0xffff_ffff_ff70_0000n }, base),
  ]) {
    const outer = addressOf(subject, 'outer');
    const offset = BigInt(subject.image.offsetOf(outer) ?? -1);
    const found = resolveAddress(subject, { fromStart: offset + 4n });
    assert.ok(found.kind === 'symbol');
    assert.deepEqual(
      [found.hit.name, found.hit.offset, found.reading, found.vaddr],
      ['outer', 4n, 'offset', outer + 4n],
    );
    assert.equal(addressView(subject, { fromStart: offset }).address, `[vdso]+0x${offset.toString(16)}`);
    assert.equal(resolveAddress(subject, { fromStart: BigInt(subject.image.size) }).kind, 'outside');
  }
});

test('a file offset is understood where the image is not linked at 0', async () => {
  const subject = await subjectOf();
  const offset = BigInt(subject.image.offsetOf(addressOf(subject, 'inner')) ?? -1);
  const found = resolveAddress(subject, offset);
  assert.ok(found.kind === 'symbol');
  assert.deepEqual([found.hit.name, found.reading], ['inner', 'offset']);
});

test("an address in the kernel's own vDSO is told when the process has another one in its place", async () => {
  const { bytes } = buildImage(description);
  const base = 0x7000_0000n;
  const mapping = [
    { name: '', start: base, end: base + 0x2000n, perms: 'r-xp' },
    { name: '[vvar]', start: 0x7fff_0000n, end: 0x7fff_4000n, perms: 'r--p' },
    { name: '[vdso]', start: 0x7fff_4000n, end: 0x7fff_6000n, perms: 'r-xp' },
  ];
  const place = { size: 0x2000n, before: 0n };
  const images = [
    { ...place, base, mapping: '', is: ['announced', 'shown'] },
    { ...place, base: 0x7fff_4000n, mapping: '[vdso]', is: [] },
  ] as const;
  const info = { kind: 'process', pid: 7, base, mapping } as const;
  const report = await reportOf(bytes, { info: { ...info, images, announced: base } });
  assert.match(addressView(report.subject, 0x7fff_4010n).notes.join(' '), /another vDSO of this process/);
  assert.match(addressView(report.subject, 0x7fff_0010n).notes.join(' '), /data pages/);
  const facts = (of: Report) => summarize(of).facts.filter(({ label }) => label === 'Images');
  const [first, second] = facts(report);
  assert.match(first?.value ?? '', /^image 1 at .* leads to it · shown here · taken by Go/);
  assert.equal(first?.links, undefined);
  assert.match(second?.value ?? '', /^image 2 at 0x7fff4000 – 0x7fff6000, \[vdso\] · taken by CRIU, /);
  assert.deepEqual(second?.links, [{ text: 'image 2', to: { image: 2 } }]);
  assert.ok(summarize(report).brief.includes('image 1 of 2'));
  assert.deepEqual(facts(await reportOf(bytes, { info })), []);
});

test('an address of any other mapping of the process is told, with its place in the file', async () => {
  const subject = await subjectOf({}, 0x7fff_0000n);
  const told = (address: bigint) => {
    const { title, notes } = addressView(subject, address);
    return [title, ...notes].join('. ');
  };
  assert.match(
    told(0x5000_0123n),
    /^\/lib\/libc\.so\.6\. It lies in another mapping of this process \(r-xp\).* offset 0x2123 of that file/,
  );
  assert.match(
    told(0x5002_ffffn),
    /^An unnamed mapping\. It lies in another mapping of this process \(rw-p\)/,
  );
  for (const outside of [0x5000_0000n - 1n, 0x5001_0000n, 0x5003_0000n])
    assert.match(told(outside), /^Not in this image\. It is neither/);
  const mapping = {
    kind: 'mapping',
    name: '/lib/libc.so.6',
    beside: false,
    perms: 'r-xp',
    offset: 0x2123n,
  } as const;
  assert.match(chineseAddress.addressNotes.anotherMapping(mapping), /另一个映射（r-xp）.*0x2123/);
  assert.deepEqual(addressJson(subject, 0x5000_ffffn), {
    address: '0x5000ffff',
    kind: 'mapping',
    mapping: '/lib/libc.so.6',
    fileOffset: '0x11fff',
  });
});

test('static symbols that were not read are spoken of where there are some', async () => {
  const unread = async (bytes: Uint8Array, symtab: boolean) =>
    placeInFile((await reportOf(bytes, { symtab })).subject, 0x10n)?.moreSymbols;
  const { bytes } = fullImage({ class: 64, littleEndian: true });
  assert.deepEqual(
    [
      await unread(bytes, false),
      await unread(bytes, true),
      await unread(vdsoImage({ arch: 'amd64' }).bytes, false),
    ],
    [true, false, false],
  );
});
