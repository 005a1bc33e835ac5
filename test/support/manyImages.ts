/** Many images as a matrix has them, without a file for each: those of the builder, and as many more as are wanted. */
import { allConsumers } from '../../src/consumers/catalog/index.ts';
import type { ComparedImage } from '../../src/report/comparison/comparedImage.ts';
import { type MatrixImages, MatrixSession } from '../../src/session/matrixSession.ts';
import { openLocal } from '../../src/session/openLocal.ts';
import { english, type SessionWords } from '../../src/session/words.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { comparedOf } from './compared.ts';
import { vdsoImage } from './elf/index.ts';

/** Of kernels before 6.11. */
export const oldExports = ['clock_gettime', 'gettimeofday', 'clock_getres', 'time', 'getcpu'].map(
  (name) => `__vdso_${name}`,
);

/** A new kernel, an old one without getrandom, a saved report, and a file that could not be read. */
export async function fewImages(words?: SessionWords): Promise<MatrixImages> {
  const full = vdsoImage({ arch: 'amd64' });
  const [now, before] = await Promise.all([
    comparedOf(full.bytes, { label: 'vdso-7.2.so', path: '/boot/vdso-7.2.so', code: true, words }),
    comparedOf(vdsoImage({ arch: 'amd64', exports: oldExports }).bytes, {
      label: 'vdso-6.6.so',
      path: '/boot/vdso-6.6.so',
      code: true,
      words,
    }),
  ]);
  const { code: _, ...report } = before;
  const image = (label: string, of: ComparedImage) => ({
    ...of,
    label,
    path: `/boot/${label}`,
    buildId: Buffer.from(label).toString('hex'),
  });
  return {
    images: [
      { id: 'file:///boot/vdso-7.2.so', image: image('vdso-7.2.so', now), isReport: false },
      { id: 'file:///boot/vdso-6.6.so', image: image('vdso-6.6.so', before), isReport: false },
      { id: 'file:///boot/web-1.json', image: image('web-1', report), isReport: true },
    ],
    unread: [{ label: 'cut.so', why: '/boot/cut.so ends within its header.' }],
    notes: ['One file of the folder could not be looked into.'],
  };
}

/** Images that have so many names, a fifth of which differ from image to image. */
export async function manyImages(images: number, names: number): Promise<MatrixImages> {
  const image = await comparedOf(vdsoImage({ arch: 'amd64' }).bytes);
  const [first] = image.exports;
  if (first === undefined) throw new RangeError('the image exports nothing');
  return {
    images: Array.from({ length: images }, (_, at) => ({
      id: `file:///fleet/host-${at}.so`,
      isReport: false,
      image: {
        ...image,
        label: `host-${at}.example.org`,
        buildId: `build ${at}`,
        exports: Array.from({ length: names }, (_, name) => ({
          ...first,
          name: `name_${String(name).padStart(3, '0')}`,
          version: name % 5 === 4 && at % 7 === name % 7 ? 'LINUX_9' : 'LINUX_2.6',
        })),
      },
    })),
    unread: [],
    notes: [],
  };
}

export function matrixOf(found: MatrixImages, words: SessionWords = english): MatrixSession {
  return new MatrixSession({ read: async () => found, generator: 'test 1', kept: ['file:///boot'] }, words);
}

/** What `vdso-explorer --json` writes of an image. */
export async function savedReportOf(bytes: Uint8Array): Promise<Uint8Array> {
  const session = await openLocal({
    source: memorySource(bytes),
    info: { kind: 'file', label: 'vdso.so', path: '/boot/vdso.so', size: bytes.length },
    options: { selection: allConsumers.map(({ id }) => ({ id })), asVdso: false, symtab: false },
    generator: 'vdso-explorer 0.0.0',
  });
  const pieces: Uint8Array[] = [];
  for await (const piece of session.export('json')) pieces.push(piece);
  await session.dispose();
  return Buffer.concat(pieces);
}
