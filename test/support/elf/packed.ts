import type { ImageDescription } from './description.ts';
import type { Shape } from './full.ts';
import { describeFull, fullImage } from './full.ts';
import type { BuiltImage } from './image.ts';

/** With relocations in both packed forms, the dynamic table's and those that --emit-relocs leaves. */
export function packedImage(shape: Shape, override: Partial<ImageDescription> = {}): BuiltImage {
  const full = describeFull(shape);
  const { rela = [], jmprel = [] } = full.relocations ?? {};
  const relative = rela[0]?.type ?? 0;
  const bind = jmprel[0]?.type ?? 0;
  const absolute = shape.class === 64 ? 2 : 1;
  const step = BigInt(shape.class / 8);
  const places = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ offset: from + at * Number(step), type: relative }));
  return fullImage(shape, {
    dataSize: 1024,
    relocations: {
      ...full.relocations,
      crel: {
        entries: [
          { offset: 64, type: relative, addend: 0x1234n },
          { offset: 72, type: relative, addend: -8n },
          { offset: 300, type: bind, symbol: 3 },
          { offset: 304, type: bind, symbol: 2 },
          { offset: 80, type: bind, symbol: 2 },
        ],
      },
      android: {
        groups: [
          // As lld has them: relative ones a word apart, each with its addend; then those of one symbol.
          {
            step,
            sameInfo: true,
            entries: places(128, 20).map((each, at) => ({ ...each, addend: BigInt(at) })),
          },
          { step, sameInfo: true, addends: false, entries: places(128 + 20 * Number(step), 40) },
          {
            sameInfo: true,
            sameAddend: true,
            entries: [64, 88, 96].map((offset) => ({ offset, type: absolute, symbol: 4, addend: -16n })),
          },
          {
            entries: [
              { offset: 8, type: absolute, symbol: 3, addend: 1n },
              { offset: 0, type: bind, symbol: 5 },
            ],
          },
        ],
      },
    },
    sectionRelocations: [
      {
        target: '.data',
        format: 'crel',
        shift: 2,
        entries: [
          { offset: 0, type: absolute, symbol: 3, addend: 16n },
          { offset: 400, type: absolute, symbol: 3, addend: -16n },
          { offset: 8, type: absolute, symbol: 2 },
        ],
      },
      {
        target: '.text',
        format: 'crel',
        addends: false,
        entries: [{ offset: 8, type: absolute, symbol: 2 }],
      },
      {
        target: '.comment',
        format: 'android',
        addends: false,
        entries: [8, 4].map((offset) => ({ offset, type: absolute, symbol: 2 })),
      },
    ],
    ...override,
  });
}
