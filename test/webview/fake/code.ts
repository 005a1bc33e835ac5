/** An image whose code a page can show: a function with branches, a counter, a wait and a system call. */
import type { Session } from '../../../src/session/model.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { codeImage } from '../../support/code/codeImage.ts';

/** test edi, edi; jne; rdtsc; test al, 1; jne (back); call the next one; ret; mov eax, 228; syscall; ret */
const CLOCK = '85 ff 75 0c 0f 31 a8 01 75 fa e8 31 00 00 00 c3 b8 e4 00 00 00 0f 05 c3';

export function openCode(): Promise<Session> {
  const { bytes } = codeImage('amd64', { __vdso_clock_gettime: CLOCK, __vdso_getcpu: '31 c0 c3' });
  return openLocal({
    source: memorySource(bytes),
    info: { kind: 'file', label: 'code.so', path: '/images/code.so', size: bytes.length },
    options: { selection: [], asVdso: false, symtab: false },
    generator: 'test',
  });
}
