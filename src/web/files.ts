/** In a browser files are what `vscode.workspace.fs` has, which never calls them `file:`. */
import type { FileReader } from '../sources/fileReader.ts';
import type { FolderReader } from '../sources/folderReader.ts';
import { SourceError } from '../sources/sourceError.ts';

const none = async (): Promise<never> => {
  throw new SourceError('inBrowser', {});
};

const webFiles: FileReader = { stat: none, open: none };
const webFolders: FolderReader = { list: none, device: none };

export { none as writeFile, webFiles as nodeFiles, webFolders as nodeFolders };
