import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelText } from '../../../src/elf/english.ts';
import type { SourceFailureCode } from '../../../src/sources/failures.ts';
import { openLive, openProcess } from '../../../src/sources/liveImage.ts';
import { MAPPING_LIMIT } from '../../../src/sources/processImages.ts';
import { processMemory } from '../../../src/sources/processMemory.ts';
import type { ProcFs } from '../../../src/sources/procFs.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';
import { auxvBytes, type FakeProcOptions, fakeProc, statusText } from '../../support/fakeProc.ts';

const BASE = 0x7ffc1b9f2000n;
const SIZE = 0x2000;
const AUXV = auxvBytes(
  [
    [33, BASE],
    [6, 4096n],
    [4, 56n],
  ],
  8,
  true,
);
const line = (start: bigint, end: bigint, name: string) =>
  `${start.toString(16)}-${end.toString(16)} r-xp 00000000 00:00 0 ${name}\n`;
const MAPS = line(BASE - 0x4000n, BASE, '[vvar]') + line(BASE, BASE + BigInt(SIZE), '[vdso]');
/** Of a process without an image. */
const UNMAPPED = line(0x1000n, 0x2000n, '[heap]');
const IMAGE = Uint8Array.from({ length: SIZE }, (_, index) => index % 251);

/** A healthy process of that folder, then whatever differs. */
function machine(dir: string, changes: FakeProcOptions = {}) {
  return fakeProc({
    facts: changes.facts ?? {},
    files: {
      '/proc/self/status': statusText(),
      [`${dir}/status`]: statusText(),
      [`${dir}/auxv`]: AUXV,
      [`${dir}/maps`]: MAPS,
      ...changes.files,
    },
    memory: { [`${dir}/mem`]: { start: BASE, bytes: IMAGE }, ...changes.memory },
    owners: changes.owners ?? {},
  });
}

async function failure(opening: Promise<unknown>, code: SourceFailureCode): Promise<SourceError> {
  const error = await opening.then(
    () => assert.fail('it opened'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SourceError, String(error));
  assert.equal(error.code, code, error.message);
  assert.match(error.message, /^[A-Z/].*\.$/s);
  return error;
}

test('the live image: whole mapping, where it stands, what is beside it', async () => {
  const proc = machine('/proc/self', { facts: { pid: 42 } });
  const { source, info, host } = await openLive(proc);
  assert.deepEqual(await source.read(0, source.size), IMAGE);
  assert.equal(info.kind, 'live');
  assert.equal(labelText(info.label), 'this process (42)');
  assert.equal(info.pid, 42);
  assert.equal(info.base, BASE);
  assert.equal(info.size, SIZE);
  assert.deepEqual(
    info.mapping?.map(({ name }) => name),
    ['[vvar]', '[vdso]'],
  );
  assert.equal(host?.kernelRelease, '6.1.0-test');
  assert.equal(proc.openCount(), 0);
});

test('another process, its name escaped', async () => {
  const proc = machine('/proc/7', { files: { '/proc/7/status': statusText({ name: 'a\u202eb\x1b' }) } });
  const { info } = await openProcess(proc, 7);
  assert.equal(info.kind, 'process');
  assert.equal(labelText(info.label), 'process 7 (a\\u202eb\\x1b)');
});

test('a 32-bit big-endian process under a 64-bit kernel', async () => {
  const base = 0x77f00000n;
  const { info } = await openProcess(
    machine('/proc/7', {
      facts: { littleEndian: false },
      files: {
        '/proc/7/auxv': auxvBytes(
          [
            [33, base],
            [6, 4096n],
            [4, 32n],
          ],
          4,
          false,
        ),
        '/proc/7/maps': line(base, base + 0x1000n, '[vdso]'),
      },
      memory: { '/proc/7/mem': { start: base, bytes: IMAGE } },
    }),
    7,
  );
  assert.equal(info.base, base);
  assert.equal(info.size, 0x1000);
});

test('an unnamed mapping, as under gVisor', async () => {
  const { info } = await openLive(
    machine('/proc/self', { files: { '/proc/self/maps': line(BASE, BASE + 0x2000n, '') } }),
  );
  assert.deepEqual(info.mapping, [{ name: '', start: BASE, end: BASE + 0x2000n, perms: 'r-xp' }]);
});

test('memory that comes in small pieces is put together', async () => {
  const proc = machine('/proc/self', {
    memory: { '/proc/self/mem': { start: BASE, bytes: IMAGE, step: 1000 } },
  });
  const { source } = await openLive(proc);
  assert.deepEqual(await source.read(0, SIZE), IMAGE);
});

test('memory whose later pages cannot be read: what came is the image', async () => {
  for (const errno of ['EIO', undefined]) {
    const memory = {
      start: BASE,
      bytes: IMAGE.subarray(0, 0x1000),
      ...(errno === undefined ? {} : { errno }),
    };
    const { source, info } = await openLive(machine('/proc/self', { memory: { '/proc/self/mem': memory } }));
    assert.equal(info.size, 0x1000);
    assert.equal(source.size, 0x1000);
  }
});

test('not Linux', async () => {
  const error = await failure(openLive(fakeProc({ facts: { platform: 'darwin' } })), 'notLinux');
  assert.match(error.message, /darwin/);
  assert.deepEqual(error.remedies, ['openFile']);
});

test('no /proc', async () => {
  const error = await failure(openLive(fakeProc({})), 'noProc');
  assert.deepEqual(error.remedies, ['openFile', 'retry']);
  await failure(openProcess(fakeProc({}), 7), 'noProc');
});

test('no such process, or no such number', async () => {
  const proc = machine('/proc/self');
  await failure(openProcess(proc, 7), 'noSuchProcess');
  for (const pid of [0, -1, 1.5, Number.NaN]) await failure(openProcess(proc, pid), 'noSuchProcess');
});

test('a zombie and a kernel thread: auxv is empty (old kernels), says ESRCH (new ones), or refuses (not root)', async () => {
  for (const auxv of [new Uint8Array(), { errno: 'ESRCH' }, { errno: 'EACCES' }]) {
    const zombie = { '/proc/7/auxv': auxv, '/proc/7/status': statusText({ state: 'Z (zombie)' }) };
    await failure(openProcess(machine('/proc/7', { files: zombie }), 7), 'zombie');
    const thread = { '/proc/7/auxv': auxv, '/proc/7/status': statusText({ kernelThread: true }) };
    await failure(openProcess(machine('/proc/7', { files: thread }), 7), 'kernelThread');
  }
});

test('a process that ends between two steps', async () => {
  const gone = { '/proc/7/status': { errno: 'ESRCH' } };
  const atMaps = { ...gone, '/proc/7/maps': { errno: 'ESRCH' } };
  await failure(openProcess(machine('/proc/7', { files: atMaps }), 7), 'noSuchProcess');
  const emptyMaps = { ...gone, '/proc/7/maps': '' };
  await failure(openProcess(machine('/proc/7', { files: emptyMaps }), 7), 'noSuchProcess');
  for (const memory of [{ openErrno: 'ENOENT' }, { start: BASE }]) {
    const proc = machine('/proc/7', { files: gone, memory: { '/proc/7/mem': memory } });
    await failure(openProcess(proc, 7), 'noSuchProcess');
    assert.equal(proc.openCount(), 0);
  }
});

test('a process that starts another program between two steps', async () => {
  const proc = machine('/proc/7', { memory: { '/proc/7/mem': { start: BASE } } });
  const error = await failure(openProcess(proc, 7), 'baseNotMapped');
  assert.ok(error.remedies.includes('retry'));
});

test('files that a sandbox leaves out', async () => {
  const proc = machine('/proc/self', { memory: { '/proc/self/mem': { openErrno: 'ENOENT' } } });
  const error = await failure(openLive(proc), 'procFileMissing');
  assert.match(error.message, /\/proc\/self\/mem/);
  await failure(openLive(machine('/proc/self', { files: { '/proc/self/auxv': '' } })), 'procFileMissing');
});

test('no vDSO: vdso=0, or one that is withheld', async () => {
  for (const entries of [
    [[6, 4096n]],
    [
      [6, 4096n],
      [33, 0n],
    ],
  ] as const) {
    const auxv = auxvBytes(entries, 8, true);
    const error = await failure(
      openLive(machine('/proc/self', { files: { '/proc/self/auxv': auxv, '/proc/self/maps': UNMAPPED } })),
      'noVdso',
    );
    assert.match(error.message, /vdso=0/);
    assert.deepEqual(error.remedies, ['openFile']);
  }
});

test('no vDSO for a 32-bit program: the option or the parameter that takes it away is named', async () => {
  const cases = [
    ['arm64', /only with CONFIG_COMPAT_VDSO: this one was built without, or a sandbox/],
    ['arm', /CONFIG_COMPAT_VDSO, 32-bit ones only with CONFIG_VDSO/],
    ['x64', /vdso32=0/],
    ['ppc64', /CONFIG_VDSO32/],
    ['s390x', /Linux 7\.2 and newer/],
    ['mips', /no image for this architecture/],
  ] as const;
  for (const [arch, sentence] of cases) {
    const auxv = auxvBytes([[6, 4096n]], 4, true);
    const proc = machine('/proc/self', { files: { '/proc/self/auxv': auxv, '/proc/self/maps': UNMAPPED } });
    const error = await failure(openLive({ ...proc, arch }), 'noVdso');
    assert.match(error.message, sentence, arch);
  }
});

test('an auxiliary vector that is none', async () => {
  const files = { '/proc/self/auxv': new Uint8Array(48).fill(0xee) };
  await failure(openLive(machine('/proc/self', { files })), 'auxvMalformed');
});

test('AT_SYSINFO_EHDR points to no mapping', async () => {
  const files = { '/proc/self/maps': line(0x1000n, 0x2000n, '[heap]') };
  const error = await failure(openLive(machine('/proc/self', { files })), 'baseNotMapped');
  assert.match(error.message, /0x7ffc1b9f2000/);
});

test('an absurdly large mapping is not read', async () => {
  const limit = BigInt(MAPPING_LIMIT);
  const at = (size: bigint) =>
    openLive(machine('/proc/self', { files: { '/proc/self/maps': line(BASE, BASE + size, '') } }));
  await failure(at(limit + 1n), 'mappingTooLarge');
  await failure(at(1n << 46n), 'mappingTooLarge');
  assert.equal((await at(limit)).info.size, SIZE);
});

test('an address that no file position can name', async () => {
  const base = 0xfff8000100000000n; // sparc64
  const files = {
    '/proc/self/auxv': auxvBytes(
      [
        [33, base],
        [4, 56n],
      ],
      8,
      true,
    ),
    '/proc/self/maps': line(base, base + 0x2000n, '[vdso]'),
  };
  const memory = { '/proc/self/mem': { start: base, bytes: IMAGE } };
  const proc = machine('/proc/self', { files, memory });
  const error = await failure(openLive(proc), 'addressTooHigh');
  assert.match(error.message, /0xfff8000100000000/);
  assert.equal(proc.openCount(), 0);
});

test('EIO: the mapping is named', async () => {
  const proc = machine('/proc/self', { memory: { '/proc/self/mem': { start: BASE, errno: 'EIO' } } });
  const error = await failure(openLive(proc), 'memoryUnreadable');
  assert.match(error.message, /\[vdso\].*EIO/);
  assert.equal(proc.openCount(), 0);
});

test('[vvar] through process memory: a state with words', async () => {
  const proc = machine('/proc/self', { memory: { '/proc/self/mem': { start: BASE, errno: 'EIO' } } });
  const range = { pid: 1, own: false, base: BASE, size: 64, mapping: '[vvar]' };
  const source = processMemory(await proc.openMemory('/proc/self/mem'), range);
  await failure(source.read(0, 64), 'memoryUnreadable');
  await source.dispose();
});

const MEM_REFUSED = { '/proc/7/mem': { openErrno: 'EACCES' } };
const YAMA = '/proc/sys/kernel/yama/ptrace_scope';

test('memory of another user', async () => {
  const files = {
    '/proc/7/status': statusText({ uid: 0 }),
    '/proc/7/auxv': { errno: 'EACCES' },
    [YAMA]: '1\n',
  };
  const error = await failure(openProcess(machine('/proc/7', { files }), 7), 'otherUser');
  assert.match(error.message, /\/proc\/7\/auxv.*user 0.*user 1000/);
  assert.deepEqual(error.args, { pid: 7, file: '/proc/7/auxv', uid: 0, ownUid: 1000 });
  const byRoot = machine('/proc/7', { facts: { uid: 0 }, files: { '/proc/7/auxv': { errno: 'EPERM' } } });
  assert.match((await failure(openProcess(byRoot, 7), 'otherUser')).message, /without CAP_SYS_PTRACE/);
});

test('a process that is not dumpable, the own one included', async () => {
  const other = machine('/proc/7', {
    files: { '/proc/7/auxv': { errno: 'EACCES' } },
    owners: { '/proc/7/auxv': 0 },
  });
  await failure(openProcess(other, 7), 'notDumpable');
  const own = machine('/proc/self', {
    files: { '/proc/self/auxv': { errno: 'EACCES' } },
    owners: { '/proc/self/auxv': 0 },
  });
  const error = await failure(openLive(own), 'notDumpable');
  assert.deepEqual(error.remedies, ['openFile']);
});

test('a process with more capabilities', async () => {
  const files = { '/proc/7/status': statusText({ permitted: '3000' }), '/proc/7/auxv': { errno: 'EACCES' } };
  await failure(openProcess(machine('/proc/7', { files }), 7), 'moreCapable');
});

test('Yama, at each of its scopes', async () => {
  for (const [scope, remedy] of [
    ['1', /ptrace_scope to 0/],
    ['2', /CAP_SYS_PTRACE/],
    ['3', /next boot/],
  ] as const) {
    const proc = machine('/proc/7', { files: { [YAMA]: `${scope}\n` }, memory: MEM_REFUSED });
    const error = await failure(openProcess(proc, 7), 'yama');
    assert.match(error.message, remedy);
    assert.match(error.message, /Yama/);
  }
});

test('refused for none of the known reasons, or although CAP_SYS_PTRACE is there', async () => {
  for (const files of [{}, { [YAMA]: '0\n' }, { [YAMA]: 'rubbish' }]) {
    const error = await failure(
      openProcess(machine('/proc/7', { files, memory: MEM_REFUSED }), 7),
      'accessRefused',
    );
    assert.match(error.message, /EACCES/);
  }
  const capable = {
    '/proc/self/status': statusText({ uid: 0, effective: '000001ffffffffff' }),
    '/proc/7/status': statusText({ uid: 5, permitted: 'ffffffffffffffff' }),
    '/proc/7/auxv': { errno: 'EACCES' },
  };
  await failure(openProcess(machine('/proc/7', { facts: { uid: 0 }, files: capable }), 7), 'accessRefused');
});

test('any other failure of a file of /proc names the file and the error', async () => {
  for (const name of ['auxv', 'maps']) {
    const files = { [`/proc/self/${name}`]: { errno: 'EMFILE' } };
    const error = await failure(openLive(machine('/proc/self', { files })), 'procFailed');
    assert.match(error.message, new RegExp(`/proc/self/${name}.*EMFILE`));
  }
  const memory = { '/proc/self/mem': { openErrno: 'ENFILE' } };
  await failure(openLive(machine('/proc/self', { memory })), 'procFailed');
});

test('the clock source is optional', async () => {
  const folder = '/sys/devices/system/clocksource/clocksource0';
  const without: ProcFs = machine('/proc/self');
  assert.deepEqual((await openLive(without)).host, { kernelRelease: '6.1.0-test', arch: 'x64' });
  const files = {
    [`${folder}/current_clocksource`]: 'hyperv_clocksource_tsc_page\n',
    [`${folder}/available_clocksource`]: 'hyperv_clocksource_tsc_page acpi_pm \n',
  };
  assert.deepEqual((await openLive(machine('/proc/self', { files }))).host, {
    kernelRelease: '6.1.0-test',
    arch: 'x64',
    clocksource: 'hyperv_clocksource_tsc_page',
    availableClocksources: ['hyperv_clocksource_tsc_page', 'acpi_pm'],
  });
});
