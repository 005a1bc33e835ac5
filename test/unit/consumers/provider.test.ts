/** Who made an image: told by its note, by its shape, and by where it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ProviderEvidence, providerOf } from '../../../src/consumers/provider.ts';
import { linuxVersionNote, type VdsoOptions, vdsoImage } from '../../support/elf/index.ts';
import { elfImage } from './support.ts';

const GVISOR = [
  'clock_gettime',
  '__vdso_clock_gettime',
  'gettimeofday',
  '__vdso_gettimeofday',
  'getcpu',
  '__vdso_getcpu',
  'time',
  '__vdso_time',
  '__kernel_rt_sigreturn',
];
const high = { notes: [], hash: 'sysv', override: { base: 0xffffffffff700000n } } as const;

async function kind(options: VdsoOptions, more: Omit<ProviderEvidence, 'image'> = {}): Promise<string> {
  return providerOf({ image: await elfImage(vdsoImage(options)), ...more }).kind;
}

const named = (name: string) => ({
  source: { mapping: [{ name, start: 0x1000n, end: 0x2000n, perms: 'r-xp' }] },
});
const onKernel = (kernelRelease: string) => ({ host: { kernelRelease } }) as unknown as ProviderEvidence;

test('the Linux note wins over every shape', async () => {
  const { image } = { image: await elfImage(vdsoImage({ arch: 'arm64' })) };
  assert.deepEqual(providerOf({ image }), { kind: 'linux', release: '6.12.107' });
  assert.equal(await kind({ arch: 'amd64' }, named('/usr/lib/rr/librrpage.so')), 'linux');
});

test('gVisor, WSL1 and images linked high by somebody else', async () => {
  assert.equal(await kind({ arch: 'amd64', exports: GVISOR, ...high }), 'gvisor');
  assert.equal(await kind({ arch: 'amd64', ...high }), 'unknown');
  assert.equal(await kind({ arch: 'amd64', ...high }, onKernel('4.4.0-19041-Microsoft')), 'wsl1');
  assert.equal(
    await kind({ arch: 'amd64', ...high }, onKernel('5.15.90.1-microsoft-standard-WSL2')),
    'unknown',
  );
  assert.equal(await kind({ arch: 'amd64', notes: [] }), 'unknown');
});

test('user-mode Linux: a Linux note, in an image linked high; Linux itself was linked there before 3.14', async () => {
  const image = async (...release: Parameters<typeof linuxVersionNote>) =>
    providerOf({
      image: await elfImage(vdsoImage({ arch: 'amd64', ...high, notes: [linuxVersionNote(...release)] })),
    });
  assert.deepEqual(await image(7, 2, 7), { kind: 'uml', release: '7.2.7' });
  assert.deepEqual(await image(3, 2, 102), { kind: 'linux', release: '3.2.102' });
  assert.equal(await kind({ arch: 'amd64', hash: 'sysv' }), 'linux', 'linked at 0');
});

test("rr: its library's name, as soname or in the map", async () => {
  assert.equal(await kind({ arch: 'amd64', notes: [] }, named('/usr/lib/rr/librrpage.so')), 'rr');
  assert.equal(await kind({ arch: 'amd64', notes: [], override: { soname: 'librrpage.so' } }), 'rr');
  assert.equal(await kind({ arch: 'amd64', notes: [] }, named('[vdso]')), 'unknown');
  const page = { arch: 'amd64', notes: [], exports: ['__vdso_time', 'rr_page_start'] } as const;
  assert.equal(await kind(page), 'rr', 'by the start of its page');
});
