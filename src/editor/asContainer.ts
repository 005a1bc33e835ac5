/** What is no ELF file may hold images: then that is said, and they are offered. */
import type * as vscode from 'vscode';
import type { ImageReads } from '../session/input.ts';
import { SessionError } from '../session/sessionError.ts';
import { openFile } from '../sources/fileSource.ts';
import { memorySource } from '../sources/memorySource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { EditorError } from './editorError.ts';

/** Undefined for every other failure, and for what is no container. */
export async function asContainer(
  uri: vscode.Uri,
  error: unknown,
  reads: ImageReads,
): Promise<EditorError<'isContainer'> | undefined> {
  if (!(error instanceof SessionError) || error.code !== 'notElf') return undefined;
  try {
    // What knows all formats is loaded when a file is of none that is shown by itself.
    const { containerKind } = await import('../sources/containers/imagesIn.ts');
    const source =
      'path' in reads
        ? (await openFile(nodeFiles, reads.path, reads.identity)).source
        : memorySource(reads.bytes);
    try {
      const kind = await containerKind(source, uri.path);
      return kind && new EditorError('isContainer', { failure: error }, error);
    } finally {
      await source.dispose();
    }
  } catch {
    // The first failure is the one to tell.
    return undefined;
  }
}
