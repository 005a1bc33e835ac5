/** Whole i386 programs of some 90 bytes, to learn what this kernel runs and to have a 32-bit process. */
import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { withFile } from './temporaryFiles.ts';

/**
 * Why a test with i386 programs is skipped, false where the kernel runs them: x86-64 kernels without
 * CONFIG_IA32_EMULATION do not. Starting one does not tell, because execvp hands what the kernel refuses to a shell.
 */
export async function i386Skip(): Promise<string | false> {
  const status = 42;
  const ran = await withFile(elf32Exit(status), async (file) => {
    await chmod(file, 0o755);
    return new Promise((resolve) => execFile(file, (error) => resolve(error?.code === status)));
  });
  return ran ? false : 'this kernel runs no i386 programs';
}

/** Waits until it is killed: pause() in a loop. */
export function elf32Sleeper(): Uint8Array {
  return elf32Program([0xb8, 29, 0, 0, 0, 0xcd, 0x80, 0xeb, 0xf7]); // mov $29,%eax; int $0x80; jmp back
}

/** exit(status) */
function elf32Exit(status: number): Uint8Array {
  return elf32Program([0xb8, 1, 0, 0, 0, 0xbb, status, 0, 0, 0, 0xcd, 0x80]); // mov $1,%eax; mov $status,%ebx; int $0x80
}

function elf32Program(code: readonly number[]): Uint8Array {
  const base = 0x08048000;
  const bytes = new Uint8Array(84 + code.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  view.setUint16(16, 2, true); // ET_EXEC
  view.setUint16(18, 3, true); // EM_386
  view.setUint32(20, 1, true);
  view.setUint32(24, base + 84, true); // e_entry
  view.setUint32(28, 52, true); // e_phoff
  view.setUint16(40, 52, true); // e_ehsize
  view.setUint16(42, 32, true); // e_phentsize
  view.setUint16(44, 1, true); // e_phnum
  const load = [1, 0, base, base, bytes.length, bytes.length, 5, 0x1000];
  load.forEach((word, index) => {
    view.setUint32(52 + 4 * index, word, true);
  });
  bytes.set(code, 84);
  return bytes;
}
