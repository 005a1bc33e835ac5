/**
 * Programs without a library that write the first page of their vDSO image (AT_SYSINFO_EHDR of the auxiliary vector,
 * which stands above the environment on the stack) to standard output, make it read-only data where they were given an
 * argument, and die of an instruction that no processor has.
 */

export interface ShowingProgram {
  /** Of the binutils that assemble and link it, as in scripts/setup/systemPackages.mjs. */
  readonly triplet: string;
  readonly asOptions: readonly string[];
  readonly ldOptions: readonly string[];
  readonly source: string;
}

/** By QEMU's names of the targets. */
export const showingPrograms: Readonly<Record<'i386' | 's390x' | 'ppc64', ShowingProgram>> = {
  i386: {
    triplet: 'i686-linux-gnu',
    asOptions: [],
    ldOptions: [],
    source: `.globl _start
_start:
  mov (%esp), %ebp
  lea 8(%esp,%ebp,4), %esi
1: add $4, %esi # past the environment
  cmpl $0, -4(%esi)
  jne 1b
2: mov (%esi), %eax # AT_SYSINFO_EHDR is 33
  mov 4(%esi), %edi
  add $8, %esi
  cmp $33, %eax
  jne 2b
  mov $4, %eax # write
  mov $1, %ebx
  mov %edi, %ecx
  mov $4096, %edx
  int $0x80
  cmp $1, %ebp
  je 3f
  mov $125, %eax # mprotect
  mov %edi, %ebx
  mov $4096, %ecx
  mov $1, %edx
  int $0x80
3: ud2
`,
  },
  s390x: {
    triplet: 's390x-linux-gnu',
    asOptions: [],
    ldOptions: [],
    source: `.globl _start
_start:
  lg %r6, 0(%r15)
  sllg %r7, %r6, 3
  la %r7, 16(%r7,%r15)
1: lg %r8, 0(%r7) # past the environment
  aghi %r7, 8
  cghi %r8, 0
  jne 1b
2: lg %r8, 0(%r7) # AT_SYSINFO_EHDR is 33
  lg %r9, 8(%r7)
  aghi %r7, 16
  cghi %r8, 33
  jne 2b
  lghi %r2, 1
  lgr %r3, %r9
  lghi %r4, 4096
  svc 4 # write
  cghi %r6, 1
  je 3f
  lgr %r2, %r9
  lghi %r3, 4096
  lghi %r4, 1
  svc 125 # mprotect
3: .short 0
`,
  },
  ppc64: {
    triplet: 'powerpc64le-linux-gnu',
    asOptions: ['-mbig', '-a64'],
    ldOptions: ['-melf64ppc'],
    source: `.abiversion 2
.globl _start
_start:
  ld 14, 0(1)
  sldi 15, 14, 3
  add 15, 15, 1
  addi 15, 15, 16
1: ld 16, 0(15) # past the environment
  addi 15, 15, 8
  cmpdi 16, 0
  bne 1b
2: ld 16, 0(15) # AT_SYSINFO_EHDR is 33
  ld 17, 8(15)
  addi 15, 15, 16
  cmpdi 16, 33
  bne 2b
  li 0, 4 # write
  li 3, 1
  mr 4, 17
  li 5, 4096
  sc
  cmpdi 14, 1
  beq 3f
  li 0, 125 # mprotect
  mr 3, 17
  li 4, 4096
  li 5, 1
  sc
3: .long 0
`,
  },
};
