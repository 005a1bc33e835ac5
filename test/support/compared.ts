/** Images as they are compared, read as the faces read them. */
import { allConsumers } from '../../src/consumers/catalog/index.ts';
import type { SourceInfo } from '../../src/elf/imageSource.ts';
import type { ComparedImage } from '../../src/report/comparison/comparedImage.ts';
import { compareImages } from '../../src/report/comparison/compareImages.ts';
import type { Change } from '../../src/report/comparison/comparison.ts';
import type { SessionInput } from '../../src/session/input.ts';
import { openLocal } from '../../src/session/openLocal.ts';
import { openSession } from '../../src/session/openSession.ts';
import type { SessionWords } from '../../src/session/words.ts';
import { memorySource } from '../../src/sources/memorySource.ts';

interface ReadAs {
  readonly code?: boolean;
  /** In place of English. */
  readonly words?: SessionWords | undefined;
}

export async function comparedOf(
  bytes: Uint8Array,
  { code = false, words, ...info }: Partial<SourceInfo> & ReadAs = {},
): Promise<ComparedImage> {
  const input: SessionInput = {
    source: memorySource(bytes),
    info: { kind: 'file', label: 'image.so', path: '/images/image.so', size: bytes.length, ...info },
    options: { selection: allConsumers.map(({ id }) => ({ id })), asVdso: false, symtab: false },
    generator: 'vdso-explorer 0.0.0',
  };
  const session = words === undefined ? await openSession(input) : await openLocal(input, undefined, words);
  try {
    return await session.compared(code);
  } finally {
    await session.dispose();
  }
}

/** Both ways: what one image has more, the other one has less. */
export async function changesBetween(
  from: Uint8Array,
  to: Uint8Array,
  code = false,
): Promise<readonly Change[]> {
  const [a, b] = await Promise.all([comparedOf(from, { code }), comparedOf(to, { code })]);
  return compareImages(a, b).changes;
}
