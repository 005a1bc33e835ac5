/** Images as they are compared: of an open image, or of the report about one that was saved as JSON. */
import type * as vscode from 'vscode';
import type { ByteSource } from '../elf/imageSource.ts';
import type { Log } from '../plainText/log.ts';
import { loggable } from '../plainText/loggable.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { OTHER_JSON_HEAD } from '../report/comparison/otherJson.ts';
import { beginsAsJson, JSON_HEAD, MOST_REPORT_BYTES } from '../report/comparison/savedReport.ts';
import { comparedAnyway } from '../session/comparedAnyway.ts';
import type { Session } from '../session/model.ts';
import { openSavedReport } from '../session/worker/workerReport.ts';
import { openFile } from '../sources/fileSource.ts';
import { memorySource } from '../sources/memorySource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { labelOf } from './documentLabel.ts';
import { EditorError } from './editorError.ts';
import { fileName, readWhole } from './openImage.ts';
import type { Way } from './opening.ts';
import { scheme } from './vdsoUri.ts';

export interface ComparedReaderOptions {
  readonly log: Log;
  /** dist/worker.cjs */
  readonly worker: string;
  /** Opens an image for as long as `use` takes. */
  use<Result>(
    uri: vscode.Uri,
    way: Way,
    signal: AbortSignal,
    use: (session: Session) => Promise<Result>,
  ): Promise<Result>;
}

export class ComparedReader {
  readonly #options: ComparedReaderOptions;

  constructor(options: ComparedReaderOptions) {
    this.#options = options;
  }

  /** Whatever lies there, with its code where this host disassembles. @param whole also a large file that has to be read whole */
  async read(uri: vscode.Uri, whole: boolean, signal?: AbortSignal): Promise<ComparedImage> {
    return (await this.report(uri, signal, whole)) ?? this.image(uri, true, signal, { whole });
  }

  /** The first bytes of a file. */
  async head(uri: vscode.Uri, signal?: AbortSignal): Promise<Uint8Array> {
    const source = await sourceOf(uri, false, signal);
    try {
      return await source.read(0, Math.min(JSON_HEAD, source.size));
    } finally {
      await source.dispose();
    }
  }

  /**
   * Undefined for what is no JSON. Rejects with the sentence for JSON that is no report.
   * @param wants what has this beginning (OTHER_JSON_HEAD bytes): no more is read of what is not wanted
   */
  async report(
    uri: vscode.Uri,
    signal?: AbortSignal,
    whole = false,
    wants: (head: Uint8Array) => boolean = () => true,
  ): Promise<ComparedImage | undefined> {
    // What is handed out whole only is not read twice to find out.
    const mayBeOne = uri.scheme === 'file' || (uri.scheme !== scheme && uri.path.endsWith('.json'));
    if (!mayBeOne) return undefined;
    const source = await sourceOf(uri, whole, signal);
    try {
      const head = await source.read(0, Math.min(OTHER_JSON_HEAD, source.size));
      if (!wants(head) || !beginsAsJson(head.subarray(0, JSON_HEAD))) return undefined;
      const name = fileName(uri);
      if (source.size > MOST_REPORT_BYTES) throw new EditorError('savedReport', { name, why: 'too-large' });
      const bytes = await source.read(0, source.size);
      const found = await openSavedReport(bytes, name, this.#options.worker, signal);
      if (found.kind === 'image') return { ...found.image, path: pathOf(uri) };
      throw new EditorError('savedReport', { ...found, name });
    } finally {
      await source.dispose();
    }
  }

  /** @param code also its code, where this host disassembles */
  image(
    uri: vscode.Uri,
    code: boolean,
    signal?: AbortSignal,
    way: Partial<Way> = {},
  ): Promise<ComparedImage> {
    const { log, use } = this.#options;
    const asked = { whole: false, anew: false, ...way };
    return use(uri, asked, signal ?? new AbortController().signal, async (session) => {
      const image = code
        ? await comparedAnyway(session, signal, (why) =>
            log.error(`The code of ${uri.toString(true)} is not compared: ${loggable(why)}`),
          )
        : await session.compared(false, signal);
      // As its tab is called: the path stands beside it where both are called alike.
      return { ...image, label: labelOf(uri) };
    });
  }
}

async function sourceOf(uri: vscode.Uri, whole: boolean, signal?: AbortSignal): Promise<ByteSource> {
  if (uri.scheme === 'file') return (await openFile(nodeFiles, uri.fsPath)).source;
  return memorySource(await readWhole(uri, uri.toString(true), whole, signal));
}

function pathOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}
