/** Whether an image is a vDSO: by where it comes from, by its name, or by its shape. */
import { PT_LOAD } from '../../elf/format/constants.ts';
import type { SourceInfo } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';

const VDSO_SONAME = /^(linux-vdso\d*\.so\.1|linux-gate\.so\.1)$/;
const VDSO_NODE = /^LINUX_\d/;

/** 'elf' stands for every other ELF file: nobody looks anything up in it the way runtimes do in a vDSO. */
export function roleOf(image: ElfImage, source: Pick<SourceInfo, 'kind'>): 'vdso' | 'elf' {
  // What a core dump and a kernel hold was found as one.
  if (source.kind !== 'file' && source.kind !== 'archive') return 'vdso';
  if (image.soname !== undefined && VDSO_SONAME.test(image.soname)) return 'vdso';
  return hasVdsoShape(image) ? 'vdso' : 'elf';
}

/** One PT_LOAD, and at least one version node named as the kernel names them. */
function hasVdsoShape(image: ElfImage): boolean {
  let loads = 0;
  for (let i = 0; i < image.segments.length && loads < 2; i++) {
    if (image.segments.at(i)?.type === PT_LOAD) loads++;
  }
  return loads === 1 && image.versionDefinitions.some((definition) => VDSO_NODE.test(definition.name));
}
