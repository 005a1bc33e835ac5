/** How folders are listed; nodeFolders.ts is the real one. Failures reject with Node's errors (`code: "EACCES"`). */
export interface FolderReader {
  /** Its entries, in any order, and no more than `most` of them. Links are not followed. */
  list(path: string, most: number): Promise<readonly FolderEntry[]>;
  /** Which device a folder is on; absent where that cannot be told. */
  device(path: string): Promise<bigint | undefined>;
}

export interface FolderEntry {
  /** Unchecked: show it escaped. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}
