/** Folders and files of `workspace.fs`, by their paths below one URI, for who walks through them. */
import * as vscode from 'vscode';
import type { FileFacts } from '../sources/fileReader.ts';
import type { FolderEntry } from '../sources/folderReader.ts';
import type { FolderMachine } from '../sources/imagesInFolder.ts';
import { wholeFileLimit } from './openImage.ts';

/** Files come whole: larger ones are not asked for. */
export function virtualFolders(root: vscode.Uri): FolderMachine {
  const at = (path: string) => root.with({ path });
  const facts = async (path: string): Promise<FileFacts> => {
    const { type, size } = await vscode.workspace.fs.stat(at(path));
    const kind = type & vscode.FileType.Directory ? 'directory' : 'file';
    return { kind: size > wholeFileLimit ? 'other' : kind, size: BigInt(size) };
  };
  return {
    folders: {
      list: async (path) => (await vscode.workspace.fs.readDirectory(at(path))).map(entryOf),
      device: async () => undefined,
    },
    files: {
      stat: facts,
      async open(path) {
        const bytes = await vscode.workspace.fs.readFile(at(path));
        return {
          stat: async () => ({ kind: 'file', size: BigInt(bytes.length) }),
          async read(target, position) {
            const part = bytes.subarray(position, position + target.length);
            target.set(part);
            return part.length;
          },
          close: async () => undefined,
        };
      },
    },
  };
}

function entryOf([name, type]: readonly [string, vscode.FileType]): FolderEntry {
  if (type & vscode.FileType.SymbolicLink) return { name, kind: 'link' };
  if (type & vscode.FileType.Directory) return { name, kind: 'folder' };
  return { name, kind: type & vscode.FileType.File ? 'file' : 'other' };
}
