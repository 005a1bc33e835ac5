/**
 * Images of other makers than the kernel, out of Debian's archive: what only the kernel can answer is called that, by the
 * code and by its bytes, and nothing else is. QEMU's are in code.test.ts.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { findImages } from '../../scripts/kernelImages/scan.mjs';
import { imageCode } from '../../src/code/imageCode.ts';
import type { CodePath } from '../../src/code/paths.ts';
import { providerOf } from '../../src/consumers/provider.ts';
import { isBareFunction } from '../../src/report/facts/bareFunction.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { sharedCapstone } from '../support/code/codeImage.ts';
import { fetchSources, sourcesOf } from '../truth/support/archive.ts';
import { imageOf } from './compare.ts';

const all = process.env['ORACLE_KERNELS'] === 'all';

/** What each function does, by the maker's source; of a clock the first that has one of these names decides. */
const makers = [
  {
    // arch/x86/um/vdso/um_vdso.c: the clocks are system calls
    maker: 'uml',
    name: 'user-mode-linux',
    suites: ['bookworm', 'sid'],
    file: 'usr/bin/linux.uml',
    kernel: /clock_get|gettimeofday|time$/,
  },
  {
    // google/gvisor vdso/vdso.cc: the clocks are read, getcpu and the others are system calls
    maker: 'gvisor',
    name: 'runsc',
    suites: ['bookworm'],
    file: 'usr/bin/runsc',
    kernel: /getcpu/,
  },
] as const;

for (const { maker, name, suites, file, kernel } of makers)
  for (const suite of all ? suites : [])
    test(`${maker} of Debian ${suite}: what its functions do`, async (context) => {
      const wanted = { suite, name, kind: 'binary', files: [file] } as const;
      const failed = await fetchSources(wanted).then(() => undefined, String);
      const found = await sourcesOf(wanted);
      if (found === undefined) return context.skip(`${name} of Debian ${suite} could not be had: ${failed}`);
      const [extracted] = findImages(await readFile(path.join(found.folder, file)));
      assert.ok(extracted !== undefined, 'an image is in it');
      const image = await imageOf(extracted.bytes);
      assert.equal(providerOf({ image }).kind, maker);
      const { functions, clocks } = await imageCode(image, memorySource(extracted.bytes), {
        load: sharedCapstone,
      });
      const paths = new Map<string, CodePath>(functions.map((each) => [each.symbol.name, each.path]));
      assert.ok(
        functions.some(({ symbol }) => kernel.test(symbol.name)),
        [...paths.keys()].join(),
      );
      for (const { symbol, path: way } of functions) {
        // It is nothing else, and goes on elsewhere: no way through it ends.
        if (/sigreturn/.test(symbol.name)) continue;
        if (kernel.test(symbol.name)) assert.equal(way, 'kernel', symbol.name);
        // No function that only the kernel answers is called anything else, and none that is not is called that.
        assert.equal(isBareFunction(image, symbol.value) === true, way === 'kernel', symbol.name);
      }
      const reads = clocks.some(({ path: way }) => way === 'user-or-kernel' || way === 'user');
      assert.equal(reads, maker === 'gvisor', JSON.stringify(clocks.map((each) => each.path)));
    });
