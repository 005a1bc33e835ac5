/** For which architectures a name in a source is meant, and by whom the function it names was made. */
import type { FunctionPlace } from '../../report/facts/entersKernel.ts';
import { functionPlace } from '../../report/facts/subject.ts';
import { archOf } from '../../report/views/nameHistory.ts';
import type { SourceArch } from '../source/sourceArch.ts';
import { isHere } from './answerer.ts';
import type { Live } from './hoverContext.ts';

export interface FunctionLocation {
  readonly class: 32 | 64;
  /** As kernelExports.ts names it; absent where Linux has no image. */
  readonly arch?: string;
  readonly function: FunctionPlace;
}

/**
 * Those of the file, each once; the live image's where the file does not say, or is for the same; else none.
 * @param value of the name's symbol in the live image: what its bytes say of it counts, too
 */
export function namePlaces(
  arch: SourceArch | undefined,
  live: Live,
  value?: bigint,
): readonly FunctionLocation[] {
  if (live.kind === 'image' && (arch === undefined || isHere(arch, live.image))) {
    const { header } = live.image.image;
    return [{ class: header.class, arch: archOf(header), function: functionPlace(live.image, value) }];
  }
  const maker = arch?.maker ?? 'linux';
  const places = (arch?.rows ?? []).map(
    (row): FunctionLocation => ({
      class: row.class,
      ...(row.kernel !== undefined && { arch: maker === 'uml' ? `um-${row.kernel}` : row.kernel }),
      function: { machine: row.machine, maker },
    }),
  );
  const named = (each: FunctionLocation) => [each.class, each.arch, each.function.machine].join();
  return places.filter((each, at) => places.findIndex((other) => named(other) === named(each)) === at);
}
