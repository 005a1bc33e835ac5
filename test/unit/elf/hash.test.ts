/** Both hash functions on known values: constants of runtimes' sources, recomputed by others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gnuHash, sysvHash } from '../../../src/elf/format/hash.ts';

// golang/go src/runtime/vdso_linux_*.go and cgo-free consumers: name, SysV hash, GNU hash.
const symbols: readonly [name: string, sysv: number, gnu: number][] = [
  ['__vdso_clock_gettime', 0xd35ec75, 0x6e43a318],
  ['__vdso_gettimeofday', 0x315ca59, 0xb01bca00],
  ['__vdso_getrandom', 0x25425d, 0x84a559bf],
  ['__kernel_clock_gettime', 0xb0cd725, 0xdfa941fd],
  ['__kernel_getrandom', 0x9800c0d, 0x540d4e24],
  ['', 0, 5381],
];

// Version nodes: SysV hash as in vd_hash.
const versions: readonly [name: string, hash: number][] = [
  ['LINUX_2.6', 0x3ae75f6],
  ['LINUX_2.6.39', 0x75fcb89],
  ['LINUX_5.10', 0xae78f70],
  ['GLIBC_2.2.5', 0x9691a75],
];

for (const [name, sysv, gnu] of symbols) {
  test(`hashes of “${name}”`, () => {
    assert.equal(sysvHash(name), sysv);
    assert.equal(gnuHash(name), gnu);
    assert.equal(sysvHash(new TextEncoder().encode(name)), sysv);
    assert.equal(gnuHash(new TextEncoder().encode(name)), gnu);
  });
}

for (const [name, hash] of versions) test(`hash of ${name}`, () => assert.equal(sysvHash(name), hash));

test('the SysV hash agrees with the gABI’s own form on long and non-ASCII names', () => {
  // The function as the gABI prints it, in exact arithmetic.
  const asPrinted = (bytes: Uint8Array): bigint => {
    let hash = 0n;
    for (const byte of bytes) {
      hash = BigInt.asUintN(32, (hash << 4n) + BigInt(byte));
      const high = hash & 0xf0000000n;
      hash = (hash ^ (high >> 24n)) & ~high;
    }
    return hash;
  };
  for (const name of ['z'.repeat(1000), 'größe€𝄞', '\u00ff'.repeat(50)]) {
    const bytes = new TextEncoder().encode(name);
    assert.equal(BigInt(sysvHash(name)), asPrinted(bytes));
    assert.equal(gnuHash(name), gnuHash(bytes));
  }
});
