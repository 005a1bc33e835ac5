/** "Move number, system call, return" from bytes, of every machine that Go supports, and code that is more than that. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bareSystemCall } from '../../../src/code/bareSystemCall.ts';
import { machineOf } from '../../../src/code/decode/machine.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { codeBytes } from '../../support/code/codeImage.ts';
import { type VdsoArch, vdsoImage } from '../../support/elf/index.ts';

interface Case {
  readonly arch: VdsoArch;
  readonly code: string;
  readonly number: bigint;
  readonly thumb?: boolean;
}

const cases: Readonly<Record<string, Case>> = {
  'amd64, as QEMU has it': { arch: 'amd64', code: 'b8 e4 00 00 00 0f 05 c3', number: 228n },
  'amd64 with a frame, as UML may have it': {
    arch: 'amd64',
    code: '55 48 89 e5 b8 e4 00 00 00 0f 05 5d c3',
    number: 228n,
  },
  'amd64 with its result made longer, as gVisor has it': {
    arch: 'amd64',
    code: 'b8 35 01 00 00 0f 05 48 98 c3',
    number: 309n,
  },
  'amd64 behind a landing pad': {
    arch: 'amd64',
    code: 'f3 0f 1e fa 48 c7 c0 35 01 00 00 0f 05 c3',
    number: 309n,
  },
  '386, with arguments from the stack': {
    arch: '386',
    code: '89 da 8b 5c 24 04 8b 4c 24 08 b8 09 01 00 00 cd 80 89 d3 c3',
    number: 265n,
  },
  arm64: { arch: 'arm64', code: '28 0e 80 d2 01 00 00 d4 c0 03 5f d6', number: 113n },
  'arm64 behind bti': {
    arch: 'arm64',
    code: '5f 24 03 d5 28 0e 80 d2 01 00 00 d4 c0 03 5f d6',
    number: 113n,
  },
  'Thumb, as QEMU has it': {
    arch: 'arm',
    code: '80 b5 ff 27 08 37 00 df 80 bd',
    number: 263n,
    thumb: true,
  },
  arm: { arch: 'arm', code: '07 71 00 e3 00 00 00 ef 1e ff 2f e1', number: 263n },
  loong64: { arch: 'loong64', code: '0b c4 81 03 00 00 2b 00 20 00 00 4c', number: 113n },
  ppc64: { arch: 'ppc64', code: '38 00 00 f6 44 00 00 02 4e 80 00 20', number: 246n },
  ppc64le: { arch: 'ppc64le', code: 'f6 00 00 38 02 00 00 44 20 00 80 4e', number: 246n },
  riscv64: { arch: 'riscv64', code: '93 08 10 07 73 00 00 00 67 80 00 00', number: 113n },
  'riscv64, compressed': { arch: 'riscv64', code: '93 08 80 0a 73 00 00 00 82 80', number: 168n },
  s390x: { arch: 's390x', code: 'a7 19 01 04 0a 00 07 fe', number: 260n },
  's390x with the number in the call': { arch: 's390x', code: '0a 4e 07 fe', number: 78n },
  mips64: { arch: 'mips64', code: '24 02 14 66 00 00 00 0c 03 e0 00 08 00 00 00 00', number: 5222n },
  mips64le: { arch: 'mips64le', code: '66 14 02 24 0c 00 00 00 08 00 e0 03 00 00 00 00', number: 5222n },
  mips: { arch: 'mips', code: '24 02 10 a7 00 00 00 0c 03 e0 00 08 00 00 00 00', number: 4263n },
};

async function bare(arch: VdsoArch, code: Uint8Array, thumb = false): Promise<bigint | undefined> {
  const result = await readElf(memorySource(vdsoImage({ arch }).bytes));
  assert.equal(result.kind, 'elf');
  const machine = result.kind === 'elf' ? machineOf(result.image.header) : undefined;
  assert.ok(machine !== undefined);
  return bareSystemCall(machine, code, thumb);
}

describe('a bare system call', () => {
  for (const [name, { arch, code, number, thumb }] of Object.entries(cases))
    test(name, async () => assert.equal(await bare(arch, codeBytes(code), thumb), number));
});

describe('code that is no bare system call', () => {
  for (const [name, { arch, code, thumb }] of Object.entries(cases))
    test(`${name}: without its return`, async () => {
      const bytes = codeBytes(code);
      // Whatever the return is, it begins with these bytes or lies in them.
      const cut = bytes.subarray(
        0,
        bytes.length - (/mips/.test(arch) ? 8 : /^(amd64|386)$/.test(arch) ? 1 : 2),
      );
      assert.equal(await bare(arch, cut, thumb), undefined);
    });

  test('amd64: something between', async () =>
    assert.equal(await bare('amd64', codeBytes('b8 e4 00 00 00 0f 31 0f 05 c3')), undefined));
  test('nothing at all', async () => assert.equal(await bare('amd64', new Uint8Array(0)), undefined));
});
