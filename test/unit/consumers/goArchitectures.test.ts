import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import { type VdsoArch, vdsoArchs, vdsoImage } from '../../support/elf/index.ts';
import { goOn } from './support.ts';

/** GOARCH, or a piece of the sentence that says why there is none. */
const expected: Readonly<Record<VdsoArch, { goarch: string } | { because: RegExp }>> = {
  amd64: { goarch: 'amd64' },
  x32: { because: /no port for x32/ },
  '386': { goarch: '386' },
  arm: { goarch: 'arm' },
  armbe: { because: /no port for big-endian 32-bit ARM/ },
  arm64: { goarch: 'arm64' },
  arm64be: { because: /no port for big-endian AArch64/ },
  loong64: { goarch: 'loong64' },
  mips: { because: /Go's mips port \(MIPS o32\) does not use the vDSO/ },
  mipsn32: { because: /no port for MIPS n32/ },
  mips64: { goarch: 'mips64' },
  mips64le: { goarch: 'mips64le' },
  ppc: { because: /no port for 32-bit PowerPC/ },
  ppc64: { goarch: 'ppc64' },
  ppc64le: { goarch: 'ppc64le' },
  riscv32: { because: /no port for 32-bit RISC-V/ },
  riscv64: { goarch: 'riscv64' },
  s390: { because: /no port for 31-bit s390/ },
  s390x: { goarch: 's390x' },
};

for (const arch of vdsoArchs) {
  test(`${arch}: the architecture is chosen by machine, class, byte order and flags`, async () => {
    const finding = await goOn(vdsoImage({ arch }));
    const wanted = expected[arch];
    if ('goarch' in wanted) {
      assert.equal(finding.arch, wanted.goarch);
      // Linux 6.12 exports all that Go asks for; the builder's images are 6.12's.
      assert.equal(finding.outcome, 'found', reasonSentence(finding.why));
      assert.equal(finding.version?.outcome, 'found');
    } else {
      assert.equal(finding.outcome, 'not-applicable');
      assert.equal(finding.arch, '');
      assert.deepEqual(finding.keys, []);
      assert.match(reasonSentence(finding.why), wanted.because);
    }
  });
}

test('a port that a release does not have yet says since when', async () => {
  const finding = await goOn(vdsoImage({ arch: 's390x' }), '1.15');
  assert.equal(finding.outcome, 'not-applicable');
  assert.match(
    reasonSentence(finding.why),
    /Go 1\.15 looks up nothing on s390x; 1\.19 is the first release that does/,
  );
});

test('a machine that nobody knows is named by its number', async () => {
  const finding = await goOn(vdsoImage({ arch: 'amd64', override: { machine: 0xfeed } }));
  assert.equal(finding.outcome, 'not-applicable');
  assert.match(reasonSentence(finding.why), /machine 65261 \(64-bit, little-endian\)/);
});
