/** What single instructions of other machines do to what is known: each decides a branch around a system call. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeImage, codeOfBytes } from '../../support/code/codeImage.ts';
import type { VdsoArch } from '../../support/elf/index.ts';

/** Code that makes no call where the machine does what its manual says, and its twin that makes one. */
const cases: readonly {
  readonly what: string;
  readonly arch: VdsoArch;
  readonly user: string;
  readonly kernel: string;
}[] = [
  {
    // lhi %r4, 0x20 or 0x40; tmll %r4, 0x60; jh (code 2: the leftmost bit is 1) over svc 78; br %r14
    what: 's390x: test under mask tells the leftmost bit of several',
    arch: 's390x',
    user: 'a7 48 00 40 a7 41 00 60 a7 24 00 03 0a 4e 07 fe',
    kernel: 'a7 48 00 20 a7 41 00 60 a7 24 00 03 0a 4e 07 fe',
  },
  {
    // mov w0, #5; tbz w0, #0 or tbnz; svc; ret
    what: 'arm64: a bit is tested',
    arch: 'arm64',
    user: 'a0 00 80 52 40 00 00 37 01 00 00 d4 c0 03 5f d6',
    kernel: 'a0 00 80 52 40 00 00 36 01 00 00 d4 c0 03 5f d6',
  },
  {
    // li a5, 4; beq or bne a5, a5 over ecall; ret
    what: 'riscv64: a register equals itself',
    arch: 'riscv64',
    user: '93 07 40 00 63 84 f7 00 73 00 00 00 67 80 00 00',
    kernel: '93 07 40 00 63 94 f7 00 73 00 00 00 67 80 00 00',
  },
  {
    // li r3, 0; cmpwi r3, 0; beqlr or bnelr; sc; blr
    what: 'ppc64le: a conditional return',
    arch: 'ppc64le',
    user: '00 00 60 38 00 00 03 2c 20 00 82 4d 02 00 00 44 20 00 80 4e',
    kernel: '00 00 60 38 00 00 03 2c 20 00 82 4c 02 00 00 44 20 00 80 4e',
  },
  {
    // beqz $zero or bnez $zero over syscall, with its delay slot; jr $ra; nop
    what: 'mips64: the delay slot of a branch is done, and is no way of its own',
    arch: 'mips64',
    user: '10 00 00 03 24 02 14 66 00 00 00 0c 00 00 00 00 03 e0 00 08 00 00 00 00',
    kernel: '14 00 00 03 24 02 14 66 00 00 00 0c 00 00 00 00 03 e0 00 08 00 00 00 00',
  },
  {
    // li.w $a0, 1; bnez or beqz $a0 over syscall; ret
    what: 'loong64: a register is not zero',
    arch: 'loong64',
    user: '04 04 80 03 80 08 00 44 00 00 2b 00 20 00 00 4c',
    kernel: '04 04 80 03 80 08 00 40 00 00 2b 00 20 00 00 4c',
  },
];

describe('what an instruction does', () => {
  for (const { what, arch, user, kernel } of cases)
    test(what, async () => {
      for (const [code, path] of [
        [user, 'user'],
        [kernel, 'kernel'],
      ] as const) {
        const { bytes } = codeImage(arch, { __kernel_first: code });
        const { functions } = await codeOfBytes(bytes);
        const found = functions.find(({ symbol }) => symbol.name === '__kernel_first');
        assert.equal(found?.path, path, JSON.stringify(found?.why?.code));
      }
    });
});

test('bits from a higher one to a lower one are not known', async () => {
  // li.w $a0, 1; bstrpick.d $a0, $a0, 0, 5; ret
  const { bytes } = codeImage('loong64', { __kernel_first: '04 04 80 03 84 14 c0 00 20 00 00 4c' });
  const { functions } = await codeOfBytes(bytes);
  assert.equal(functions.find(({ symbol }) => symbol.name === '__kernel_first')?.path, 'user');
});

test('mips: what a floating-point comparison tells is not known, so that both ways are followed', async () => {
  // bc1t over syscall, with its delay slot; jr $ra; nop
  const code = '45 01 00 03 00 00 00 00 00 00 00 0c 00 00 00 00 03 e0 00 08 00 00 00 00';
  const { functions } = await codeOfBytes(codeImage('mips64', { __kernel_first: code }).bytes);
  assert.equal(functions.find(({ symbol }) => symbol.name === '__kernel_first')?.path, 'user-or-kernel');
});

test('mips release 6: compact branches lead from what follows them, and 64-bit instructions are known', async () => {
  // li $v0, 0; daddiu $v0, $v0, 0; beqzc or bnezc $v0 over syscall, with its forbidden slot; jr $ra; nop
  const code = (branch: string) =>
    `24 02 00 00 64 42 00 00 ${branch} 40 00 02 00 00 00 00 00 00 00 0c 03 e0 00 09 00 00 00 00`;
  for (const [branch, path] of [
    ['d8', 'user'],
    ['f8', 'kernel'],
  ] as const) {
    const bytes = codeImage('mips64', { __kernel_first: code(branch) }).bytes.slice();
    // e_flags: EF_MIPS_ARCH_64R6
    bytes[0x30] = 0xa0;
    const { functions } = await codeOfBytes(bytes);
    const found = functions.find(({ symbol }) => symbol.name === '__kernel_first');
    assert.equal(found?.path, path, JSON.stringify(found?.why?.code));
  }
});
