/**
 * The atlas against real kernels' images: every release of every consumer comes to the same on the image written from
 * what is recorded of a kernel as on the kernel's own, key for key. A sample here, all with `-- --kernels`.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import {
  type Extracted,
  type Kernel,
  kernelFolder,
  kernelName,
  kernels,
} from '../../scripts/kernelImages/kernels.mjs';
import { findImages } from '../../scripts/kernelImages/scan.mjs';
import { factsOf, kernelImageNamed, kernelsOf } from '../../src/consumers/atlas/kernels.ts';
import { writeImage } from '../../src/consumers/atlas/writeImage.ts';
import { catalog } from '../../src/consumers/catalog/index.ts';
import { type KernelImage, kernelImages } from '../../src/consumers/catalog/kernelImages.ts';
import type { ConsumerFinding, Outcome, Reason } from '../../src/consumers/model.ts';
import { providerOf } from '../../src/consumers/provider.ts';
import { evaluate } from '../../src/consumers/verdict/evaluate.ts';
import type { ElfImage } from '../../src/elf/model.ts';
import { atlasOf } from '../support/atlasPage.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { fetchSources, sourcesOf } from '../truth/support/archive.ts';
import { compareFile, imageOf, skipWithoutPeers } from './compare.ts';

const all = process.env['ORACLE_KERNELS'] === 'all';
const selection = catalog.flatMap(({ id, releases }) => releases.map(({ name }) => ({ id, release: name })));
let compared = 0;

after(() => console.log(`atlas: ${compared} lookups on real images came to what the atlas says`));

for (const kernel of kernels.filter(({ sample }) => all || sample)) {
  const told = path.join(kernelFolder(kernel), 'kernel.json');
  if (!existsSync(told)) {
    if (process.env['CI'] === 'true') throw new Error(`${told} is missing with CI=true.`);
    test(kernelName(kernel), { skip: 'scripts/kernelImages.mjs could not provide it' });
    continue;
  }
  const { version, images }: Extracted = JSON.parse(readFileSync(told, 'utf8'));
  for (const [position, name] of images.entries()) {
    test(`Linux ${version} of ${kernelName(kernel)}, ${name}: every lookup ends as the atlas says`, async () => {
      const image = await imageOf(await readFile(path.join(kernelFolder(kernel), name)));
      await compareWithAtlas(image, kernelImageOf(kernel, image, position), version);
    });
  }
}

for (const suite of all ? ['bookworm', 'sid'] : []) {
  test(`user-mode Linux of Debian ${suite}: every lookup ends as the atlas says`, async (context) => {
    const name = 'user-mode-linux';
    const wanted = { suite, name, kind: 'binary', files: ['usr/bin/linux.uml'] } as const;
    const failed = await fetchSources(wanted).then(() => undefined, String);
    const found = await sourcesOf(wanted);
    if (found === undefined) {
      assert.notEqual(process.env['CI'], 'true', failed);
      return context.skip(`${name} of Debian ${suite} could not be had: ${failed}`);
    }
    const [extracted] = findImages(await readFile(path.join(found.folder, 'usr/bin/linux.uml')));
    assert.ok(extracted !== undefined);
    const image = await imageOf(extracted.bytes);
    const recorded = kernelImageNamed('uml');
    const { kind, release } = providerOf({ image });
    assert.ok(kind === 'uml' && release !== undefined && recorded !== undefined);
    await compareWithAtlas(image, recorded, release);
  });
}

async function compareWithAtlas(image: ElfImage, recorded: KernelImage, version: string): Promise<void> {
  const { rows } = await atlasOf(selection, [recorded]);
  const release = version.split('.').slice(0, 2).join('.');
  const here = rows.filter((row) => row.kernel.release === release);
  assert.equal(here.length, selection.length, `the atlas has Linux ${release} of ${recorded.arch}`);
  for (const [i, finding] of evaluate(image, { role: 'vdso' }, selection).entries()) {
    const row = here[i];
    assert.equal(row?.kernel.proof, 'measured');
    const said = row && ending({ ...row.finding, outcome: row.outcome, why: row.why, keys: row.keys });
    assert.deepEqual(said, ending(finding), `${selection[i]?.id}@${selection[i]?.release}`);
    compared += 1;
  }
}

/** How a lookup ended; of its steps only the reason's code, since symbols stand in another order. */
function ending({
  id,
  outcome,
  why,
  keys,
}: Pick<ConsumerFinding, 'id' | 'outcome'> & {
  readonly why: Reason;
  readonly keys: readonly { readonly symbol: string; readonly outcome: Outcome }[];
}) {
  return { id, outcome, why: why.code, keys: keys.map((key) => [key.symbol, key.outcome]) };
}

/** RISC-V's second image is the one with control-flow integrity, arm64's the one for 32-bit ARM. */
function kernelImageOf(kernel: Kernel, { header }: ElfImage, position: number): KernelImage {
  const EM_ARM = 40;
  const EM_MIPS = 8;
  const EF_MIPS_ABI2 = 0x20;
  const candidates = kernelImages.filter(
    (each) =>
      each.machine === header.machine &&
      each.class === header.class &&
      each.littleEndian === header.littleEndian &&
      (header.machine !== EM_MIPS || ((each.flags ?? 0) & EF_MIPS_ABI2) === (header.flags & EF_MIPS_ABI2)),
  );
  const isCompat = header.machine === EM_ARM && kernel.architecture === 'arm64';
  const isSecond = kernel.architecture === 'riscv64' && position === 1;
  const found = candidates[isCompat || isSecond ? 1 : 0];
  assert.ok(found !== undefined, `nothing is recorded of ${kernelName(kernel)}`);
  return found;
}

test('written images read as the peers read them', { skip: skipWithoutPeers }, async () => {
  for (const arch of ['x86_64', 'i386', 'arm64', 'mipsn32le', 's390x', 'riscv64-cfi']) {
    const recorded = kernelImageNamed(arch);
    assert.ok(recorded !== undefined);
    const [facts] = kernelsOf(recorded).flatMap(factsOf).slice(-1);
    assert.ok(facts !== undefined);
    await withFile(writeImage(facts), async (file) => {
      const { unexplained, warnings } = await compareFile(file);
      assert.deepEqual(unexplained, [], `${arch}: ${warnings.join('\n')}`);
    });
  }
});
