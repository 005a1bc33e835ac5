import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Live } from '../../../src/language/answers/hoverContext.ts';
import { hover, liveImage } from './support.ts';

suite('hovers in files for other machines and systems', () => {
  test("what is Go's on every system says in another system's file that there is no image", async () => {
    const live = await liveImage({ arch: 'amd64' });
    const at = (file: string, name: string) => hover(`/go/src/runtime/${file}`, `x = |${name}`, live) ?? '';
    assert.match(at('os_windows.go', 'vdsoPC'), /^This file is for windows: there is no ELF image/);
    assert.doesNotMatch(at('os_linux.go', 'vdsoPC'), /no ELF image/);
    assert.doesNotMatch(at('vdso_freebsd.go', 'vdsoTimekeep'), /no ELF image/);
  });

  test("another architecture's file is answered from the catalogue and never from this machine", async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const marked of [
      'vdso|SymbolKeys',
      'vdso|LinuxVersion',
      '"__kernel_|clock_gettime"',
      '"LINUX_|2.6.39"',
    ]) {
      const text = hover('vdso_linux_arm64.go', marked, live) ?? '';
      assert.match(text, /^On arm64 (?:Go 1\.27|Linux).*This machine \(amd64\) cannot check it/s);
      assert.match(text, /LINUX_2\.6\.39/);
      assert.doesNotMatch(text, /in process|command:|✔/);
    }
  });

  test('both byte orders share a file: ppc64x is answered by a ppc64le image', async () => {
    const text = hover('vdso_linux_ppc64x.go', 'vdso|ClockgettimeSym', await liveImage({ arch: 'ppc64le' }));
    assert.match(text ?? '', /✔ Go 1\.27 on ppc64le finds `__kernel_clock_gettime` in `LINUX_2\.6\.15` here/);
  });

  test("vdsoClockGettime is called FreeBSD's, with where Linux does it", async () => {
    const live = await liveImage({ arch: 'amd64' });
    for (const path of ['vdso_freebsd.go', 'os_linux.go']) {
      const text = hover(path, 'vdso|ClockGettime(CLOCK_REALTIME)', live) ?? '';
      assert.match(text, /FreeBSD/);
      for (const name of ['nanotime1', 'walltime', 'vdsoClockgettimeSym'])
        assert.ok(text.includes(name), name);
      assert.doesNotMatch(text, /in process/);
    }
  });

  test("a Linux name in another system's file is not answered from this machine", async () => {
    const text = hover('x_freebsd.go', 'vdso|SymbolKeys', await liveImage({ arch: 'amd64' })) ?? '';
    assert.match(text, /This file is for freebsd/);
    assert.doesNotMatch(text, /in process/);
  });

  test('without a live image the reason is given, and the catalogue', () => {
    const live: Live = { kind: 'none', reason: 'Only Linux maps a vDSO.' };
    const text = hover('vdso_linux_amd64.go', 'vdso|ClockgettimeSym', live) ?? '';
    assert.match(text, /There is no live image to ask\. Only Linux maps a vDSO\./);
    assert.match(text, /^On amd64 Go 1\.27 looks up `__vdso_clock_gettime`/);
  });

  test('a name of another architecture: what it is called there, and who exports it since when', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const text = hover('vdso_linux_arm64.go', '"__vdso_clock|_gettime"', live) ?? '';
    assert.match(text, /On arm64 it is called `__kernel_clock_gettime`\./);
    assert.match(text, /\*Exported by Linux:\* `__vdso_clock_gettime` on x86-64, x32, i386/);
    assert.match(text, /`__kernel_clock_gettime` on arm64, s390x/);
    const here = hover('vdso_linux_amd64.go', '"__vdso_clock|_gettime"', live) ?? '';
    assert.doesNotMatch(here, /it is called/);
    const unknown = hover('vdso_linux_amd64.go', '"__vdso_getrand|m"', live) ?? '';
    assert.match(unknown, /Did you mean \\?_\\?_vdso\\?_getrandom\?/);
  });
});
