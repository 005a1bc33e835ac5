/** A whole i386 program of 93 bytes that waits until it is killed: pause() in a loop. */
export function elf32Sleeper(): Uint8Array {
  const code = [0xb8, 29, 0, 0, 0, 0xcd, 0x80, 0xeb, 0xf7]; // mov $29,%eax; int $0x80; jmp back
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
