/** Where processes and their files are read: this machine, another one in tests. */
import type { FileReader } from '../../sources/fileReader.ts';
import { nodeFiles } from '../../sources/nodeFiles.ts';
import { nodeProcFs } from '../../sources/nodeProcFs.ts';
import type { ProcFs } from '../../sources/procFs.ts';

export interface Machine {
  readonly proc: ProcFs;
  readonly files: FileReader;
}

export const thisMachine: Machine = { proc: nodeProcFs, files: nodeFiles };
