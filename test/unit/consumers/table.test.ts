/** The table of docs/consumers.md, and the facts that are said about it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import { consequenceText } from '../../../src/consumers/english/programs.ts';
import type { ConsumerFinding } from '../../../src/consumers/model.ts';
import { docsWithTable, findingsOn } from '../../support/consumersTable.ts';
import type { VdsoOptions } from '../../support/elf/index.ts';

async function on(options: VdsoOptions, id: string, release?: string): Promise<ConsumerFinding> {
  const selection = [{ id, ...(release === undefined ? {} : { release }) }];
  const [finding] = await findingsOn({ name: options.arch, options }, selection);
  assert.ok(finding !== undefined);
  return finding;
}

test('docs/consumers.md has the table as it comes out (npm run consumers:table)', async () => {
  const { now, right } = await docsWithTable();
  assert.equal(now, right);
});

test('musl@1.2.5 finds nothing in an image with DT_GNU_HASH alone, 1.2.6 does', async () => {
  for (const arch of ['arm64', 'loong64', 'amd64'] as const) {
    const old = await on({ arch, hash: 'gnu' }, 'musl', '1.2.5');
    assert.equal(old.outcome, 'fallback', arch);
    assert.match(reasonSentence(old.why), /has only DT_GNU_HASH; musl 1\.2\.5 reads DT_HASH only\./);
    assert.equal((await on({ arch, hash: 'gnu' }, 'musl', '1.2.6')).outcome, 'found', arch);
    assert.equal((await on({ arch, hash: 'sysv' }, 'musl', '1.2.5')).outcome, 'found', arch);
  }
});

test('Go would crash without DT_VERDEF; nobody else would', async () => {
  assert.equal((await on({ arch: 'amd64', versions: false }, 'go')).outcome, 'crash');
  for (const id of ['glibc', 'musl', 'bionic', 'rustix', 'criu']) {
    assert.equal((await on({ arch: 'amd64', versions: false }, id)).outcome, 'found', id);
  }
});

test('s390x with DT_HASH alone gives Go nothing; who knows its 8-byte words finds all', async () => {
  const image = { arch: 's390x', hash: 'sysv' } as const;
  assert.equal((await on(image, 'go')).outcome, 'fallback');
  for (const id of ['glibc', 'musl', 'rustix', 'linux-selftests']) {
    assert.equal((await on(image, id)).outcome, 'found', id);
  }
  const criu = await on(image, 'criu', '4.2');
  assert.equal(criu.outcome, 'refuses');
  assert.match(reasonSentence(criu.why), /EI_DATA is 2, and 1 is asked for/);
  for (const release of ['4.1', '4.2.1']) {
    assert.equal((await on(image, 'criu', release)).outcome, 'found', release);
  }
});

test('32-bit PowerPC: clock_gettime64 is asked for in a node that does not exist', async () => {
  for (const [id, whole, single] of [
    // The 32-bit function serves every call of musl; linux-raw-vdso lacks others, without which it has nothing.
    ['musl', 'found', 'not-applicable'],
    ['rustix', 'partial', 'fallback'],
    ['linux-raw-vdso', 'refuses', 'not-applicable'],
  ] as const) {
    const finding = await on({ arch: 'ppc' }, id);
    assert.equal(finding.outcome, whole, id);
    const key = finding.keys.find(({ symbol }) => symbol === '__kernel_clock_gettime64');
    assert.deepEqual([key?.outcome, key?.version], [single, 'LINUX_5.11'], id);
    assert.match(
      reasonSentence(key?.cause ?? finding.why),
      /exports __kernel_clock_gettime64 in the node LINUX_2\.6\.15/,
    );
  }
});

test('riscv64: Go has no getrandom key, and looks for the clock alone', async () => {
  const { keys, outcome } = await on({ arch: 'riscv64' }, 'go');
  assert.equal(outcome, 'found');
  assert.deepEqual(
    keys.map(({ symbol }) => symbol),
    ['__vdso_clock_gettime'],
  );
});

test('another node: Go and musl fall back, rustix panics, those that compare no node notice nothing, glibc by release', async () => {
  const image = { arch: 'amd64', node: 'LINUX_9.9' } as const;
  for (const [id, outcome] of [
    ['go', 'fallback'],
    ['musl', 'fallback'],
    ['llvm-libc', 'fallback'],
    ['rustix', 'crash'],
    ['glibc', 'found'],
    ['bionic', 'found'],
    ['criu', 'found'],
  ] as const) {
    assert.equal((await on(image, id)).outcome, outcome, id);
  }
  // Dynamic programs of 2.31 to 2.40 looked these two up again, after the version tables; 2.28 everything.
  const old = await on(image, 'glibc', '2.36');
  assert.equal(old.outcome, 'partial');
  assert.deepEqual(
    old.keys.filter((key) => key.outcome !== 'found').map(({ symbol }) => symbol),
    ['__vdso_gettimeofday', '__vdso_time'],
  );
  assert.equal((await on(image, 'glibc', '2.28')).outcome, 'fallback');
  const rustix = await on(image, 'rustix');
  assert.match(reasonSentence(rustix.why), /asserts that it is: it panics/);
  assert.match(consequenceText(rustix.keys[0]?.fallback ?? ''), /panics/);
});

test('the wrong constants of go@1.21 on arm64 find nothing by DT_GNU_HASH, and by luck in DT_HASH', async () => {
  assert.equal((await on({ arch: 'arm64' }, 'go', '1.21')).outcome, 'fallback');
  assert.equal((await on({ arch: 'arm64' }, 'go', '1.22')).outcome, 'found');
  assert.equal((await on({ arch: 'arm64', hash: 'sysv' }, 'go', '1.21')).outcome, 'found');
});
