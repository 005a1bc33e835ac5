/** The file of the program that a core dump is of: a name in a dump is anybody's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readElf } from '../../../src/elf/readElf.ts';
import { ofCore } from '../../../src/session/program/coreProgram.ts';
import type { FileReader } from '../../../src/sources/fileReader.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { buildCore } from '../../support/coreDump.ts';
import { vdsoImage } from '../../support/elf/index.ts';

const AT_ENTRY = 9;
const start = 0x40_0000n;
const program = vdsoImage({ arch: 'amd64' }).bytes;

/** Which files are opened beside the dump. */
async function opened(name: string): Promise<readonly string[]> {
  const dump = buildCore({
    class: 64,
    littleEndian: true,
    machine: 62,
    auxv: [[AT_ENTRY, start + 16n]],
    memory: [{ address: start, bytes: program }],
    files: [{ start, end: start + 0x4000n, page: 0n, name }],
  });
  const paths: string[] = [];
  const stat = async () => ({ kind: 'file', size: BigInt(dump.length) }) as const;
  const files: FileReader = {
    stat,
    open: async (path) => {
      if (path !== 'dump') {
        paths.push(path);
        throw Object.assign(new Error(), { code: 'ENOENT' });
      }
      return {
        stat,
        read: async (target, position) => {
          const part = dump.subarray(position, position + target.length);
          target.set(part);
          return part.length;
        },
        close: async () => {},
      };
    },
  };
  const result = await readElf(memorySource(program));
  assert.ok(result.kind === 'elf');
  await ofCore(result.image, 'dump', undefined, undefined, files).catch(() => undefined);
  return paths;
}

test('a path of Linux is opened, and none that leads to a server, a device or beside us', async () => {
  assert.deepEqual(await opened('/usr/bin/program'), ['/usr/bin/program']);
  const others = [
    '//server/share/a',
    '/\\server\\share\\a',
    '\\\\server\\share\\a',
    '/dev/sda',
    '/proc/kmsg',
    'a',
  ];
  for (const name of others) assert.deepEqual(await opened(name), [], name);
});
