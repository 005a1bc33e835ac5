/** For which architecture a name in a source is meant, and by whom the function it names was made. */
import { abis } from '../../consumers/abi.ts';
import type { FunctionPlace } from '../../report/facts/entersKernel.ts';
import { functionPlace } from '../../report/facts/subject.ts';
import { archOf } from '../../report/views/nameHistory.ts';
import { isFor, sourceArch } from '../source/sourceArch.ts';
import type { HoverContext } from './hoverContext.ts';

export interface FunctionLocation {
  readonly class?: 32 | 64;
  /** As kernelExports.ts names it; absent where the file may be for several. */
  readonly arch?: string;
  readonly function?: FunctionPlace;
}

/** The file's architecture, and Linux; the live image's where the file does not say, or is for the same. */
export function namePlace({
  path,
  isGo,
  live,
}: Pick<HoverContext, 'path' | 'isGo' | 'live'>): FunctionLocation {
  const arch = sourceArch(path, isGo);
  if (live.kind === 'image' && (arch === undefined || isFor(arch, live.image.image.header))) {
    const { header } = live.image.image;
    return { class: header.class, arch: archOf(header), function: functionPlace(live.image) };
  }
  if (arch === undefined) return {};
  const known = new Set(abis.filter((each) => isFor(arch, each)).map(({ kernel }) => kernel));
  const [kernel] = known;
  const [machine] = arch.machines;
  return {
    ...(arch.class === undefined ? {} : { class: arch.class }),
    ...(known.size === 1 && kernel !== undefined ? { arch: kernel } : {}),
    ...(arch.machines.length === 1 && machine !== undefined ? { function: { machine, maker: 'linux' } } : {}),
  };
}
