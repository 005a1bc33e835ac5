/** What the code of an image does, with the disassembler loaded for it: seldom wanted, and more than all the rest. */
import type { ImageCode } from '../code/imageCode.ts';
import type { ByteSource, SourceInfo } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import { originalOf } from '../session/code/original.ts';

/** @param only the clocks alone, which is quicker @param info of a process's image: it is held against its file */
export async function codeOf(
  image: ElfImage,
  source: ByteSource,
  { only, info }: { readonly only?: 'clocks'; readonly info?: SourceInfo } = {},
): Promise<ImageCode> {
  const [{ imageCode }, { loadCapstone }] = await Promise.all([
    import('../code/imageCode.ts'),
    import('../session/disassembler.ts'),
  ]);
  return imageCode(image, source, {
    load: loadCapstone,
    ...(only === undefined ? {} : { only }),
    ...(info === undefined ? {} : { original: () => originalOf(image, info) }),
  });
}
