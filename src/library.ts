/**
 * The npm package's library (docs/library.md): images read, and what each runtime finds in them. What stands here is
 * the whole of it; nothing else of src/ is promised to stay.
 */
import { openFile } from './sources/fileSource.ts';
import { openLive, openProcess } from './sources/liveImage.ts';
import { nodeFiles } from './sources/nodeFiles.ts';
import { nodeProcFs } from './sources/nodeProcFs.ts';
import type { OpenedImage } from './sources/openedImage.ts';

export { allConsumers as consumers } from './consumers/catalog/index.ts';
export { reasonSentence } from './consumers/english/outcomes.ts';
export type {
  ConsumerFinding,
  KeyFinding,
  MappedContext,
  Outcome,
  ReplayStep,
  Selection,
} from './consumers/model.ts';
export { evaluate } from './consumers/verdict/evaluate.ts';
export { roleOf } from './consumers/verdict/role.ts';
export type { ByteSource, HostInfo, SourceInfo } from './elf/imageSource.ts';
export type { ElfImage, ElfSymbol, Section, Segment } from './elf/model.ts';
export { problemSentence } from './elf/problems/english.ts';
export type { Problem } from './elf/problems/problem.ts';
export { type ReadOptions, type ReadResult, readElf } from './elf/readElf.ts';
export { memorySource } from './sources/memorySource.ts';
export type { OpenedImage } from './sources/openedImage.ts';
export { SourceError } from './sources/sourceError.ts';

/** An image in a file. Rejects with a SourceError, whose message is a sentence. Whoever opens it disposes its source. */
export function openImageFile(path: string): Promise<OpenedImage> {
  return openFile(nodeFiles, path);
}

/**
 * The vDSO of this process, or of another one. Linux only; rejects with a SourceError.
 * @param pid of another process
 */
export function openMappedImage(pid?: number): Promise<OpenedImage> {
  return pid === undefined ? openLive(nodeProcFs) : openProcess(nodeProcFs, pid);
}
