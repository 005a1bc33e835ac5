/**
 * Assembly for any target of GNU as: every kind of dynamic symbol, in directives alone. What a function
 * does is of no interest, only that it is one; one call makes a PLT.
 */
import type { Target } from './targets.ts';

export const stubSource = `
 .text
 .globl stub_old, stub_new, stub_plain
 .type stub_old, STT_FUNC
stub_old: .space 8
 .size stub_old, 8
 .type stub_new, STT_FUNC
stub_new: .space 8
 .size stub_new, 8
 .type stub_plain, STT_FUNC
stub_plain: .space 8
 .size stub_plain, 8
 .data
 .globl stub_table
 .type stub_table, STT_OBJECT
stub_table: .space 32
 .size stub_table, 32
 .section .note.GNU-stack,"",%progbits
`;

export const stubVersions = `
STUB_1.0 { global: stub_old; stub_table; local: hidden_*; };
STUB_2.0 { global: stub_new; } STUB_1.0;
`;

/** cross_function_0 and on. */
export const FUNCTIONS = 40;

export function librarySource({ call, ifunc }: Target): string {
  const functions = Array.from({ length: FUNCTIONS }, (_, at) => functionNamed(`cross_function_${at}`));
  return `
 .text
 .p2align 3
${functions.join('')}
${functionNamed('twice_old')}${functionNamed('twice_new')}
 .symver twice_old, twice@CROSS_1.0
 .symver twice_new, twice@@CROSS_2.0
${functionNamed('hidden_helper')}
 .weak weak_twin
 .set weak_twin, cross_function_0
 .globl protected_one
 .protected protected_one
 .set protected_one, cross_function_1
 .globl untyped
untyped: .space 8
${ifunc ? ' .globl chosen\n .type chosen, %gnu_indirect_function\nchosen: .space 8\n .size chosen, 8\n' : ''}
 .globl _start
 .type _start, STT_FUNC
_start:
 ${call('stub_old')}
 ${call('stub_new')}
 .p2align 3
 .size _start, .-_start
 .data
 .p2align 4
 .globl cross_object
 .type cross_object, STT_OBJECT
cross_object:
 .dc.a stub_table
 .dc.a stub_plain
 .dc.a cross_function_2
 .dc.a missing_one
 .size cross_object, .-cross_object
 .weak missing_one
relative:
${' .dc.a relative\n'.repeat(100)}
 .comm common_block, 64, 16
 .section .tdata,"awT",%progbits
 .p2align 3
 .globl cross_thread_local
 .type cross_thread_local, STT_TLS
cross_thread_local: .space 8
 .size cross_thread_local, 8
 .section .note.cross,"a",%note
 .p2align 2
 .4byte 6, 4, 0x100
 .asciz "Cross"
 .p2align 2
 .4byte 0x60b00
 .section .note.GNU-stack,"",%progbits
`;
}

export const libraryVersions = `
CROSS_1.0 { global: cross_function_1*; _start; cross_object; twice; local: hidden_*; };
CROSS_2.0 { global: cross_function_2*; weak_twin; twice; cross_thread_local; } CROSS_1.0;
CROSS_3.0 { global: cross_function_3*; untyped; } CROSS_1.0 CROSS_2.0;
`;

function functionNamed(name: string): string {
  return ` .globl ${name}\n .type ${name}, STT_FUNC\n${name}: .space 8\n .size ${name}, 8\n`;
}
