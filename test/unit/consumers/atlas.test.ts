/** Which kernel serves which consumer, from what is recorded of kernels. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writtenImage } from '../../../src/consumers/atlas/atlas.ts';
import { conditionOf, factsOf, kernelImageNamed, kernelsOf } from '../../../src/consumers/atlas/kernels.ts';
import { kernelExports } from '../../../src/consumers/catalog/kernelExports.ts';
import { type KernelImage, kernelImages } from '../../../src/consumers/catalog/kernelImages.ts';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import type { Selection } from '../../../src/consumers/model.ts';
import { providerOf } from '../../../src/consumers/provider.ts';
import { compareReleases } from '../../../src/consumers/releases.ts';
import { roleOf } from '../../../src/consumers/verdict/role.ts';
import { atlasOf, atlasPage, atlasPageNow } from '../../support/atlasPage.ts';
import { rowsOf } from '../../support/ourView.ts';
import { measuredExports } from './measuredExports.ts';

function named(arch: string): KernelImage {
  const image = kernelImageNamed(arch);
  assert.ok(image !== undefined, arch);
  return image;
}

async function rows(arch: string, ...selection: Selection) {
  return (await atlasOf(selection, [named(arch)])).rows;
}

/** "5.10 fallback, 6.12 found": what differs from the kernel before. */
function changes(all: readonly { readonly release: string; readonly outcome: string }[]): string {
  return all
    .filter(({ outcome }, i) => i === 0 || all[i - 1]?.outcome !== outcome)
    .map(({ release, outcome }) => `${release} ${outcome}`)
    .join(', ');
}

async function outcomes(arch: string, id: string, release?: string): Promise<string> {
  const found = await rows(arch, { id, ...(release === undefined ? {} : { release }) });
  return changes(found.map(({ kernel, outcome }) => ({ release: kernel.release, outcome })));
}

async function keyOutcomes(arch: string, id: string, symbol: string): Promise<string> {
  const found = await rows(arch, { id });
  return changes(
    found.map(({ kernel, keys }) => ({
      release: kernel.release,
      outcome: keys.find((key) => key.symbol === symbol)?.outcome ?? 'not asked',
    })),
  );
}

test("from which kernel on Go's getrandom works", async () => {
  assert.equal(await keyOutcomes('s390x', 'go', '__kernel_getrandom'), '5.10 fallback, 6.12 found');
  assert.equal(await keyOutcomes('amd64', 'go', '__vdso_getrandom'), '5.10 fallback, 6.11 found');
  const [first] = await rows('s390x', { id: 'go' });
  const cause = first?.keys.find(({ symbol }) => symbol === '__kernel_getrandom')?.cause;
  assert.ok(cause !== undefined);
  assert.match(reasonSentence(cause), /The kernel \(5\.10\) is older than 6\.12, the first to export/);
});

test('which musl works on arm64 since its images have no DT_HASH', async () => {
  assert.equal(await outcomes('arm64', 'musl', '1.2.5'), '5.10 found, 6.11 fallback');
  assert.equal(await outcomes('arm64', 'musl', '1.2.6'), '5.10 found');
  assert.equal(await outcomes('armhf', 'musl', '1.2.5'), '5.10 found', 'its own kernels keep DT_HASH');
});

test('a cause names the kernel of its row, also where the image is the same as of the one before', async () => {
  const found = await rows('arm64', { id: 'go' });
  const causes = found.flatMap(({ kernel, keys }) =>
    keys.flatMap(({ cause }) =>
      cause === undefined ? [] : [[kernel.release, 'kernel' in cause.args ? cause.args.kernel : undefined]],
    ),
  );
  assert.deepEqual(
    causes.map(([release]) => release),
    ['5.10', '6.1', '6.11'],
  );
  for (const [release, kernel] of causes) assert.equal(kernel, release);
});

test('between two kernels that are known and differ nothing is told, unless both come to the same', async () => {
  const select = [{ id: 'zig-std' }, { id: 'musl' }];
  const at = (await rows('riscv64', ...select)).filter(({ kernel }) => kernel.release === '6.16');
  assert.deepEqual(
    at.map(({ outcome }) => outcome),
    ['unknown', 'found'],
  );
  assert.match(reasonSentence(at[0]?.why ?? assert.fail()), /Linux 6\.16 lies between releases/);
});

test('an export that an option takes away counts as there, and says which', async () => {
  const found = await rows('i386', { id: 'go' });
  const key = (release: string) =>
    found.find(({ kernel }) => kernel.release === release)?.keys.find(({ outcome }) => outcome === 'found');
  assert.equal(key('7.2')?.needs, undefined);
  assert.equal(key('7.3')?.needs ?? '', 'CONFIG_COMPAT_32BIT_TIME');
});

test('a release that nobody read stays unknown', async () => {
  assert.equal(await outcomes('x86_64', 'glibc', '2.2'), '5.10 unknown');
});

test('every image is a vDSO of its kernel without a problem, and exports what the history says', async () => {
  for (const image of kernelImages) {
    for (const kernel of kernelsOf(image)) {
      for (const facts of factsOf(kernel)) {
        const read = await writtenImage(facts);
        const where = `${image.arch} ${kernel.release}`;
        const problems = read.problems.filter(({ code }) => code !== 'note-alignment');
        assert.deepEqual(problems, [], where);
        assert.equal(roleOf(read, { kind: 'file' }), 'vdso', where);
        const owners = read.notes.map(({ owner, type }) => `${owner} ${type}`);
        // NT_GNU_PROPERTY_TYPE_0, of kernels that are built with RISC-V's landing pads.
        const isRiscv = image.arch.startsWith('riscv');
        const [buildId, ...rest] = owners.filter((each) => !isRiscv || each !== 'GNU 5');
        assert.deepEqual([buildId, ...rest], ['GNU 3', 'Linux 0'], where);
        assert.deepEqual(
          providerOf({ image: read }),
          { kind: image.arch === 'uml' ? 'uml' : 'linux', release: `${kernel.release}.0` },
          where,
        );
        const exported = rowsOf(read.symbols).filter(({ shndx, bind }) => bind !== 0 && shndx < 0xff00);
        assert.deepEqual(
          exported.map(({ name }) => name).sort(),
          facts.functions.map(({ name }) => name).sort(),
          where,
        );
        // Each at a place of its own in the section that it says.
        const places = exported.map(({ value }) => value);
        assert.equal(new Set(places).size, places.length, where);
        for (const { value, shndx, name } of exported) {
          const { addr = 0n, size = 0n } = read.sections.at(shndx) ?? {};
          assert.ok(value >= addr && value < addr + size, `${where} ${name}`);
        }
        assert.equal(conditionOf(kernel, 'no_such_symbol'), undefined, where);
      }
    }
  }
});

test('a kernel between the last without an export and the first that is known to have it may have it or not', () => {
  for (const image of kernelImages)
    for (const { since, notIn, symbols } of kernelExports[image.exports] ?? []) {
      const [, minor] = notIn?.split('.') ?? [];
      if (notIn === undefined || minor === undefined) continue;
      const between = notIn.replace(/\d+$/, String(Number(minor) + 1));
      if (between === since) continue;
      const names = symbols.split(' ');
      const answers = factsOf({ image, release: between, proof: 'read' }).map(({ functions }) =>
        names.every((name) => functions.some((each) => each.name === name)),
      );
      assert.deepEqual(new Set(answers), new Set([false, true]), `${image.arch} ${between} ${symbols}`);
    }
});

test('the measured kernels are those whose exports were measured', () => {
  for (const { exports, measured, arch } of kernelImages) {
    // One history for images of two kinds: 32-bit ARM's own and arm64's, RISC-V's two, MIPS's o32 and n32.
    const known = measuredExports[exports]?.kernels.split(' ') ?? [];
    for (const build of measured?.split(' ') ?? []) assert.ok(known.includes(build), `${arch} ${build}`);
    const both = kernelImages.filter((each) => each.exports === exports);
    const builds = new Set(both.flatMap((each) => each.measured?.split(' ') ?? []));
    assert.deepEqual([...builds].sort(compareReleases), known, arch);
  }
});

test('names of architectures are unique, and each has a history', () => {
  const names = kernelImages.flatMap(({ arch, alias }) => [arch, ...(alias?.split(' ') ?? [])]);
  assert.equal(new Set(names).size, names.length);
  for (const { exports } of kernelImages) assert.ok(exports in kernelExports, exports);
});

test('docs/atlas.md is what the atlas gives (npm run atlas:page), in 200 lines at most', async () => {
  const page = await atlasPage();
  assert.equal(await atlasPageNow(), page);
  assert.ok(page.split('\n').length <= 201);
});
