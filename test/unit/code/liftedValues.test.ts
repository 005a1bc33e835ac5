/**
 * What instructions compute: each code makes a system call whose number is the result. The numbers of all machines but
 * MIPS are what processors (amd64) and QEMU came to; the bytes are GNU as's and LLVM's.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeImage, codeOfBytes } from '../../support/code/codeImage.ts';
import type { VdsoArch } from '../../support/elf/index.ts';

interface Computed {
  readonly what: string;
  readonly code: string;
  readonly number: bigint;
}

const computed: Partial<Record<VdsoArch, readonly Computed[]>> = {
  arm64: [
    // movz x8,#0x1234; movk x8,#0x5678,lsl #16; movk x8,#0x9abc,lsl #32; mov x1,#-0x1234; mvn x2,x1; add
    // x8,x8,x2; movn w3,#5; add x8,x8,x3; neg w4,w3; add x8,x8,x4
    {
      what: 'moves of a part',
      code: '88 46 82 d2 08 cf aa f2 88 57 d3 f2 61 46 82 92 e2 03 21 aa 08 01 02 8b a3 00 80 12 08 01 03 8b e4 03 03 4b 08 01 04 8b 01 00 00 d4 c0 03 5f d6',
      number: 0x9abd56782467n,
    },
    // mov w1,#0x7a5; mov w2,#0x33c; and w3,w1,w2; orr w4,w1,w2; eor w5,w1,w2; bic w6,w1,w2; orn w7,w1,w2; eon
    // w0,w1,w2; mul w8,w3,w4; sub w8,w8,w5; add w8,w8,w6; eor w8,w8,w7; add w8,w8,w0
    {
      what: 'arithmetic and logic',
      code: 'a1 f4 80 52 82 67 80 52 23 00 02 0a 24 00 02 2a 25 00 02 4a 26 00 22 0a 27 00 22 2a 20 00 22 4a 68 7c 04 1b 08 01 05 4b 08 01 06 0b 08 01 07 4a 08 01 00 0b 01 00 00 d4 c0 03 5f d6',
      number: 0xffe7ae01n,
    },
    // mov x1,#-0x1235; add x8,xzr,x1,lsr #40; sub x8,x8,x1,asr #3; add x8,x8,x1,lsl #5; add x8,x8,w1,uxtb #1;
    // add x8,x8,w1,uxth #2; add x8,x8,w1,sxtw #3; add x8,x8,w1,uxtw; asr w2,w1,#4; add x8,x8,x2; lsr w3,w1,#7;
    // add x8,x8,x3; lsl w4,w1,#9; add x8,x8,x4
    {
      what: 'shifts of operands',
      code: '81 46 82 92 e8 a3 41 8b 08 0d 81 cb 08 15 01 8b 08 05 21 8b 08 29 21 8b 08 cd 21 8b 08 41 21 8b 22 7c 04 13 08 01 02 8b 23 7c 07 53 08 01 03 8b 24 58 17 53 08 01 04 8b 01 00 00 d4 c0 03 5f d6',
      number: 0x302dc6542n,
    },
    // mov w1,#0x8765; movk w1,#0xfedc,lsl #16; sxtb w2,w1; sxth x3,w1; sxtw x4,w1; uxtb w5,w1; uxth w6,w1;
    // ubfx x7,x1,#9,#11; ubfiz x0,x1,#3,#13; sub x8,x7,x2; add x8,x8,x3; add x8,x8,x4,lsl #1; eor x8,x8,x0;
    // add x8,x8,x6,lsl #4
    {
      what: 'extensions and fields',
      code: 'a1 ec 90 52 81 db bf 72 22 1c 00 13 23 3c 40 93 24 7c 40 93 25 1c 00 53 26 3c 00 53 27 4c 49 d3 20 30 7d d3 e8 00 02 cb 08 01 03 8b 08 05 04 8b 08 01 00 ca 08 11 06 8b 01 00 00 d4 c0 03 5f d6',
      number: 0xfffffffffdc11d75n,
    },
    // mov w1,#3; mov w2,#9; cmp w1,w2; csel w8,w1,w2,lt; csinc w3,w1,w2,ge; csinv w4,w1,w2,hi; csneg
    // w5,w1,w2,eq; cset w6,lo; csetm w7,ne; add w8,w8,w3,lsl #4; add w8,w8,w4,lsl #8; add w8,w8,w5; add
    // w8,w8,w6,lsl #3; add w8,w8,w7
    {
      what: 'selections',
      code: '61 00 80 52 22 01 80 52 3f 00 02 6b 28 b0 82 1a 23 a4 82 1a 24 80 82 5a 25 04 82 5a e6 27 9f 1a e7 03 9f 5a 08 11 03 0b 08 21 04 0b 08 01 05 0b 08 0d 06 0b 08 01 07 0b 01 00 00 d4 c0 03 5f d6',
      number: 0xfffff6a1n,
    },
    // mov w1,#-1; cmp w1,#1; cset w8,lt; cset w2,hi; orr w8,w2,w8,lsl #1; cset w2,gt; orr w8,w2,w8,lsl #1;
    // cset w2,mi; orr w8,w2,w8,lsl #1; cset w2,vs; orr w8,w2,w8,lsl #1; cset w2,hs; orr w8,w2,w8,lsl #1; add
    // w8,w8,#64
    {
      what: 'conditions after a comparison of numbers with a sign',
      code: '01 00 80 12 3f 04 00 71 e8 a7 9f 1a e2 97 9f 1a 48 04 08 2a e2 d7 9f 1a 48 04 08 2a e2 57 9f 1a 48 04 08 2a e2 77 9f 1a 48 04 08 2a e2 37 9f 1a 48 04 08 2a 08 01 01 11 01 00 00 d4 c0 03 5f d6',
      number: 0x75n,
    },
    // mov w1,#0x81000000; mov w3,#0x2000000; subs w3,w1,w3; cset w8,lt; cset w2,vs; orr w8,w2,w8,lsl #1; cset
    // w2,pl; orr w8,w2,w8,lsl #1; cset w2,ls; orr w8,w2,w8,lsl #1; cset w2,le; orr w8,w2,w8,lsl #1; add
    // w8,w8,w3
    {
      what: 'conditions after an overflow',
      code: '01 20 b0 52 03 40 a0 52 23 00 03 6b e8 a7 9f 1a e2 77 9f 1a 48 04 08 2a e2 47 9f 1a 48 04 08 2a e2 87 9f 1a 48 04 08 2a e2 c7 9f 1a 48 04 08 2a 08 01 03 0b 01 00 00 d4 c0 03 5f d6',
      number: 0x7f00001dn,
    },
    // mov x1,#7; cmp x1,#7; cset w8,eq; cset w2,le; orr w8,w2,w8,lsl #1; cset w2,hi; orr w8,w2,w8,lsl #1; cset
    // w2,ls; orr w8,w2,w8,lsl #1; cset w2,hs; orr w8,w2,w8,lsl #1; cset w2,vc; orr w8,w2,w8,lsl #1
    {
      what: 'conditions after equality',
      code: 'e1 00 80 d2 3f 1c 00 f1 e8 17 9f 1a e2 c7 9f 1a 48 04 08 2a e2 97 9f 1a 48 04 08 2a e2 87 9f 1a 48 04 08 2a e2 37 9f 1a 48 04 08 2a e2 67 9f 1a 48 04 08 2a 01 00 00 d4 c0 03 5f d6',
      number: 0x37n,
    },
    // mov w1,#5; cmp w1,#5; ccmp w1,#6,#0,eq; cset w8,lo; ccmp w1,#5,#0xa,eq; cset w2,mi; orr w8,w2,w8,lsl #1;
    // cset w2,vs; orr w8,w2,w8,lsl #1; tst w1,#2; cset w2,eq; orr w8,w2,w8,lsl #1; ands w3,w1,#4; add
    // w8,w8,w3,lsl #4
    {
      what: 'conditional comparisons and tests',
      code: 'a1 00 80 52 3f 14 00 71 20 08 46 7a e8 27 9f 1a 2a 08 45 7a e2 57 9f 1a 48 04 08 2a e2 77 9f 1a 48 04 08 2a 3f 00 1f 72 e2 17 9f 1a 48 04 08 2a 23 00 1e 72 08 11 03 0b 01 00 00 d4 c0 03 5f d6',
      number: 0x4dn,
    },
    // mov x1,#-2; mov w2,#0x1234; stp x1,x2,[sp,#-32]!; strb w2,[sp,#17]; strh w2,[sp,#18]; strb wzr,[sp,#16];
    // ldrsb w3,[sp,#1]; ldrb w4,[sp,#1]; ldrh w5,[sp,#18]; ldr w6,[sp,#16]; ldr x7,[sp],#32; add w8,w3,w4,lsl
    // #4; add w8,w8,w6; sub w8,w8,w7
    {
      what: 'the stack',
      code: '21 00 80 92 82 46 82 52 e1 0b be a9 e2 47 00 39 e2 27 00 79 ff 43 00 39 e3 07 c0 39 e4 07 40 39 e5 27 40 79 e6 13 40 b9 e7 07 42 f8 68 10 04 0b 08 01 06 0b 08 01 07 4b 01 00 00 d4 c0 03 5f d6',
      number: 0x123443f1n,
    },
    // mov x1,#-0x1234; mov x3,#24; stp x1,x3,[sp,#-16]!; ldrsh x4,[sp]; ldrsw x5,[sp]; ldp x6,x7,[sp]; sub
    // x0,x7,#16; ldr x2,[sp,x0]; mov x8,#0x9000; add x8,x8,x4; add x8,x8,x5; sub x8,x8,x6,lsl #1; add
    // x8,x8,x2,lsl #16; add sp,sp,#16
    {
      what: 'the stack, signed and in pairs',
      code: '61 46 82 92 03 03 80 d2 e1 0f bf a9 e4 03 80 79 e5 03 80 b9 e6 1f 40 a9 e0 40 00 d1 e2 6b 60 f8 08 00 92 d2 08 01 04 8b 08 01 05 8b 08 05 06 cb 08 41 02 8b ff 43 00 91 01 00 00 d4 c0 03 5f d6',
      number: 0x189000n,
    },
  ],
  amd64: [
    // mov rax,0x1122334455667788; xor ecx,ecx; mov al,0x99; mov ah,0x77; mov cx,0x8001; movsx edx,cx; add
    // eax,edx; movzx edx,cl; add eax,edx; movsx edx,ah; add eax,edx; mov r8d,0xfffffff0; movsxd r9,r8d; add
    // rax,r9
    {
      what: 'moves of a part',
      code: '48 b8 88 77 66 55 44 33 22 11 31 c9 b0 99 b4 77 66 b9 01 80 0f bf d1 01 d0 0f b6 d1 01 d0 0f be d4 01 d0 41 b8 f0 ff ff ff 4d 63 c8 4c 01 c8 0f 05 c3',
      number: 0x5565f782n,
    },
    // mov eax,0x7a5; mov ecx,0x33c; mov edx,eax; and edx,ecx; or eax,ecx; xor eax,0x101; sub eax,edx; imul
    // eax,eax,7; mov ecx,3; imul eax,ecx; inc eax; dec ecx; neg ecx; not eax; add eax,ecx
    {
      what: 'arithmetic and logic',
      code: 'b8 a5 07 00 00 b9 3c 03 00 00 89 c2 21 ca 09 c8 35 01 01 00 00 29 d0 6b c0 07 b9 03 00 00 00 0f af c1 ff c0 ff c9 f7 d9 f7 d0 01 c8 0f 05 c3',
      number: 0xffffb484n,
    },
    // mov rcx,-0x12345; mov rax,rcx; shl eax,5; mov edx,ecx; shr edx,9; add eax,edx; mov rdx,rcx; sar rdx,3;
    // add rax,rdx; mov ecx,4; lea rax,[rax+rcx*8-0x11]; sal eax,1; sub eax,edx
    {
      what: 'shifts and addresses',
      code: '48 c7 c1 bb dc fe ff 48 89 c8 c1 e0 05 89 ca c1 ea 09 01 d0 48 89 ca 48 c1 fa 03 48 01 d0 b9 04 00 00 00 48 8d 44 c8 ef d1 e0 29 d0 0f 05 c3',
      number: 0xb70951n,
    },
    // mov ecx,-1; xor eax,eax; xor edx,edx; xor esi,esi; xor edi,edi; cmp ecx,1; setl al; setg ah; setb dl;
    // seta dh; sets sil; setnb dil; shl edx,2; add eax,edx; lea eax,[rax+rsi*8]; lea eax,[rax+rdi*8]
    {
      what: 'conditions after a comparison of numbers with a sign',
      code: 'b9 ff ff ff ff 31 c0 31 d2 31 f6 31 ff 83 f9 01 0f 9c c0 0f 9f c4 0f 92 c2 0f 97 c6 40 0f 98 c6 40 0f 93 c7 c1 e2 02 01 d0 8d 04 f0 8d 04 f8 0f 05 c3',
      number: 0x411n,
    },
    // mov ecx,0x81000000; xor eax,eax; xor edx,edx; xor esi,esi; cmp ecx,0x2000000; setge al; setle ah; seto
    // dl; setns dh; setl sil; shl edx,2; lea eax,[rdx+rax*2]; lea eax,[rax+rsi*8-5]
    {
      what: 'conditions after an overflow',
      code: 'b9 00 00 00 81 31 c0 31 d2 31 f6 81 f9 00 00 00 02 0f 9d c0 0f 9e c4 0f 90 c2 0f 99 c6 40 0f 9c c6 c1 e2 02 8d 04 42 8d 44 f0 fb 0f 05 c3',
      number: 0x607n,
    },
    // mov ecx,0x50007; xor eax,eax; xor edx,edx; xor esi,esi; cmp cx,7; sete al; setne ah; setbe dl; setae dh;
    // setno sil; shl edx,2; lea eax,[rdx+rax*2]; sub eax,esi
    {
      what: 'conditions after equality',
      code: 'b9 07 00 05 00 31 c0 31 d2 31 f6 66 83 f9 07 0f 94 c0 0f 95 c4 0f 96 c2 0f 93 c6 40 0f 91 c6 c1 e2 02 8d 04 42 29 f0 0f 05 c3',
      number: 0x405n,
    },
    // mov eax,100; mov ecx,7; mov edx,300; test ecx,8; cmove eax,edx; cmovne eax,ecx; and ecx,4; cmovs
    // eax,ecx; cmovns edx,ecx; xor r8d,r8d; cmove edx,eax; add eax,edx; sub r8d,1; cmovb ecx,r8d; add eax,ecx
    {
      what: 'selections and tests',
      code: 'b8 64 00 00 00 b9 07 00 00 00 ba 2c 01 00 00 f7 c1 08 00 00 00 0f 44 c2 0f 45 c1 83 e1 04 0f 48 c1 0f 49 d1 45 31 c0 0f 44 d0 01 d0 41 83 e8 01 41 0f 42 c8 01 c8 0f 05 c3',
      number: 0x257n,
    },
    // push rbp; mov rbp,rsp; sub rsp,32; mov dword ptr [rbp-8],0x12345678; mov byte ptr [rbp-7],0x99; movzx
    // eax,word ptr [rbp-8]; movsx ecx,byte ptr [rbp-7]; add eax,ecx; mov edx,[rbp-8]; add eax,edx; push 5; pop
    // rcx; add eax,ecx; leave
    {
      what: 'the stack',
      code: '55 48 89 e5 48 83 ec 20 c7 45 f8 78 56 34 12 c6 45 f9 99 0f b7 45 f8 0f be 4d f9 01 c8 8b 55 f8 01 d0 6a 05 59 01 c8 c9 0f 05 c3',
      number: 0x1235328en,
    },
    // mov eax,0x12345681; mov edx,0x12348765; mov ecx,9; shl al,cl; shr dx,cl; add eax,edx; mov
    // edx,0x12348781; mov cl,20; sar dx,cl; add eax,edx; mov edx,0x81; mov cl,10; sar dl,cl; add eax,edx; mov
    // cl,33; shl eax,cl
    {
      what: 'shifts of a byte and of half a word',
      code: 'b8 81 56 34 12 ba 65 87 34 12 b9 09 00 00 00 d2 e0 66 d3 ea 01 d0 ba 81 87 34 12 b1 14 66 d3 fa 01 d0 ba 81 00 00 00 b1 0a d2 fa 01 d0 b1 21 d3 e0 0f 05 c3',
      number: 0x6d3aae82n,
    },
  ],
  riscv64: [
    // li a0,0x7a5; li a1,0x33c; and a2,a0,a1; or a3,a0,a1; xor a4,a0,a1; mul a7,a2,a3; sub a7,a7,a4; not
    // a5,a0; neg a6,a1; add a7,a7,a5; addw a7,a7,a6; andi a5,a0,0xf4; ori a6,a1,0x401-0x400; xori a5,a5,-1
    {
      what: 'arithmetic and logic',
      code: '13 05 50 7a 93 05 c0 33 33 76 b5 00 b3 66 b5 00 33 47 b5 00 b3 08 d6 02 b3 88 e8 40 93 47 f5 ff 33 08 b0 40 b3 88 f8 00 bb 88 08 01 93 77 45 0f 13 e8 15 00 93 c7 f7 ff 73 00 00 00 67 80 00 00',
      number: 0x183e19n,
    },
    // lui a0,0x87654; addiw a0,a0,0x321; sext.w a1,a0; srli a2,a0,36; srliw a3,a0,5; sraiw a4,a0,3; slliw
    // a5,a0,7; srai a6,a0,9; add a7,a1,a2; add a7,a7,a3; sub a7,a7,a4; add a7,a7,a5; add a7,a7,a6
    {
      what: 'upper parts and words',
      code: '37 45 65 87 1b 05 15 32 9b 05 05 00 13 56 45 02 9b 56 55 00 1b 57 35 40 9b 17 75 00 13 58 95 40 b3 88 c5 00 b3 88 d8 00 b3 88 e8 40 b3 88 f8 00 b3 88 08 01 73 00 00 00 67 80 00 00',
      number: 0xffffffff5d1907f6n,
    },
    // li a0,-1; li a1,5; slt a2,a0,a1; sltu a3,a0,a1; slti a4,a0,-2; sltiu a5,a1,6; seqz a6,a3; snez a7,a0;
    // slli a7,a7,5; add a7,a7,a2; sll a6,a6,a1; add a7,a7,a6; add a7,a7,a5; sub a7,a7,a4
    {
      what: 'comparisons',
      code: '13 05 f0 ff 93 05 50 00 33 26 b5 00 b3 36 b5 00 13 27 e5 ff 93 b7 65 00 13 b8 16 00 b3 38 a0 00 93 98 58 00 b3 88 c8 00 33 18 b8 00 b3 88 08 01 b3 88 f8 00 b3 88 e8 40 73 00 00 00 67 80 00 00',
      number: 0x42n,
    },
    // addi sp,sp,-32; li a0,-0x234; sd a0,8(sp); sb a0,1(sp); sh a0,2(sp); sb zero,0(sp); lw a1,0(sp); lh
    // a2,8(sp); lhu a3,8(sp); add a7,a1,a2; sub a7,a7,a3
    {
      what: 'the stack',
      code: '13 01 01 fe 13 05 c0 dc 23 34 a1 00 a3 00 a1 00 23 11 a1 00 23 00 01 00 83 25 01 00 03 16 81 00 83 56 81 00 b3 88 c5 00 b3 88 d8 40 73 00 00 00 67 80 00 00',
      number: 0xfffffffffdcbcc00n,
    },
    // addi sp,sp,-16; li a0,-0x1234; sd a0,8(sp); lb a4,8(sp); lbu a5,8(sp); lwu a6,8(sp); ld a1,8(sp); sw
    // a5,0(sp); lw a2,0(sp); add a7,a4,a5; add a7,a7,a6; sub a7,a7,a1; add a7,a7,a2
    {
      what: 'the stack, wide',
      code: '13 01 01 ff 37 f5 ff ff 1b 05 c5 dc 23 34 a1 00 03 07 81 00 83 47 81 00 03 68 81 00 83 35 81 00 23 20 f1 00 03 26 01 00 b3 08 f7 00 b3 88 08 01 b3 88 b8 40 b3 88 c8 00 73 00 00 00 67 80 00 00',
      number: 0x100000164n,
    },
    // li a0,-1; li a1,1; li a7,0; blt a0,a1,1f; addi a7,a7,1; 1: bltu a0,a1,2f; addi a7,a7,2; 2: bge a0,a1,3f;
    // addi a7,a7,4; 3: bgeu a0,a1,4f; addi a7,a7,8; 4: bltz a0,5f; addi a7,a7,16; 5: addi a7,a7,64
    {
      what: 'branches by sign',
      code: '13 05 f0 ff 93 05 10 00 93 08 00 00 63 44 b5 00 93 88 18 00 63 64 b5 00 93 88 28 00 63 54 b5 00 93 88 48 00 63 74 b5 00 93 88 88 00 63 44 05 00 93 88 08 01 93 88 08 04 73 00 00 00 67 80 00 00',
      number: 0x46n,
    },
    // li a0,5; li a7,0; bgez a0,1f; addi a7,a7,1; 1: bgtz a0,2f; addi a7,a7,2; 2: bnez a0,3f; addi a7,a7,4; 3:
    // beqz a0,4f; addi a7,a7,8; 4: blez a0,5f; addi a7,a7,16; 5: bne a0,a0,6f; 6: addi a7,a7,64
    {
      what: 'branches by size',
      code: '13 05 50 00 93 08 00 00 63 54 05 00 93 88 18 00 63 44 a0 00 93 88 28 00 63 14 05 00 93 88 48 00 63 04 05 00 93 88 88 00 63 54 a0 00 93 88 08 01 63 12 a5 00 93 88 08 04 73 00 00 00 67 80 00 00',
      number: 0x58n,
    },
  ],
  ppc64: [
    // li 3,0x7a5; li 4,0x33c; and 5,3,4; or 6,3,4; xor 7,3,4; andc 8,3,4; mulld 0,5,6; subf 0,7,0; add 0,0,8;
    // neg 9,3; add 0,0,9; xori 0,0,0x55; oris 0,0,3; addis 0,0,1
    {
      what: 'arithmetic and logic',
      code: '38 60 07 a5 38 80 03 3c 7c 65 20 38 7c 66 23 78 7c 67 22 78 7c 68 20 78 7c 05 31 d2 7c 07 00 50 7c 00 42 14 7d 23 00 d0 7c 00 4a 14 68 00 00 55 64 00 00 03 3c 00 00 01 44 00 00 02 4e 80 00 20',
      number: 0x10000n,
    },
    // lis 3,-0x789b; ori 3,3,0x4321; li 4,5; sld 5,3,4; srd 6,3,4; slw 7,3,4; srw 8,3,4; rlwinm 9,3,8,16,27;
    // clrldi 10,3,52; rldicl 11,3,20,50; add 0,5,6; sub 0,0,7; add 0,0,8; xor 0,0,9
    {
      what: 'shifts and fields',
      code: '3c 60 87 65 60 63 43 21 38 80 00 05 7c 65 20 36 7c 66 24 36 7c 67 20 30 7c 68 24 30 54 69 44 36 78 6a 05 20 78 6b a4 a0 7c 05 32 14 7c 07 00 50 7c 00 42 14 7c 00 4a 78 44 00 00 02 4e 80 00 20',
      number: 0x7fffff0007675b2n,
    },
    // lis 3,-0x789b; ori 3,3,0x4321; rlwinm 9,3,8,16,27; clrlwi 10,3,20; rldicl 11,3,20,50; extsw 4,3; sldi
    // 5,3,3; srdi 6,3,41; slwi 7,3,7; srwi 8,3,9; add 0,9,10; add 0,0,11; sub 0,0,5; xor 0,0,7
    {
      what: 'fields and words',
      code: '3c 60 87 65 60 63 43 21 54 69 44 36 54 6a 05 3e 78 6b a4 a0 7c 64 07 b4 78 65 1f 24 78 66 ba 60 54 67 38 30 54 68 ba 7e 7c 09 52 14 7c 00 5a 14 7c 05 00 50 7c 00 3a 78 44 00 00 02 4e 80 00 20',
      number: 0x37677db18n,
    },
    // li 3,-1; li 4,1; li 0,0; cmpd 3,4; blt 1f; addi 0,0,1; 1: cmpld cr1,3,4; blt cr1,2f; addi 0,0,2; 2: bgt
    // cr1,3f; addi 0,0,4; 3: ble 4f; addi 0,0,8; 4: addi 0,0,64
    {
      what: 'conditions',
      code: '38 60 ff ff 38 80 00 01 38 00 00 00 7c 23 20 00 41 80 00 08 38 00 00 01 7c a3 20 40 41 84 00 08 38 00 00 02 41 85 00 08 38 00 00 04 40 81 00 08 38 00 00 08 38 00 00 40 44 00 00 02 4e 80 00 20',
      number: 0x40n,
    },
    // lis 3,1; sldi 3,3,16; li 0,0; cmpwi 3,0; beq 1f; addi 0,0,1; 1: cmpdi cr6,3,0; bne cr6,2f; addi 0,0,2;
    // 2: bge cr6,3f; addi 0,0,4; 3: andi. 4,3,1; beq 4f; addi 0,0,8; 4:
    {
      what: 'conditions of words',
      code: '3c 60 00 01 78 63 83 e4 38 00 00 00 2c 03 00 00 41 82 00 08 38 00 00 01 2f 23 00 00 40 9a 00 08 38 00 00 02 40 98 00 08 38 00 00 04 70 64 00 01 41 82 00 08 38 00 00 08 44 00 00 02 4e 80 00 20',
      number: 0x0n,
    },
    // stdu 1,-64(1); li 3,-0x1234; std 3,32(1); stb 3,41(1); sth 3,42(1); stw 3,44(1); lha 4,42(1); lhz
    // 5,42(1); lbz 6,41(1); lwz 7,44(1); lwa 8,44(1); add 0,4,5; add 0,0,6; sub 0,0,7
    {
      what: 'the stack',
      code: 'f8 21 ff c1 38 60 ed cc f8 61 00 20 98 61 00 29 b0 61 00 2a 90 61 00 2c a8 81 00 2a a0 a1 00 2a 88 c1 00 29 80 e1 00 2c e9 01 00 2e 7c 04 2a 14 7c 00 32 14 7c 07 00 50 44 00 00 02 4e 80 00 20',
      number: 0xffffffff0000ee98n,
    },
    // stdu 1,-64(1); li 3,-0x1234; std 3,32(1); li 4,32; ldx 5,1,4; lwzx 6,1,4; li 7,9; stwx 7,1,4; lwa
    // 8,32(1); ld 9,32(1); sub 0,8,5; add 0,0,6; xor 0,0,9
    {
      what: 'the stack, by an index',
      code: 'f8 21 ff c1 38 60 ed cc f8 61 00 20 38 80 00 20 7c a1 20 2a 7c c1 20 2e 38 e0 00 09 7c e1 21 2e e9 01 00 22 e9 21 00 20 7c 05 40 50 7c 00 32 14 7c 00 4a 78 44 00 00 02 4e 80 00 20',
      number: 0x8fffffff0n,
    },
  ],
  s390x: [
    // llilh %r1,0x1234; iill %r1,0x5678; iihl %r1,0x11; lghi %r2,-5; lhi %r3,-7; llgfr %r4,%r3; lgfr %r5,%r4;
    // agr %r1,%r2; agr %r1,%r4; sgr %r1,%r5
    {
      what: 'moves of a part',
      code: 'a5 1e 12 34 a5 13 56 78 a5 11 00 11 a7 29 ff fb a7 38 ff f9 b9 16 00 43 b9 14 00 54 b9 08 00 12 b9 08 00 14 b9 09 00 15 0a 00 07 fe',
      number: 0x12345673n,
    },
    // lghi %r2,0x7a5; lghi %r3,0x33c; lgr %r1,%r2; ngr %r1,%r3; ogr %r2,%r3; xgr %r3,%r1; sgr %r2,%r1; ahi
    // %r1,77; agfi %r1,0x10000; ar %r1,%r2; nilf %r1,0xffff7f; oill %r1,0x80
    {
      what: 'arithmetic and logic',
      code: 'a7 29 07 a5 a7 39 03 3c b9 04 00 12 b9 80 00 13 b9 81 00 23 b9 82 00 31 b9 09 00 21 a7 1a 00 4d c2 18 00 01 00 00 1a 12 c0 1b 00 ff ff 7f a5 1b 00 80 0a 00 07 fe 07 07',
      number: 0x1088an,
    },
    // lgfi %r2,-0x123456; sllg %r1,%r2,5; srlg %r3,%r2,40; srag %r4,%r2,3; lr %r5,%r2; sll %r5,4; agr %r1,%r3;
    // sgr %r1,%r4; xr %r1,%r5
    {
      what: 'shifts',
      code: 'c0 21 ff ed cb aa eb 12 00 05 00 0d eb 32 00 28 00 0c eb 42 00 03 00 0a 18 52 89 50 00 04 b9 08 00 13 b9 09 00 14 17 15 0a 00 07 fe',
      number: 0x67016an,
    },
    // lghi %r2,3; lghi %r1,0; sllg %r3,%r2,69; agr %r1,%r3; srlg %r4,%r3,66; agr %r1,%r4
    {
      what: 'shifts by more than there are bits',
      code: 'a7 29 00 03 a7 19 00 00 eb 32 00 45 00 0d b9 08 00 13 eb 43 00 42 00 0c b9 08 00 14 0a 00 07 fe',
      number: 0x78n,
    },
    // lghi %r2,-7; lhi %r1,9; lr %r3,%r2; sll %r3,40; ar %r1,%r3; lr %r4,%r2; srl %r4,33; ar %r1,%r4; lr
    // %r5,%r2; sra %r5,35; ar %r1,%r5
    {
      what: 'shifts by more bits than half a register has',
      code: 'a7 29 ff f9 a7 18 00 09 18 32 89 30 00 28 1a 13 18 42 88 40 00 21 1a 14 18 52 8a 50 00 23 1a 15 0a 00 07 fe',
      number: 0x8n,
    },
    // lgfi %r2,0x12345678; lghi %r1,-1; risbg %r1,%r2,40,55,4; risbg %r3,%r2,52,128+63,60; lghi %r4,0x101;
    // risbg %r4,%r2,60,3,8; agr %r1,%r3; agr %r1,%r4
    {
      what: 'fields',
      code: 'c0 21 12 34 56 78 a7 19 ff ff ec 12 28 37 04 55 ec 32 34 bf 3c 55 a7 49 01 01 ec 42 3c 03 08 55 b9 08 00 13 b9 08 00 14 0a 00 07 fe',
      number: 0xff456e66n,
    },
    // lghi %r2,-1; lghi %r1,0; cghi %r2,1; jl 1f; aghi %r1,1; 1: lghi %r3,1; clgr %r2,%r3; jl 2f; aghi %r1,2;
    // 2: jh 3f; aghi %r1,4; 3: cgije %r3,1,4f; aghi %r1,8; 4: aghi %r1,64
    {
      what: 'conditions',
      code: 'a7 29 ff ff a7 19 00 00 a7 2f 00 01 a7 44 00 04 a7 1b 00 01 a7 39 00 01 b9 21 00 23 a7 44 00 04 a7 1b 00 02 a7 24 00 04 a7 1b 00 04 ec 38 00 05 01 7c a7 1b 00 08 a7 1b 00 40 0a 00 07 fe 07 07',
      number: 0x42n,
    },
    // lghi %r1,0; lhi %r2,5; tmll %r2,2; je 1f; ahi %r1,1; 1: tmll %r2,5; jo 2f; ahi %r1,2; 2: tmll %r2,6; jh
    // 3f; ahi %r1,4; 3: ahi %r2,-5; jz 4f; ahi %r1,8; 4: ahi %r1,64
    {
      what: 'conditions of results',
      code: 'a7 19 00 00 a7 28 00 05 a7 21 00 02 a7 84 00 04 a7 1a 00 01 a7 21 00 05 a7 14 00 04 a7 1a 00 02 a7 21 00 06 a7 24 00 04 a7 1a 00 04 a7 2a ff fb a7 84 00 04 a7 1a 00 08 a7 1a 00 40 0a 00 07 fe',
      number: 0x40n,
    },
    // lay %r15,-64(%r15); lgfi %r2,-0x1234; stg %r2,32(%r15); st %r2,40(%r15); l %r3,36(%r15); lgf
    // %r4,40(%r15); llgf %r1,40(%r15); lg %r5,32(%r15); agr %r1,%r4; sgr %r1,%r5; ar %r1,%r3
    {
      what: 'the stack',
      code: 'e3 f0 ff c0 ff 71 c0 21 ff ff ed cc e3 20 f0 20 00 24 50 20 f0 28 58 30 f0 24 e3 40 f0 28 00 14 e3 10 f0 28 00 16 e3 50 f0 20 00 04 b9 08 00 14 b9 09 00 15 1a 13 0a 00 07 fe 07 07',
      number: 0xffffdb98n,
    },
    // lghi %r8,12; lghi %r9,34; lay %r15,-64(%r15); stmg %r8,%r9,16(%r15); lmg %r2,%r3,16(%r15); lgr %r1,%r2;
    // sllg %r1,%r1,8; agr %r1,%r3; ltg %r4,24(%r15)
    {
      what: 'the stack, several',
      code: 'a7 89 00 0c a7 99 00 22 e3 f0 ff c0 ff 71 eb 89 f0 10 00 24 eb 23 f0 10 00 04 b9 04 00 12 eb 11 00 08 00 0d b9 08 00 13 e3 40 f0 18 00 02 0a 00 07 fe 07 07',
      number: 0xc22n,
    },
  ],
  mips64: [
    // li $a0,0x7a5; li $a1,0x33c; and $a2,$a0,$a1; or $a3,$a0,$a1; xor $t0,$a0,$a1; nor $t1,$a0,$a1; addu
    // $v0,$a2,$a3; subu $v0,$v0,$t0; daddu $v0,$v0,$t1; xori $v0,$v0,0x55; andi $t2,$a0,0xf0; ori $t2,$t2,5;
    // daddu $v0,$v0,$t2
    {
      what: 'arithmetic and logic',
      code: '24 04 07 a5 24 05 03 3c 00 85 30 24 00 85 38 25 00 85 60 26 00 85 68 27 00 c7 10 21 00 4c 10 23 00 4d 10 2d 38 42 00 55 30 8e 00 f0 35 ce 00 05 00 4e 10 2d 00 00 00 0c 03 e0 00 08 00 00 00 00',
      number: 0xffffffffffffff84n,
    },
    // lui $a0,0x8765; ori $a0,$a0,0x4321; sll $a1,$a0,3; srl $a2,$a0,5; sra $a3,$a0,7; dsll $t0,$a0,9; dsrl32
    // $t1,$a0,4; dsra $t2,$a0,2; daddu $v0,$a1,$a2; daddu $v0,$v0,$a3; daddu $v0,$v0,$t0; daddu $v0,$v0,$t1;
    // dsubu $v0,$v0,$t2
    {
      what: 'shifts',
      code: '3c 04 87 65 34 84 43 21 00 04 28 c0 00 04 31 42 00 04 39 c3 00 04 62 78 00 04 69 3e 00 04 70 bb 00 a6 10 2d 00 47 10 2d 00 4c 10 2d 00 4d 10 2d 00 4e 10 2f 00 00 00 0c 03 e0 00 08 00 00 00 00',
      number: 0xffffff0f3720feden,
    },
    // li $a0,-1; li $a1,5; slt $a2,$a0,$a1; sltu $a3,$a0,$a1; slti $t0,$a0,-2; sltiu $t1,$a1,6; li $v0,100;
    // movz $v0,$a1,$a3; movn $v0,$a0,$t0; sllv $t2,$a1,$a1; addu $v0,$v0,$t2; addu $v0,$v0,$a2; subu
    // $v0,$v0,$t1
    {
      what: 'comparisons and selections',
      code: '24 04 ff ff 24 05 00 05 00 85 30 2a 00 85 38 2b 28 8c ff fe 2c ad 00 06 24 02 00 64 00 a7 10 0a 00 8c 10 0b 00 a5 70 04 00 4e 10 21 00 46 10 21 00 4d 10 23 00 00 00 0c 03 e0 00 08 00 00 00 00',
      number: 0xa5n,
    },
    // daddiu $sp,$sp,-32; li $a0,-0x1234; sd $a0,8($sp); sb $a0,17($sp); sh $a0,18($sp); lb $a1,15($sp); lbu
    // $a2,15($sp); lh $a3,18($sp); lhu $t0,18($sp); lwu $t1,12($sp); addu $v0,$a1,$a2; addu $v0,$v0,$a3; addu
    // $v0,$v0,$t0
    {
      what: 'the stack',
      code: '67 bd ff e0 24 04 ed cc ff a4 00 08 a3 a4 00 11 a7 a4 00 12 83 a5 00 0f 93 a6 00 0f 87 a7 00 12 97 ac 00 12 9f ad 00 0c 00 a6 10 21 00 47 10 21 00 4c 10 21 00 00 00 0c 03 e0 00 08 00 00 00 00',
      number: 0xdc30n,
    },
    // daddiu $sp,$sp,-32; li $a0,-0x1234; sw $a0,8($sp); lw $a1,8($sp); lwu $a2,8($sp); dext $a3,$a0,4,9; dsll
    // $t0,$a2,1; daddu $v0,$a1,$a2; daddu $v0,$v0,$a3; daddu $v0,$v0,$t0
    {
      what: 'words and fields',
      code: '67 bd ff e0 24 04 ed cc af a4 00 08 8f a5 00 08 9f a6 00 08 7c 87 41 03 00 06 60 78 00 a6 10 2d 00 47 10 2d 00 4c 10 2d 00 00 00 0c 03 e0 00 08 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00',
      number: 0x2ffffb80cn,
    },
    // li $a0,-1; li $v0,0; bltz $a0,1f; addiu $v0,$v0,1; addiu $v0,$v0,2; 1: bgtz $a0,2f; addiu $v0,$v0,4;
    // addiu $v0,$v0,8; 2: blez $a0,3f; addiu $v0,$v0,16; addiu $v0,$v0,32; 3: addiu $v0,$v0,64
    {
      what: 'branches',
      code: '24 04 ff ff 24 02 00 00 04 80 00 02 24 42 00 01 24 42 00 02 1c 80 00 02 24 42 00 04 24 42 00 08 18 80 00 02 24 42 00 10 24 42 00 20 24 42 00 40 00 00 00 0c 03 e0 00 08 00 00 00 00 00 00 00 00',
      number: 0x5dn,
    },
  ],
  arm: [
    // movw r7,#0x1234; movt r7,#0x5678; mvn r1,#5; add r7,r7,r1; mov r2,#0xff0; sub r7,r7,r2,lsl #3; rsb
    // r7,r2,r7; add r7,r7,r1,asr #1; orr r7,r7,r2,lsr #4
    {
      what: 'moves of a part',
      code: '41 f2 34 27 c5 f2 78 67 6f f0 05 01 0f 44 4f f4 7f 62 a7 eb c2 07 c2 eb 07 07 07 eb 61 07 47 ea 12 17 00 df 70 47',
      number: 0x567782ffn,
    },
    // movw r1,#0x7a5; movw r2,#0x33c; and r3,r1,r2; orr r4,r1,r2; eor r5,r1,r2; bic r6,r1,r2; mul r7,r3,r4;
    // sub r7,r7,r5; add r7,r7,r6; lsl r0,r1,#5; add r7,r7,r0; ubfx r0,r1,#3,#5; eor r7,r7,r0
    {
      what: 'arithmetic and logic',
      code: '40 f2 a5 71 40 f2 3c 32 01 ea 02 03 41 ea 02 04 81 ea 02 05 21 ea 02 06 03 fb 04 f7 a7 eb 05 07 37 44 4f ea 41 10 07 44 c1 f3 c4 00 87 ea 00 07 00 df 70 47',
      number: 0x194208n,
    },
    // movw r1,#0x8765; movt r1,#0xfedc; uxtb r2,r1; uxth r3,r1; lsr r4,r1,#9; asr r5,r1,#5; add r7,r2,r3; add
    // r7,r7,r4; sub r7,r7,r5; mov r6,#33; lsl r0,r1,r6; add r7,r7,r0; asr r0,r1,r6; sub r7,r7,r0
    {
      what: 'bytes and halves',
      code: '48 f2 65 71 cf f6 dc 61 ca b2 8b b2 4f ea 51 24 4f ea 61 15 02 eb 03 07 27 44 a7 eb 05 07 4f f0 21 06 01 fa 06 f0 07 44 41 fa 06 f0 a7 eb 00 07 00 df 70 47',
      number: 0x8911d3n,
    },
    // mov r7,#0; mvn r1,#0; cmp r1,#1; addlt r7,r7,#1; addge r7,r7,#2; addhi r7,r7,#4; addls r7,r7,#8; addmi
    // r7,r7,#16; addvs r7,r7,#32; addhs r7,r7,#64; addgt r7,r7,#128
    {
      what: 'conditions after a comparison of numbers with a sign',
      code: '4f f0 00 07 6f f0 00 01 01 29 b4 bf 01 37 02 37 8c bf 04 37 08 37 48 bf 10 37 68 bf 20 37 28 bf 40 37 c8 bf 80 37 00 df 70 47',
      number: 0x55n,
    },
    // mov r7,#0; mov r1,#0x81000000; subs r2,r1,#0x2000000; addlt r7,r7,#1; addge r7,r7,#2; addvs r7,r7,#4;
    // addpl r7,r7,#8; addle r7,r7,#16; addgt r7,r7,#32; rsbs r2,r7,#5; addlo r7,r7,#64; addne r7,r7,#128
    {
      what: 'conditions after an overflow',
      code: '4f f0 00 07 4f f0 01 41 b1 f1 00 72 b4 bf 01 37 02 37 68 bf 04 37 58 bf 08 37 d4 bf 10 37 20 37 d7 f1 05 02 38 bf 40 37 18 bf 80 37 00 df 70 47',
      number: 0xddn,
    },
    // mov r7,#0; mov r1,#5; cmp r1,#5; addeq r7,r7,#1; addls r7,r7,#2; addhi r7,r7,#4; tst r1,#2; addeq
    // r7,r7,#8; teq r1,#5; addeq r7,r7,#16; ands r2,r1,#4; addne r7,r7,#32; movs r3,#0; addeq r7,r7,#64
    {
      what: 'conditions after equality and tests',
      code: '4f f0 00 07 4f f0 05 01 05 29 08 bf 01 37 94 bf 02 37 04 37 11 f0 02 0f 08 bf 08 37 91 f0 05 0f 08 bf 10 37 11 f0 04 02 18 bf 20 37 00 23 08 bf 40 37 00 df 70 47',
      number: 0x7bn,
    },
    // mvn r1,#0x120; movw r2,#0x1234; push {r1,r2}; ldr r3,[sp,#4]; ldrsb r4,[sp]; ldrb r5,[sp,#1]; ldrsh
    // r6,[sp]; ldrh r0,[sp,#4]; strb r5,[sp,#6]; ldr r7,[sp,#4]; add r7,r7,r4; add r7,r7,r6; add r7,r7,r0; pop
    // {r1,r2}
    {
      what: 'the stack',
      code: '6f f4 90 71 41 f2 34 22 06 b4 01 9b 9d f9 00 40 9d f8 01 50 bd f9 00 60 bd f8 04 00 8d f8 06 50 01 9f 27 44 37 44 07 44 06 bc 00 df 70 47',
      number: 0xfe2326n,
    },
    // mov r1,#3; mov r2,#9; str r1,[sp,#-8]!; str r2,[sp,#4]; mov r3,#4; ldr r4,[sp,r3]; ldr r5,[sp],#4; ldr
    // r6,[sp],#4; ldrd r0,r1,[sp,#-8]; add r7,r4,r5,lsl #4; add r7,r7,r6,lsl #8; add r7,r7,r0,lsl #12; add
    // r7,r7,r1,lsl #16
    {
      what: 'the stack, step by step',
      code: '4f f0 03 01 4f f0 09 02 4d f8 08 1d 01 92 4f f0 04 03 5d f8 03 40 5d f8 04 5b 5d f8 04 6b 5d e9 02 01 04 eb 05 17 07 eb 06 27 07 eb 00 37 07 eb 01 47 00 df 70 47',
      number: 0x93939n,
    },
  ],
  armbe: [
    // movw r7,#0x1234; movt r7,#0x5678; mvn r1,#5; add r7,r7,r1; mov r2,#0xff0; sub r7,r7,r2,lsl #3; rsb
    // r7,r2,r7; add r7,r7,r1,asr #1; orr r7,r7,r2,lsr #4
    {
      what: 'moves of a part',
      code: 'e3 01 72 34 e3 45 76 78 e3 e0 10 05 e0 87 70 01 e3 a0 2e ff e0 47 71 82 e0 62 70 07 e0 87 70 c1 e1 87 72 22 ef 00 00 00 e1 2f ff 1e',
      number: 0x567782ffn,
    },
    // movw r1,#0x7a5; movw r2,#0x33c; and r3,r1,r2; orr r4,r1,r2; eor r5,r1,r2; bic r6,r1,r2; mul r7,r3,r4;
    // sub r7,r7,r5; add r7,r7,r6; lsl r0,r1,#5; add r7,r7,r0; ubfx r0,r1,#3,#5; eor r7,r7,r0
    {
      what: 'arithmetic and logic',
      code: 'e3 00 17 a5 e3 00 23 3c e0 01 30 02 e1 81 40 02 e0 21 50 02 e1 c1 60 02 e0 07 04 93 e0 47 70 05 e0 87 70 06 e1 a0 02 81 e0 87 70 00 e7 e4 01 d1 e0 27 70 00 ef 00 00 00 e1 2f ff 1e',
      number: 0x194208n,
    },
    // movw r1,#0x8765; movt r1,#0xfedc; uxtb r2,r1; uxth r3,r1; lsr r4,r1,#9; asr r5,r1,#5; add r7,r2,r3; add
    // r7,r7,r4; sub r7,r7,r5; mov r6,#33; lsl r0,r1,r6; add r7,r7,r0; asr r0,r1,r6; sub r7,r7,r0
    {
      what: 'bytes and halves',
      code: 'e3 08 17 65 e3 4f 1e dc e6 ef 20 71 e6 ff 30 71 e1 a0 44 a1 e1 a0 52 c1 e0 82 70 03 e0 87 70 04 e0 47 70 05 e3 a0 60 21 e1 a0 06 11 e0 87 70 00 e1 a0 06 51 e0 47 70 00 ef 00 00 00 e1 2f ff 1e',
      number: 0x8911d3n,
    },
    // mov r7,#0; mvn r1,#0; cmp r1,#1; addlt r7,r7,#1; addge r7,r7,#2; addhi r7,r7,#4; addls r7,r7,#8; addmi
    // r7,r7,#16; addvs r7,r7,#32; addhs r7,r7,#64; addgt r7,r7,#128
    {
      what: 'conditions after a comparison of numbers with a sign',
      code: 'e3 a0 70 00 e3 e0 10 00 e3 51 00 01 b2 87 70 01 a2 87 70 02 82 87 70 04 92 87 70 08 42 87 70 10 62 87 70 20 22 87 70 40 c2 87 70 80 ef 00 00 00 e1 2f ff 1e',
      number: 0x55n,
    },
    // mov r7,#0; mov r1,#0x81000000; subs r2,r1,#0x2000000; addlt r7,r7,#1; addge r7,r7,#2; addvs r7,r7,#4;
    // addpl r7,r7,#8; addle r7,r7,#16; addgt r7,r7,#32; rsbs r2,r7,#5; addlo r7,r7,#64; addne r7,r7,#128
    {
      what: 'conditions after an overflow',
      code: 'e3 a0 70 00 e3 a0 14 81 e2 51 24 02 b2 87 70 01 a2 87 70 02 62 87 70 04 52 87 70 08 d2 87 70 10 c2 87 70 20 e2 77 20 05 32 87 70 40 12 87 70 80 ef 00 00 00 e1 2f ff 1e',
      number: 0xddn,
    },
    // mov r7,#0; mov r1,#5; cmp r1,#5; addeq r7,r7,#1; addls r7,r7,#2; addhi r7,r7,#4; tst r1,#2; addeq
    // r7,r7,#8; teq r1,#5; addeq r7,r7,#16; ands r2,r1,#4; addne r7,r7,#32; movs r3,#0; addeq r7,r7,#64
    {
      what: 'conditions after equality and tests',
      code: 'e3 a0 70 00 e3 a0 10 05 e3 51 00 05 02 87 70 01 92 87 70 02 82 87 70 04 e3 11 00 02 02 87 70 08 e3 31 00 05 02 87 70 10 e2 11 20 04 12 87 70 20 e3 b0 30 00 02 87 70 40 ef 00 00 00 e1 2f ff 1e',
      number: 0x7bn,
    },
  ],
  loong64: [
    // ori $a0,$zero,0x7a5; ori $a1,$zero,0x33c; and $a2,$a0,$a1; or $a3,$a0,$a1; xor $a4,$a0,$a1; nor
    // $a5,$a0,$a1; andn $a6,$a0,$a1; orn $t0,$a0,$a1; mul.d $a7,$a2,$a3; sub.d $a7,$a7,$a4; add.d $a7,$a7,$a5;
    // add.w $a7,$a7,$a6; xor $a7,$a7,$t0; addi.d $a7,$a7,-3
    {
      what: 'arithmetic and logic',
      code: '04 94 9e 03 05 f0 8c 03 86 94 14 00 87 14 15 00 88 94 15 00 89 14 14 00 8a 94 16 00 8c 14 16 00 cb 9c 1d 00 6b a1 11 00 6b a5 10 00 6b 29 10 00 6b b1 15 00 6b f5 ff 02 00 00 2b 00 20 00 00 4c',
      number: 0xffffffffffe7ba56n,
    },
    // lu12i.w $a0,-0x789ac; ori $a0,$a0,0x321; lu32i.d $a0,0x12345; lu52i.d $a0,$a0,0x7f; slli.w $a1,$a0,3;
    // srli.d $a2,$a0,9; srai.w $a3,$a0,5; bstrpick.d $a4,$a0,40,7; alsl.d $a5,$a0,$a1,2; add.d $a7,$a1,$a2;
    // add.d $a7,$a7,$a3; sub.d $a7,$a7,$a4; xor $a7,$a7,$a5
    {
      what: 'upper parts and words',
      code: '84 ca 0e 15 84 84 8c 03 a4 68 24 16 84 fc 01 03 85 8c 40 00 86 24 45 00 87 94 48 00 88 1c e8 00 89 94 2c 00 ab 98 10 00 6b 9d 10 00 6b a1 11 00 6b a5 15 00 00 00 2b 00 20 00 00 4c',
      number: 0x1fc7759917a50eb0n,
    },
    // addi.d $a0,$zero,-1; addi.d $a1,$zero,5; slt $a2,$a0,$a1; sltu $a3,$a0,$a1; slti $a4,$a0,-2; sltui
    // $a5,$a1,6; maskeqz $a6,$a0,$a3; masknez $t0,$a1,$a3; add.d $a7,$a6,$t0; slli.d $a7,$a7,4; add.d
    // $a7,$a7,$a2; sub.d $a7,$a7,$a4; add.d $a7,$a7,$a5
    {
      what: 'comparisons and selections',
      code: '04 fc ff 02 05 14 c0 02 86 14 12 00 87 94 12 00 88 f8 3f 02 a9 18 40 02 8a 1c 13 00 ac 9c 13 00 4b b1 10 00 6b 11 41 00 6b 99 10 00 6b a1 11 00 6b a5 10 00 00 00 2b 00 20 00 00 4c',
      number: 0x52n,
    },
    // addi.d $sp,$sp,-32; addi.w $a0,$zero,-0x234; st.d $a0,$sp,8; st.b $a0,$sp,17; st.h $a0,$sp,18; ld.b
    // $a1,$sp,8; ld.bu $a2,$sp,8; ld.h $a3,$sp,18; ld.hu $a4,$sp,18; ld.wu $a5,$sp,8; add.d $a7,$a1,$a2; add.d
    // $a7,$a7,$a3; add.d $a7,$a7,$a4; sub.d $a7,$a7,$a5
    {
      what: 'the stack',
      code: '63 80 ff 02 04 30 b7 02 64 20 c0 29 64 44 00 29 64 48 40 29 65 20 00 28 66 20 00 2a 67 48 40 28 68 48 40 2a 69 20 80 2a ab 98 10 00 6b 9d 10 00 6b a1 10 00 6b a5 11 00 00 00 2b 00 20 00 00 4c',
      number: 0xffffffff0000fe64n,
    },
    // addi.d $a0,$zero,-1; addi.d $a1,$zero,1; move $a7,$zero; blt $a0,$a1,8; addi.d $a7,$a7,1; bltu
    // $a0,$a1,8; addi.d $a7,$a7,2; bge $a0,$a1,8; addi.d $a7,$a7,4; bgeu $a0,$a1,8; addi.d $a7,$a7,8; bne
    // $a0,$a1,8; addi.d $a7,$a7,16; addi.d $a7,$a7,64
    {
      what: 'branches',
      code: '04 fc ff 02 05 04 c0 02 0b 00 15 00 85 08 00 60 6b 05 c0 02 85 08 00 68 6b 09 c0 02 85 08 00 64 6b 11 c0 02 85 08 00 6c 6b 21 c0 02 85 08 00 5c 6b 41 c0 02 6b 01 c1 02 00 00 2b 00 20 00 00 4c',
      number: 0x46n,
    },
  ],
};

for (const [arch, cases] of Object.entries(computed) as [VdsoArch, readonly Computed[]][])
  describe(`${arch} computes`, () => {
    const name = (at: number): string => `__kernel_${at}`;
    const { bytes } = codeImage(arch, Object.fromEntries(cases.map(({ code }, at) => [name(at), code])));
    const read = codeOfBytes(bytes);
    for (const [at, { what, number }] of cases.entries())
      test(what, async () => {
        const { functions } = await read;
        const found = functions.find(({ symbol }) => symbol.name === name(at));
        assert.deepEqual(
          found?.systemCalls.map((call) => call.number?.toString(16)),
          [number.toString(16)],
        );
      });
  });
