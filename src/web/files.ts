/** In a browser files are what `vscode.workspace.fs` has, which never calls them `file:`. */
import type { FileReader } from '../sources/fileReader.ts';
import { SourceError } from '../sources/sourceError.ts';

const none = async (): Promise<never> => {
  throw new SourceError('inBrowser', {});
};

const webFiles: FileReader = { stat: none, open: none };

export { none as writeFile, webFiles as nodeFiles };
