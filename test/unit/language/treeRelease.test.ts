import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { glibc } from '../../../src/consumers/catalog/glibc.ts';
import { go } from '../../../src/consumers/catalog/go.ts';
import { findTreeRelease, headerRelease, knownRelease } from '../../../src/language/source/treeRelease.ts';

async function releaseIn(
  files: Readonly<Record<string, string>>,
  path: string,
  ofGo = false,
): Promise<string | undefined> {
  const found = await findTreeRelease(path, ofGo, async (name) => files[name]);
  return found && `${found.id} ${found.release}`;
}

suite('the release of a source tree', () => {
  test('Go: the module of its own tree, and no other', async () => {
    const runtime = '/go/src/runtime/vdso_linux_arm64.go';
    assert.equal(await releaseIn({ '/go/src/go.mod': 'module std\n\ngo 1.19\n' }, runtime, true), 'go 1.19');
    const vendored = {
      '/go/src/cmd/go.mod': 'module cmd\n\ngo 1.26\n',
      '/go/src/go.mod': 'module std\n\ngo 1.27\n\nrequire x v0.1.0\n',
    };
    const unix = '/go/src/cmd/vendor/golang.org/x/sys/unix/vgetrandom_linux.go';
    assert.equal(await releaseIn(vendored, unix, true), 'go 1.27');
    assert.equal(
      await releaseIn({ '/p/go.mod': 'module example.com/p\n\ngo 1.21\n' }, '/p/runtime/x.go', true),
      undefined,
    );
  });

  test('others, each as its own tree says it', async () => {
    for (const [path, file, text, wanted] of [
      [
        '/x/glibc/sysdeps/unix/sysv/linux/dl-vdso.h',
        '/x/glibc/version.h',
        '/* */\n\n#define RELEASE "stable"\n#define VERSION "2.41"\n',
        'glibc 2.41',
      ],
      ['/x/musl-1.2.5/src/time/clock_gettime.c', '/x/musl-1.2.5/VERSION', '1.2.5\n', 'musl 1.2.5'],
      [
        '/x/criu/arch/x86/include/asm/vdso.h',
        '/x/Makefile.versions',
        '#\nCRIU_VERSION_MAJOR\t:= 4\nCRIU_VERSION_MINOR\t:= 2\nCRIU_VERSION_SUBLEVEL\t:= 1\n',
        'criu 4.2.1',
      ],
      [
        '/x/rustix-1.1.5/src/backend/linux_raw/vdso.rs',
        '/x/rustix-1.1.5/Cargo.toml',
        '[package]\nrust-version = "1.65"\nname = "rustix"\nversion = "1.1.5"\n',
        'rustix 1.1.5',
      ],
      [
        '/x/absl/debugging/internal/vdso_support.cc',
        '/x/absl/base/config.h',
        '// ABSL_LTS_RELEASE_VERSION\n#define ABSL_LTS_RELEASE_VERSION 20260526\n',
        'abseil 20260526',
      ],
      [
        '/x/linux/tools/testing/selftests/vDSO/vdso_config.h',
        '/x/linux/Makefile',
        '# SPDX-License-Identifier: GPL-2.0\nVERSION = 7\nPATCHLEVEL = 2\nSUBLEVEL = 13\nEXTRAVERSION =\n',
        'linux-selftests 7.2',
      ],
    ] as const) {
      assert.equal(await releaseIn({ [file]: text }, path), wanted);
      assert.equal(await releaseIn({}, path), undefined, path);
    }
  });

  test('a copied file says it in its first comment', () => {
    const of = (path: string, text: string, ofGo = false) => {
      const found = headerRelease(path, ofGo, text);
      return found && `${found.id} ${found.release}`;
    };
    for (const [path, text, wanted, ofGo] of [
      [
        '/p/runtime/time.s',
        '// Copyright 2009 The Go Authors.\n// From Go 1.22.3.\n\nTEXT x',
        'go 1.22.3',
        true,
      ],
      ['/p/runtime/x.go', '/* go1.19 */\npackage runtime', 'go 1.19', true],
      ['/p/musl/vdso.c', '\n/* musl-1.2.5, src/internal/vdso.c */\n', 'musl 1.2.5'],
      ['/p/glibc/x.h', '/* Copyright (C) 2011-2026.\n   Of glibc 2.41.  */', 'glibc 2.41'],
      ['/l/tools/testing/selftests/vDSO/parse_vdso.c', '// SPDX\n// Linux v7.2\n', 'linux-selftests 7.2'],
      // A build tag says from when on, not of when.
      ['/p/runtime/x.go', '//go:build linux && go1.24\n\npackage runtime', undefined, true],
      ['/p/musl/vdso.c', 'int x; /* musl-1.2.5 */', undefined],
      ['/p/musl/vdso.c', '/* Copyright 2011 */', undefined],
      ['/p/other/vdso.c', '/* musl-1.2.5 */', undefined],
    ] as const)
      assert.equal(of(path, text, ofGo), wanted, text);
    headerRelease('/p/musl/x.c', false, `/*${'*/ /*'.repeat(100_000)}`);
  });

  test("nothing is read for a file that is nobody's", async () => {
    await findTreeRelease('/home/me/project/x.c', false, (path) => assert.fail(path));
  });

  test('one that nobody read is no answer', () => {
    assert.equal(knownRelease(go, '1.19.8'), '1.19');
    assert.equal(knownRelease(go, '1.2'), undefined);
    assert.equal(knownRelease(go, undefined), undefined);
    assert.equal(knownRelease(glibc, '2.43'), '2.43');
    assert.equal(knownRelease(glibc, '9.9'), undefined);
  });
});
