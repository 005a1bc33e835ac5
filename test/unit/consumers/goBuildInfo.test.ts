import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBuildInfo } from '../../../src/consumers/goProgram/buildInfo.ts';
import type { Segment } from '../../../src/elf/model.ts';
import type { ElfHeaders } from '../../../src/elf/readHeaders.ts';
import { entryTable, NO_ROWS } from '../../../src/elf/table.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';

const ADDRESS = 0x400000;
const MODULE = `0123456789abcdefpath\texample.org/clock\nmod\texample.org/clock\t(devel)\n0123456789abcdef`;

/** A program without section headers whose only segment is writable and holds `bytes`. */
function program(bytes: Uint8Array): ElfHeaders {
  const segment = { type: 1, flags: 6, offset: 0n, filesz: BigInt(bytes.length) } as Segment;
  return {
    size: bytes.length,
    header: {} as ElfHeaders['header'],
    segments: entryTable({ offset: 0, length: 1, size: 56 }, () => segment),
    sections: NO_ROWS,
    offsetOf: (address) => {
      const offset = Number(address) - ADDRESS;
      return offset >= 0 && offset < bytes.length ? offset : undefined;
    },
  };
}

const read = (bytes: Uint8Array) => readBuildInfo(program(bytes), memorySource(bytes));

/** The blob at offset 0x40, as linkers before Go 1.18 wrote it: two pointers to strings elsewhere. */
function pointerForm(size: 4 | 8, little: boolean): Uint8Array {
  const bytes = new Uint8Array(0x400);
  const view = new DataView(bytes.buffer);
  const word = (at: number, value: number) =>
    size === 8 ? view.setBigUint64(at, BigInt(value), little) : view.setUint32(at, value, little);
  const put = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  bytes[0x40] = 0xff;
  put(0x41, ' Go buildinf:');
  bytes[0x4e] = size;
  bytes[0x4f] = little ? 0 : 1;
  word(0x50, ADDRESS + 0x100);
  word(0x50 + size, ADDRESS + 0x120);
  word(0x100, ADDRESS + 0x200);
  word(0x100 + size, 'go1.15.15'.length);
  word(0x120, ADDRESS + 0x300);
  word(0x120 + size, MODULE.length);
  put(0x200, 'go1.15.15');
  put(0x300, MODULE);
  return bytes;
}

function inlineForm(version: string, module: string): Uint8Array {
  const text = new TextEncoder();
  const string = (value: string) => {
    const bytes = text.encode(value);
    return [
      ...(bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7]),
      ...bytes,
    ];
  };
  const blob = [0xff, ...text.encode(' Go buildinf:'), 8, 2, ...new Uint8Array(16)];
  return Uint8Array.from([...blob, ...string(version), ...string(module)]);
}

for (const size of [4, 8] as const) {
  for (const little of [true, false]) {
    test(`pointers of ${size} bytes, ${little ? 'little' : 'big'}-endian, lead to the version`, async () => {
      assert.deepEqual(await read(pointerForm(size, little)), {
        goVersion: 'go1.15.15',
        path: 'example.org/clock',
      });
    });
  }
}

test('strings that follow inline are read, long ones too', async () => {
  const module = `${MODULE}${'x'.repeat(300)}`;
  assert.deepEqual(await read(inlineForm('go1.27.4', module)), {
    goVersion: 'go1.27.4',
    path: 'example.org/clock',
  });
  assert.deepEqual(await read(inlineForm('devel go1.28-abc', '')), { goVersion: 'devel go1.28-abc' });
});

test('a cut or empty blob is no build information', async () => {
  assert.equal(await read(new Uint8Array(64)), undefined);
  for (const bytes of [pointerForm(8, true), inlineForm('go1.27.4', MODULE)]) {
    for (let length = 0; length < bytes.length; length += 7) {
      const info = await read(bytes.slice(0, length));
      assert.ok(info === undefined || info.goVersion !== '');
    }
  }
  const wild = pointerForm(8, true);
  wild.fill(0xff, 0x50, 0x60);
  assert.equal(await read(wild), undefined);
});
