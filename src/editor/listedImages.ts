/** The images of a file or below a folder, as they are found, each kept at an address of its own. */
import * as vscode from 'vscode';
import { sentenceOf } from '../plainText/errors.ts';
import { askFirst } from '../plainText/messages.ts';
import { cancelled } from '../session/cancellation.ts';
import { findings } from '../session/containers/findings.ts';
import type { FileState } from './changedFile.ts';
import { type Containers, stateOf } from './containers.ts';
import { editorWords } from './display.ts';
import type { Listed } from './imagesPicker.ts';
import type { InnerImages } from './innerImages.ts';
import { innerPath } from './innerUri.ts';
import { fileName, WholeFileQuestion } from './openImage.ts';
import { scheme } from './vdsoUri.ts';

export class ListedImages {
  readonly #containers: Containers;
  readonly #inner: InnerImages;

  constructor(containers: Containers, inner: InnerImages) {
    this.#containers = containers;
    this.#inner = inner;
  }

  /** Those in a file. */
  of(container: vscode.Uri): Listed {
    const containers = this.#containers;
    const uri = container.toString();
    let known: FileState = { size: 0, mtime: 0 };
    return {
      name: fileName(container),
      async *findings(signal) {
        known = (await stateOf(container)) ?? known;
        const look = await orWhole((whole) => containers.look(container, { whole }, undefined, signal));
        if (look === undefined) throw cancelled();
        yield* findings(look, signal);
      },
      keep: (found) => ours(innerPath(this.#inner.keep(uri, known, found))),
    };
  }

  /** Below a folder: a file that is an image itself is that file; others lie in theirs, whose list has own numbers. */
  below(folder: vscode.Uri): Listed {
    const containers = this.#containers;
    const inner = this.#inner;
    let file = '';
    let inFile = 0;
    let state: FileState = { size: 0, mtime: 0 };
    return {
      name: fileName(folder),
      async *findings(signal) {
        yield* findings(await containers.lookBelow(folder, signal), signal);
      },
      async keep(found) {
        const { image } = found;
        const [path = '', ...members] = image.members;
        const uri = vscode.Uri.joinPath(folder, path);
        if (path !== file) {
          file = path;
          inFile = 0;
          state = (await stateOf(uri)) ?? { size: 0, mtime: 0 };
        }
        const index = inFile++;
        if (members.length === 0 && image.offset === 0) return uri;
        const taken = { ...found, image: { ...image, members, index } };
        return ours(innerPath(inner.keep(uri.toString(), state, taken)));
      },
    };
  }
}

/** A file that would have to be read whole is read when the user says so; undefined where not. */
export async function orWhole<Result>(
  read: (whole: boolean) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await read(false);
  } catch (error) {
    if (!(error instanceof WholeFileQuestion)) throw error;
    return (await askFirst(sentenceOf(error), editorWords.readItWhole)) ? read(true) : undefined;
  }
}

function ours(path: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path });
}
