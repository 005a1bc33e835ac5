/** Core files of our own builder: notes and memory, no sections, no dynamic table. */
import type { Shape } from '../../../support/elf/index.ts';
import { buildImage, machines, shapeName, shapes } from '../../../support/elf/index.ts';
import type { Seed } from '../../mutate.ts';
import { built } from '../../seeds.ts';

const ET_CORE = 4;
const NT_PRSTATUS = 1;
const NT_PRPSINFO = 3;
const NT_AUXV = 6;
const NT_FILE = 0x46494c45;

export function builtCores(): Seed[] {
  return shapes.map((shape) => built(`core ${shapeName(shape)}`, core(shape)));
}

function core(shape: Shape) {
  return buildImage({
    ...shape,
    machine: shape.class === 64 ? machines.x86_64 : machines.i386,
    type: ET_CORE,
    dynamic: false,
    sectionHeaders: false,
    notes: [
      { owner: 'CORE', type: NT_PRSTATUS, description: new Uint8Array(336).fill(7) },
      { owner: 'CORE', type: NT_PRPSINFO, description: text('program\0program --option') },
      { owner: 'CORE', type: NT_AUXV, description: new Uint8Array(320).fill(33) },
      { owner: 'CORE', type: NT_FILE, description: text('\u0001\0\0\0/usr/lib/libc.so.6\0') },
      { owner: 'LINUX', type: 0x202, description: new Uint8Array(832) },
    ],
  });
}

function text(characters: string): Uint8Array {
  return new TextEncoder().encode(characters);
}
