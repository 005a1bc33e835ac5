/** How code goes on, by code of our own for each machine: calls, jumps that are decided, and which counters are read. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeImage, codeOfBytes } from '../../support/code/codeImage.ts';
import type { VdsoArch } from '../../support/elf/index.ts';

/** The first of some functions. */
async function first(arch: VdsoArch, ...codes: readonly string[]) {
  const functions = Object.fromEntries(codes.map((code, at) => [`__kernel_${at}`, code]));
  const found = (await codeOfBytes(codeImage(arch, functions).bytes)).functions;
  return found.find(({ symbol }) => symbol.name === '__kernel_0') ?? assert.fail('it is not there');
}

/** Each makes one system call, whose number the test of the calls expects. */
const callee: Partial<Record<VdsoArch, readonly [code: string, number: bigint]>> = {
  arm64: ['28 0e 80 d2 01 00 00 d4 c0 03 5f d6', 113n],
  riscv64: ['93 08 10 07 73 00 00 00 67 80 00 00', 113n],
  ppc64: ['38 00 00 f6 44 00 00 02 4e 80 00 20', 246n],
  s390x: ['0a 4e 07 fe', 78n],
  mips64: ['24 02 14 66 00 00 00 0c 03 e0 00 08 00 00 00 00', 5222n],
  arm: ['f0 27 00 df 70 47', 240n],
  amd64: ['b8 e4 00 00 00 0f 05 c3', 228n],
  loong64: ['0b c4 81 03 00 00 2b 00 20 00 00 4c', 113n],
};

const calls: readonly (readonly [arch: VdsoArch, how: string, code: string])[] = [
  // stp x29,x30,[sp,#-16]!; bl .+60; ldp x29,x30,[sp],#16; ret
  ['arm64', 'directly', 'fd 7b bf a9 0f 00 00 94 fd 7b c1 a8 c0 03 5f d6'],
  // stp x29,x30,[sp,#-16]!; adr x3,.+60; blr x3; ldp x29,x30,[sp],#16; ret
  ['arm64', 'through a register', 'fd 7b bf a9 e3 01 00 10 60 00 3f d6 fd 7b c1 a8 c0 03 5f d6'],
  // adr x3,.+64; br x3
  ['arm64', 'by a jump through a register', '03 02 00 10 60 00 1f d6'],
  // b .+64
  ['arm64', 'by a jump', '10 00 00 14'],
  // addi sp,sp,-16; sd ra,8(sp); jal ra,.+56; ld ra,8(sp); addi sp,sp,16; ret
  ['riscv64', 'directly', '13 01 01 ff 23 34 11 00 ef 00 80 03 83 30 81 00 13 01 01 01 67 80 00 00'],
  // mv s0,ra; auipc t1,0; addi t1,t1,60; jalr t1; mv ra,s0; ret
  [
    'riscv64',
    'through a register',
    '13 84 00 00 17 03 00 00 13 03 c3 03 e7 00 03 00 93 00 04 00 67 80 00 00',
  ],
  // mv s0,ra; auipc t1,0; jalr ra,60(t1); mv ra,s0; ret
  [
    'riscv64',
    'through a register and a distance',
    '13 84 00 00 17 03 00 00 e7 00 c3 03 93 00 04 00 67 80 00 00',
  ],
  // auipc t1,0; addi t1,t1,64; jr t1
  ['riscv64', 'by a jump through a register', '17 03 00 00 13 03 03 04 67 00 03 00'],
  // j .+64
  ['riscv64', 'by a jump', '6f 00 00 04'],
  // mflr 14; bl .+60; mtlr 14; blr
  ['ppc64', 'directly', '7d c8 02 a6 48 00 00 3d 7d c8 03 a6 4e 80 00 20'],
  // mflr 14; addi 12,12,64; mtctr 12; bctrl; mtlr 14; blr
  [
    'ppc64',
    'through the count register',
    '7d c8 02 a6 39 8c 00 40 7d 89 03 a6 4e 80 04 21 7d c8 03 a6 4e 80 00 20',
  ],
  // addi 12,12,64; mtctr 12; bctr
  ['ppc64', 'by a jump through the count register', '39 8c 00 40 7d 89 03 a6 4e 80 04 20'],
  // b .+64
  ['ppc64', 'by a jump', '48 00 00 40'],
  // lgr %r6,%r14; brasl %r14,.+60; lgr %r14,%r6; br %r14
  ['s390x', 'directly', 'b9 04 00 6e c0 e5 00 00 00 1e b9 04 00 e6 07 fe'],
  // lgr %r6,%r14; larl %r1,.+60; basr %r14,%r1; lgr %r14,%r6; br %r14
  ['s390x', 'through a register', 'b9 04 00 6e c0 10 00 00 00 1e 0d e1 b9 04 00 e6 07 fe 07 07'],
  // larl %r1,.+64; br %r1
  ['s390x', 'by a jump through a register', 'c0 10 00 00 00 20 07 f1'],
  // j .+64
  ['s390x', 'by a jump', 'a7 f4 00 20'],
  // move $s0,$ra; bal .+60; nop; move $ra,$s0; jr $ra; nop
  [
    'mips64',
    'directly',
    '03 e0 80 25 04 11 00 0e 00 00 00 00 02 00 f8 25 03 e0 00 08 00 00 00 00 00 00 00 00 00 00 00 00',
  ],
  // move $s0,$ra; daddiu $t9,$t9,64; jalr $t9; nop; move $ra,$s0; jr $ra; nop
  [
    'mips64',
    'through a register',
    '03 e0 80 25 67 39 00 40 03 20 f8 09 00 00 00 00 02 00 f8 25 03 e0 00 08 00 00 00 00 00 00 00 00',
  ],
  // daddiu $t9,$t9,64; move $s0,$ra; jalr $ra,$t9; nop; move $ra,$s0; jr $ra; nop
  [
    'mips64',
    'through a register, back in another',
    '67 39 00 40 03 e0 80 25 03 20 f8 09 00 00 00 00 02 00 f8 25 03 e0 00 08 00 00 00 00 00 00 00 00',
  ],
  // daddiu $t9,$t9,64; jr $t9; nop
  ['mips64', 'by a jump through a register', '67 39 00 40 03 20 00 08 00 00 00 00 00 00 00 00'],
  // b .+64; nop
  ['mips64', 'by a jump', '10 00 00 0f 00 00 00 00 00 00 00 00 00 00 00 00'],
  // push {r4,lr}; bl .+62; pop {r4,pc}
  ['arm', 'directly', '10 b5 00 f0 1d f8 10 bd'],
  // push {r4,lr}; adr r3,.+62; adds r3,#1; blx r3; pop {r4,pc}
  ['arm', 'through a register', '10 b5 0f a3 01 33 98 47 10 bd'],
  // b.w .+64
  ['arm', 'by a jump', '00 f0 1e b8'],
  // call .+64; ret
  ['amd64', 'directly', 'e8 3b 00 00 00 c3'],
  // lea rax,[rip+57]; call rax; ret
  ['amd64', 'through a register', '48 8d 05 39 00 00 00 ff d0 c3'],
  // lea rax,[rip+57]; jmp rax
  ['amd64', 'by a jump through a register', '48 8d 05 39 00 00 00 ff e0'],
  // jmp .+64
  ['amd64', 'by a jump', 'eb 3e'],
  // move $s0,$ra; bl 60; move $ra,$s0; ret
  ['loong64', 'directly', '37 00 15 00 00 3c 00 54 e1 02 15 00 20 00 00 4c'],
  // move $s0,$ra; pcaddi $t0,15; jirl $ra,$t0,0; move $ra,$s0; ret
  ['loong64', 'through a register', '37 00 15 00 ec 01 00 18 81 01 00 4c e1 02 15 00 20 00 00 4c'],
  // move $s0,$ra; pcaddi $t0,0; jirl $ra,$t0,60; move $ra,$s0; ret
  [
    'loong64',
    'through a register and a distance',
    '37 00 15 00 0c 00 00 18 81 3d 00 4c e1 02 15 00 20 00 00 4c',
  ],
  // pcaddi $t0,16; jr $t0
  ['loong64', 'by a jump through a register', '0c 02 00 18 80 01 00 4c'],
  // b 64
  ['loong64', 'by a jump', '00 40 00 50'],
];

describe('the next function is entered', () => {
  for (const [arch, how, code] of calls)
    test(`${arch}, ${how}`, async () => {
      const [next, number] = callee[arch] ?? assert.fail(arch);
      const { path, systemCalls, why } = await first(arch, code, next);
      assert.equal(path, 'kernel', JSON.stringify(why?.code));
      assert.deepEqual(
        systemCalls.map((each) => each.number),
        [number],
      );
    });
});

/** Over a system call: taken, and not. */
const jumps: readonly (readonly [arch: VdsoArch, taken: string, not: string])[] = [
  // li 3,0; cmpwi 3,0; beq .+8; sc; blr
  [
    'ppc64',
    '38 60 00 00 2c 03 00 00 41 82 00 08 44 00 00 02 4e 80 00 20',
    '38 60 00 00 2c 03 00 00 40 82 00 08 44 00 00 02 4e 80 00 20',
  ],
  // li 3,5; cmpldi cr7,3,9; blt cr7,.+8; sc; blr
  [
    'ppc64',
    '38 60 00 05 2b a3 00 09 41 9c 00 08 44 00 00 02 4e 80 00 20',
    '38 60 00 05 2b a3 00 09 41 9d 00 08 44 00 00 02 4e 80 00 20',
  ],
  // xor ecx,ecx; test ecx,ecx; je 1f; syscall; 1: ret
  ['amd64', '31 c9 85 c9 74 02 0f 05 c3', '31 c9 85 c9 75 02 0f 05 c3'],
  // movs r3,#0; cbz r3,1f; svc #0; 1: bx lr
  ['arm', '00 23 03 b1 00 df 70 47', '00 23 03 b9 00 df 70 47'],
  // movs r3,#0; cmp r3,#1; blo 1f; svc #0; 1: bx lr
  ['arm', '00 23 01 2b 00 d3 00 df 70 47', '00 23 01 2b 00 d2 00 df 70 47'],
  // mov w3,#1; cmp w3,#2; b.lo .+8; svc #0; ret
  [
    'arm64',
    '23 00 80 52 7f 08 00 71 43 00 00 54 01 00 00 d4 c0 03 5f d6',
    '23 00 80 52 7f 08 00 71 42 00 00 54 01 00 00 d4 c0 03 5f d6',
  ],
  // mov x3,#0; cbz x3,.+8; svc #0; ret
  [
    'arm64',
    '03 00 80 d2 43 00 00 b4 01 00 00 d4 c0 03 5f d6',
    '03 00 80 d2 43 00 00 b5 01 00 00 d4 c0 03 5f d6',
  ],
  // lghi %r3,2; clgije %r3,2,.+8; svc 78; br %r14
  [
    's390x',
    'a7 39 00 02 ec 38 00 04 02 7d 0a 4e 07 fe 07 07',
    'a7 39 00 02 ec 36 00 04 02 7d 0a 4e 07 fe 07 07',
  ],
  // lghi %r3,2; cghi %r3,2; ber %r14; svc 78; br %r14
  [
    's390x',
    'a7 39 00 02 a7 3f 00 02 07 8e 0a 4e 07 fe 07 07',
    'a7 39 00 02 a7 3f 00 02 07 7e 0a 4e 07 fe 07 07',
  ],
  // li $v0,-1; bltzl $v0,.+12; nop; syscall; jr $ra; nop
  [
    'mips64',
    '24 02 ff ff 04 42 00 02 00 00 00 00 00 00 00 0c 03 e0 00 08 00 00 00 00 00 00 00 00 00 00 00 00',
    '24 02 ff ff 04 43 00 02 00 00 00 00 00 00 00 0c 03 e0 00 08 00 00 00 00 00 00 00 00 00 00 00 00',
  ],
];

describe('a jump that is decided', () => {
  for (const [at, [arch, taken, not]] of jumps.entries())
    test(`${arch}, ${at}`, async () => {
      assert.equal((await first(arch, taken)).path, 'user');
      assert.equal((await first(arch, not)).path, 'kernel');
    });
});

/** '': none, though the instruction reads a register of the machine. */
const counters: readonly (readonly [arch: VdsoArch, counter: string, code: string])[] = [
  ['amd64', 'rdtsc', '0f 31 c3'], // rdtsc
  ['amd64', 'rdtscp', '0f 01 f9 c3'], // rdtscp
  ['arm64', 'cntvct_el0', '40 e0 3b d5 c0 03 5f d6'], // mrs x0,cntvct_el0
  ['arm64', 'cntpct_el0', '20 e0 3b d5 c0 03 5f d6'], // mrs x0,cntpct_el0
  ['arm64', 'cntvctss_el0', 'c0 e0 3b d5 c0 03 5f d6'], // mrs x0,s3_3_c14_c0_6
  ['arm64', '', '40 d0 3b d5 c0 03 5f d6'], // mrs x0,tpidr_el0
  ['riscv64', 'rdtime', '73 25 10 c0 67 80 00 00'], // rdtime a0
  ['riscv64', 'rdcycle', '73 25 00 c0 67 80 00 00'], // rdcycle a0
  ['riscv64', '', '73 25 20 c0 67 80 00 00'], // rdinstret a0
  ['ppc64', 'mftb', '7c 6c 42 e6 4e 80 00 20'], // mftb 3
  ['ppc64', 'mftb', '7c 6c 42 a6 4e 80 00 20'], // mfspr 3,268
  ['ppc64', '', '7c 68 02 a6 4e 80 00 20'], // mfspr 3,8
  ['s390x', 'stckf', 'b2 7c f0 08 07 fe 07 07'], // stckf 8(%r15)
  ['s390x', 'stcke', 'b2 78 f0 08 07 fe 07 07'], // stcke 8(%r15)
  ['s390x', 'stck', 'b2 05 f0 08 07 fe 07 07'], // stck 8(%r15)
  ['s390x', '', 'e3 10 f0 08 00 24 07 fe'], // stg %r1,8(%r15)
  ['mips64', 'rdhwr $2', '7c 03 10 3b 03 e0 00 08 00 00 00 00 00 00 00 00'], // rdhwr $v1,$2
  ['mips64', '', '7c 03 e8 3b 03 e0 00 08 00 00 00 00 00 00 00 00'], // rdhwr $v1,$29
  ['arm', 'cntvct', '51 ec 1e 0f 70 47'], // mrrc p15,1,r0,r1,c14
  ['arm', 'cntpct', '51 ec 0e 0f 70 47'], // mrrc p15,0,r0,r1,c14
  ['arm', '', '51 ec 2e 0f 70 47'], // mrrc p15,2,r0,r1,c14
  ['loong64', 'rdtime.d', '04 68 00 00 20 00 00 4c'], // rdtime.d $a0,$zero
  ['loong64', 'rdtimel.w', '04 60 00 00 20 00 00 4c'], // rdtimel.w $a0,$zero
  ['loong64', '', 'a4 6c 00 00 20 00 00 4c'], // cpucfg $a0,$a1
];

describe('the counter is', () => {
  for (const [arch, counter, code] of counters)
    test(`${arch}: ${counter === '' ? 'none' : counter}`, async () => {
      const found = await first(arch, code);
      assert.deepEqual([found.path, found.counters], ['user', counter === '' ? [] : [counter]]);
    });
});
