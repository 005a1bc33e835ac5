import { test } from 'node:test';
import { memorySource } from '../../src/sources/memorySource.ts';
import { vdsoImage } from '../support/elf/index.ts';
import { becomes, counts, has, shows } from '../support/eventually.ts';
import { absent, tab, useHarness, withHost } from './harness.ts';
import { answersOf } from './realImages.ts';

const harness = useHarness();

test('who gets less than everything comes first, the worst before the others; what is alike is one line', async () => {
  const page = await harness.open();
  await tab(page, 'overview');
  const lines = page.getByRole('region', { name: 'Who gets what' }).locator('.verdicts > li');
  const begins = () => lines.evaluateAll((all) => all.map((each) => (each.textContent ?? '').slice(0, 8)));
  await becomes(begins, ['Abseil 2', 'bionic 1', 'rustix 1', '4 find e', 'LLVM lib']);
  await shows(
    lines.nth(3),
    /4 find everything they look for:\s*Go 1\.27\s*glibc 2\.41\s*musl 1\.2\.6\s*CRIU 4\.1/,
  );
  await page.getByRole('button', { name: 'musl 1.2.6' }).click();
  await has(page.locator('.consumer-item[aria-pressed="true"]'), 'data-consumer', 'musl');
});

test('a program tells what its own lookups end in, and that others can be evaluated', async () => {
  const page = await harness.open({ image: 'program' });
  await tab(page, 'overview');
  const own = page.getByRole('region', { name: 'This program' });
  await shows(own.locator('.verdict'), /This program, Go 1\.27\s*3 of 3 keys/);
  await counts(own.locator('.matrix tbody tr'), 4);
  const others = page.getByRole('region', { name: 'Other runtimes' });
  await others.getByText('Evaluate as if the kernel had mapped it').waitFor();
  await absent(page.getByText('This file is not a vDSO'));
  await own.getByRole('button', { name: 'Lookup of vdsoClockgettimeSym' }).click();
  await has(page.locator('.tabs-main [aria-selected="true"]'), 'data-tab', 'consumers');
  await page.getByRole('region', { name: 'Lookup of vdsoClockgettimeSym' }).waitFor();
});

test('what the header has no room for stands on Overview: origin, format, kernel, build id, clock source', async () => {
  const page = await harness.open();
  await tab(page, 'overview');
  const image = page.getByRole('region', { name: 'Image', exact: true });
  for (const words of [
    'live, process 4711',
    'ELF64 LE',
    'Linux 6.18.44-generic',
    'a599807156a2',
    'tsc: clock',
  ])
    await shows(image, new RegExp(words.replace('.', '\\.')));
  const health = page.getByRole('region', { name: 'Health' });
  await shows(health, /Healthy: no problems found\./);
});

test('another image of the process is a link to it, and another image to compare with is asked for from the menu', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const base = 0x7f00_0000_0000n;
  const place = { size: BigInt(bytes.length), before: 0n };
  const info = {
    kind: 'process',
    label: { pid: 7, own: false },
    size: bytes.length,
    base,
    announced: base,
    images: [
      { ...place, base, mapping: '', is: ['announced', 'shown'] },
      { ...place, base: 0x7fff_0000_0000n, mapping: '[vdso]', is: ['same-bytes'] },
    ],
  } as const;
  const answer = await answersOf({ source: memorySource(bytes), info });
  const page = await harness.open({ answer });
  await tab(page, 'overview');
  const image = page.getByRole('region', { name: 'Image', exact: true });
  await shows(image, /image 1 at 0x7f0000000000.*shown here · taken by Go/s);
  await image.getByRole('button', { name: 'image 2' }).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Compare with…' }).click();
  const asked = () =>
    withHost(page, (host) =>
      host.requests.flatMap((each) =>
        each.type === 'request' && (each.name === 'openElsewhere' || each.name === 'run') ? each.args : [],
      ),
    );
  await becomes(asked, [{ image: 2 }, 'compare']);
});
