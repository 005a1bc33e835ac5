/** What the code of an image does, with the disassembler loaded for it: seldom wanted, and more than all the rest. */
import type { ImageCode } from '../code/imageCode.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';

/** @param only the clocks alone, which is quicker */
export async function codeOf(image: ElfImage, source: ByteSource, only?: 'clocks'): Promise<ImageCode> {
  const [{ imageCode }, { loadCapstone }] = await Promise.all([
    import('../code/imageCode.ts'),
    import('../session/disassembler.ts'),
  ]);
  return imageCode(image, source, { load: loadCapstone, ...(only === undefined ? {} : { only }) });
}
