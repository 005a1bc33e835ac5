/** Opens an image in this thread. The worker opens the same way. */
import { roleOf } from '../consumers/verdict/role.ts';
import { ET_CORE } from '../elf/format/constants.ts';
import type { ElfImage } from '../elf/model.ts';
import type { SessionInput } from './input.ts';
import { LocalSession } from './localSession.ts';
import { SliceScheduler } from './rows/sliceScheduler.ts';
import { ownOf, readImage, sessionStateOf } from './sessionState.ts';
import { isSymtabAlone } from './symtabAlone.ts';
import { type SessionWords, sessionLanguages } from './words.ts';

/**
 * Reads and evaluates an image, or takes a preview of it, in slices: others run meanwhile. Rejects with a
 * SessionError, or as the source does.
 */
export async function openLocal(
  input: SessionInput,
  signal?: AbortSignal,
  given?: SessionWords,
): Promise<LocalSession> {
  const words = given ?? (await sessionLanguages.read(input.language ?? 'en'));
  const { symtab, asVdso } = input.options;
  const scheduler = new SliceScheduler(signal);
  let image = await readImage(input, { symtab, scheduler, ...(!asVdso && { preview: input.preview }) });
  // Runtimes are asked about all of a vDSO.
  if (image.preview !== undefined && roleOf(image, input.info) === 'vdso')
    image = await readImage(input, { symtab, scheduler });
  const alone = !symtab && isSymtabAlone(image);
  if (alone) image = await readImage(input, { symtab: true, scheduler });
  const own = await ownOf(input, image, scheduler);
  const holding = await withInside(input, image, signal);
  const options = { ...input.options, symtab: symtab || alone };
  return new LocalSession(
    holding,
    words,
    await sessionStateOf(holding, words, image, own, options, scheduler),
  );
}

/** No kernel is smaller. A core dump is: Linux writes the vDSO into it where /proc/PID/coredump_filter wants no memory. */
const SMALLEST_KERNEL = 64 * 1024;

/** With what a file may hold images as. It adds to a report: a file that cannot be read any more says so elsewhere. */
async function withInside(
  input: SessionInput,
  { header, interpreter, soname }: ElfImage,
  signal?: AbortSignal,
): Promise<SessionInput> {
  const { info, source } = input;
  if (info.kind !== 'file' || (source.size < SMALLEST_KERNEL && header.type !== ET_CORE)) return input;
  // A program or a library, as nearly every file is.
  if (interpreter !== undefined || soname !== undefined) return input;
  // What knows all formats is loaded for files that may be of one.
  const { containerKind } = await import('../sources/containers/imagesIn.ts');
  const holds = await containerKind(source, info.path ?? '', signal).catch(() => undefined);
  return holds === 'kernel' || holds === 'core' ? { ...input, info: { ...info, holds } } : input;
}
