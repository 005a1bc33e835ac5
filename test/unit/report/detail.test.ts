import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportText } from '../../../src/report/output/textReport.ts';
import type { Report } from '../../../src/report/report.ts';
import type { TableId } from '../../../src/report/viewModel/tableId.ts';
import { detailView } from '../../../src/report/views/detail/detail.ts';
import { vdsoFunction } from '../../../src/report/views/functions.ts';
import { english } from '../../../src/session/words.ts';
import {
  damage,
  fullImage,
  shapes,
  type VdsoOptions,
  vdsoArchs,
  vdsoImage,
} from '../../support/elf/index.ts';
import { joined } from '../../support/pieces.ts';
import { live, reportOf } from './support.ts';

const host = { kernelRelease: '6.18.44', arch: 'x64', clocksource: 'tsc' };

function rowNamed(report: Report, table: TableId, name: string): number {
  const found = report.table(table);
  for (let i = 0; i < (found?.rowCount ?? 0); i++) if (found?.name(i) === name) return i;
  return assert.fail(`${table} has no ${name}`);
}

test('a clock function: what it is, its declaration, its aliases, its bytes, and the lookup step by step', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, {
    info: live,
    host,
    consumers: [{ id: 'go' }],
  });
  const index = rowNamed(report, 'symbols', '__vdso_clock_gettime');
  const detail = detailView(report, 'symbols', index);
  assert.match(detail.title, /^__vdso_clock_gettime@LINUX_2\.6 · symbol \d+$/);
  assert.equal(detail.prototype, 'int __vdso_clock_gettime(clockid_t clock, struct __kernel_timespec *ts);');
  assert.ok(detail.paragraphs.some((text) => text.includes('CLOCK_REALTIME')));
  assert.ok(
    detail.paragraphs.includes('On this machine the clock source is tsc: clock calls stay in user space.'),
  );
  const value = (label: string) => detail.fields.find((each) => each.label === label)?.value;
  assert.equal(value('Aliases'), 'clock_gettime');
  assert.match(value('Address') ?? '', /^0x7fff1000[0-9a-f]+ in process 4711$/);
  assert.match(value('GNU hash') ?? '', /^0x6e43a318, bucket \d+$/);
  assert.match(value('SysV hash') ?? '', /^0x0d35ec75, bucket \d+$/);
  const code = detail.fields.find(({ label }) => label === 'Code');
  assert.equal(code?.length, Number(report.subject.image.symbols.symbolSize(index)));
  assert.equal(detail.replays.length, 1);
  assert.ok((detail.replays[0]?.steps.length ?? 0) > 3);
});

test('when it enters the kernel follows the architecture and the maker of the image', async () => {
  const words = async (options: VdsoOptions, name: string): Promise<string> => {
    const report = await reportOf(vdsoImage(options).bytes, { info: live, host });
    return detailView(report, 'symbols', rowNamed(report, 'symbols', name)).paragraphs.join(' ');
  };
  const bare = /enters the kernel: Always: here it is nothing but the system call/;
  assert.match(await words({ arch: 'riscv64' }, '__vdso_getcpu'), bare);
  assert.match(await words({ arch: 'amd64' }, '__vdso_getcpu'), /enters the kernel: Never\./);
  const high = { hash: 'sysv', override: { base: 0xffff_ffff_ff70_0000n } } as const;
  const uml = { arch: 'amd64', ...high } as const;
  for (const name of ['__vdso_clock_gettime', '__vdso_time', 'gettimeofday']) {
    assert.match(await words(uml, name), bare, name);
    assert.doesNotMatch(await words(uml, name), /clock calls stay in user space/, name);
  }
  assert.match(await words(uml, '__vdso_getcpu'), /Never\./);
  const exports = ['__kernel_rt_sigreturn', '__vdso_getcpu', '__vdso_clock_gettime'];
  const gvisor = { arch: 'amd64', notes: [], exports, ...high } as const;
  assert.match(await words(gvisor, '__vdso_getcpu'), bare);
  assert.match(await words(gvisor, '__vdso_clock_gettime'), /once gVisor has calibrated its clocks/);
  assert.match(await words({ arch: 'amd64', notes: [] }, '__vdso_time'), /kernel, if the image is Linux's:/);
});

test('a key that found nothing but a system call says so, on its page and in the terminal', async () => {
  const consumers = [{ id: 'glibc' }];
  const report = await reportOf(vdsoImage({ arch: 'riscv64' }).bytes, { consumers });
  const table = report.table('keys');
  const texts = [...Array(table?.rowCount ?? 0).keys()].map((index) =>
    detailView(report, 'keys', index).paragraphs.join(' '),
  );
  const bare = texts.filter((text) => text.includes('nothing but a system call'));
  const getcpu = report.subject.findings[0]?.keys.findIndex(({ symbol }) => symbol === '__vdso_getcpu') ?? -1;
  assert.deepEqual(bare, [texts[getcpu]]);
  const lines = joined(reportText(report))
    .split('\n')
    .filter((line) => line.includes('saves none'));
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /__vdso_getcpu@LINUX_4\.15 +found at 0x[0-9a-f]+\. The function/);
});

test('twins, version names, nameless symbols and entry 0 say what they are', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  const paragraphs = (name: string) =>
    detailView(report, 'symbols', rowNamed(report, 'symbols', name)).paragraphs.join(' ');
  assert.match(paragraphs('clock_gettime'), /un-prefixed weak twin/);
  assert.match(paragraphs('LINUX_2.6'), /absolute symbol for each version/);
  assert.match(paragraphs(''), /Entry 0/);
});

test('a function that no kernel exports says so in a vDSO, and nothing of kernels in a library', async () => {
  const built = vdsoImage({ arch: 'amd64', exports: ['__vdso_time', '__vdso_tme'] });
  const report = await reportOf(built.bytes);
  const { paragraphs } = detailView(report, 'symbols', rowNamed(report, 'symbols', '__vdso_tme'));
  assert.match(paragraphs.join(' '), /No Linux kernel .* exports this name.* Did you mean __vdso_time\?/);
  const library = await reportOf(fullImage({ class: 64, littleEndian: true }).bytes);
  const { paragraphs: its } = detailView(library, 'symbols', rowNamed(library, 'symbols', 'malloc'));
  assert.doesNotMatch(its.join(' '), /kernel/);
});

test('a symbol of a section beyond 0xff00 is at an address as any other, with its aliases', async () => {
  const symtab = ['far', 'twin'].map((name) => ({ name, offset: 0, extendedIndex: true }));
  const built = fullImage(
    { class: 64, littleEndian: true },
    { symtab, extendedNumbering: { sections: true } },
  );
  // Too many for a file of a test: that there is no such section is another problem.
  for (const index of [4, 0xff10, 0xfff1]) {
    const { bytes } = damage(damage(built, 'symtab_shndx[1]', index), 'symtab_shndx[2]', index);
    const report = await reportOf(bytes, { symtab: true });
    const { fields } = detailView(report, 'symtab', rowNamed(report, 'symtab', 'far'));
    assert.equal(fields.find(({ label }) => label === 'Aliases')?.value, 'twin', `${index}`);
  }
});

test('the version row of a vDSO tells who asks for it', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, { info: live });
  const index = rowNamed(report, 'versions', 'LINUX_2.6');
  const table = report.table('versions');
  const asked = table?.view.columns.findIndex(({ id }) => id === 'askedBy') ?? -1;
  assert.equal(table?.cells(index)[asked], 'Go · vdsoLinuxVersion (hash verified)');
  const detail = detailView(report, 'versions', index);
  assert.ok(detail.fields.some(({ value }) => value === '0x03ae75f6: right'));
  assert.match(detail.replays[0]?.title ?? '', /vdsoLinuxVersion/);
});

test("Go 1.19's wrong constants on arm64 are told in the key's detail and on the symbol's row", async () => {
  const { bytes } = vdsoImage({ arch: 'arm64' });
  const report = await reportOf(bytes, { consumers: [{ id: 'go', release: '1.19' }] });
  const detail = detailView(report, 'keys', rowNamed(report, 'keys', 'vdsoClockgettimeSym'));
  const wrong = detail.fields.filter(({ value }) => value.includes('wrong'));
  assert.deepEqual(
    wrong.map(({ value }) => value),
    ["0x0d35ec75: wrong, the name's hash is 0x0b0cd725", "0x6e43a318: wrong, the name's hash is 0xdfa941fd"],
  );
  const symbols = report.table('symbols');
  const row = symbols?.row(rowNamed(report, 'symbols', '__kernel_clock_gettime'));
  assert.ok(row?.cells.includes('Go · vdsoClockgettimeSym (not accepted)'));
  assert.equal(row?.tone, 'warn');
});

test('every row of every table has a detail, and its bytes lie in the image', async () => {
  const images = [
    ...shapes.map((shape) => fullImage(shape)),
    ...vdsoArchs.map((arch) => vdsoImage({ arch })),
  ];
  for (const { bytes } of images) {
    const report = await reportOf(bytes, { symtab: true, info: live, host });
    for (const table of report.tables) {
      for (let index = 0; index < table.rowCount; index++) {
        const detail = detailView(report, table.view.id, index);
        const where = `${table.view.id} ${index}`;
        assert.ok(detail.title.length > 0, where);
        assert.ok(detail.fields.length > 0, where);
        for (const { offset, length, label } of [...detail.fields, { ...table.row(index), label: 'row' }]) {
          if (offset === undefined) continue;
          assert.ok(offset >= 0 && offset + (length ?? 0) <= bytes.length, `${where} ${label}`);
        }
      }
    }
  }
});

test('a row that is not there has a detail that says so', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  assert.equal(detailView(report, 'symbols', 9999).title, 'There is no row 9999 in this table.');
  assert.equal(detailView(report, 'symtab', 0).fields.length, 0);
});

test('every function a kernel exports is known by what it does', () => {
  for (const arch of vdsoArchs) {
    for (const symbol of vdsoImage({ arch }).description.symbols ?? []) {
      if (!/^__(vdso|kernel)_/.test(symbol.name)) continue;
      const known = vdsoFunction(english, symbol.name, 64);
      assert.ok(known?.what.endsWith('.'), `${arch} ${symbol.name}`);
    }
  }
});

test('declarations follow the class; names that are keys of every object are unknown', () => {
  const declared = (name: string, elfClass: 32 | 64) => vdsoFunction(english, name, elfClass)?.prototype;
  assert.equal(
    declared('__vdso_clock_gettime', 32),
    'int __vdso_clock_gettime(clockid_t clock, struct old_timespec32 *ts);',
  );
  assert.equal(
    declared('__kernel_clock_gettime', 64),
    'int __kernel_clock_gettime(clockid_t clock, struct __kernel_timespec *ts);',
  );
  assert.equal(declared('__vdso_time', 64), '__kernel_old_time_t __vdso_time(__kernel_old_time_t *t);');
  for (const name of ['constructor', '__vdso_constructor', 'toString', '__proto__', '', 'malloc']) {
    assert.equal(vdsoFunction(english, name, 64), undefined, name);
  }
});

test('a row that there is none of is no row, whatever the number', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  for (const { id, rowCount } of report.tables) {
    for (const index of [-1, rowCount, 0.5, 2 ** 53, Number.NaN, Number.NEGATIVE_INFINITY]) {
      assert.deepEqual(detailView(report, id, index).fields, [], `${id} ${index}`);
    }
  }
});
