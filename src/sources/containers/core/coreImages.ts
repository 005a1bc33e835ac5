/** Where a core dump has the vDSO of its process: by the auxiliary vector, else by the shape of what memory holds. */
import { EHDR } from '../../../elf/format/layouts.ts';
import type { ByteSource } from '../../../elf/imageSource.ts';
import { AT_SYSINFO_EHDR, auxvValue } from '../../auxv.ts';
import { MAX_ELSEWHERE } from '../../maps.ts';
import { ContainerError } from '../containerError.ts';
import { imageAt, LARGEST_IMAGE, mayBeImage } from '../image.ts';
import type { Part, Place } from '../model.ts';
import type { ContainerNoticeCode, ContainerNotices } from '../notices.ts';
import type { Pace } from '../pace.ts';
import { type CoreDump, rangeAt } from './coreFile.ts';

/** Ranges whose first bytes are looked at where nothing says which it is; a process has some dozens of them. */
export const MAX_RANGES_TRIED = 1024;

const EHDR_BYTES = EHDR.size[64];

/** Rejects as the source and the pace do. */
export async function* imagesInCore(source: ByteSource, core: CoreDump, pace: Pace): AsyncGenerator<Part> {
  const base = core.auxv === undefined ? 0n : (auxvValue(core.auxv, AT_SYSINFO_EHDR) ?? 0n);
  const found = base === 0n ? [] : await imageOfAuxv(source, core, base);
  yield* found;
  if (!found.some(({ kind }) => kind === 'image')) yield* imagesByShape(source, core, pace);
}

/** What the kernel told the process (AT_SYSINFO_EHDR): whatever is there is shown, without a look at its name. */
async function imageOfAuxv(source: ByteSource, core: CoreDump, base: bigint): Promise<readonly Part[]> {
  const found = rangeAt(core, base);
  if (found === undefined) return [notice('coreImageMissing', { base })];
  const { range, at } = found;
  const promised = range.promised - BigInt(at);
  if (promised > BigInt(LARGEST_IMAGE))
    return [notice('coreImageTooLarge', { base, size: promised, limit: LARGEST_IMAGE })];
  const size = Math.max(0, range.length - at);
  const image = await imageIn(source, core, { offset: range.offset + at, size, base });
  const cut = BigInt(size) < promised ? [notice('cutShort', { format: 'core', size: source.size })] : [];
  return image.length > 0 || cut.length > 0 ? [...image, ...cut] : [notice('coreImageNoElf', { base })];
}

/**
 * Programs and libraries begin with the same magic number: their memory is named in NT_FILE, and their name is no kernel's.
 */
async function* imagesByShape(source: ByteSource, core: CoreDump, pace: Pace): AsyncGenerator<Part> {
  const files = new Set(core.mappings.map(({ start }) => start));
  const ranges = core.memory.filter(
    ({ address, length, promised }) =>
      length >= EHDR_BYTES && promised <= BigInt(LARGEST_IMAGE) && !files.has(address),
  );
  // All of a vDSO is executable: it has one segment.
  const likely = [
    ...ranges.filter(({ executable }) => executable),
    ...ranges.filter(({ executable }) => !executable),
  ];
  for (const { offset, length: size, address: base } of likely.slice(0, MAX_RANGES_TRIED)) {
    await pace.step();
    if (!mayBeImage(await source.read(offset, EHDR_BYTES))) continue;
    // By its headers first: they do not tell of the rest of the last page.
    if ((await imageAt(source, { offset })) !== undefined)
      yield* await imageIn(source, core, { offset, size, base });
  }
  if (likely.length > MAX_RANGES_TRIED) yield notice('coreRangesLeft', { limit: MAX_RANGES_TRIED });
}

async function imageIn(
  source: ByteSource,
  { process, mappings }: CoreDump,
  place: Place,
): Promise<readonly Part[]> {
  const found = await imageAt(source, place);
  if (found === undefined) return [];
  const dump = { mappings: mappings.slice(0, MAX_ELSEWHERE), ...(process && { process }) };
  return [{ kind: 'image', found: { ...found, dump } }];
}

function notice<Code extends ContainerNoticeCode>(
  code: Code,
  args: Omit<ContainerNotices[Code], 'members'>,
): Part {
  return { kind: 'notice', error: new ContainerError(code, args) };
}
