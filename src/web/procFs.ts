/** In a browser there is no /proc, and no process of ours: whoever asks is told so by `requireLinux`. */
import type { ProcFs } from '../sources/procFs.ts';
import { SourceError } from '../sources/sourceError.ts';

const none = async (): Promise<never> => {
  throw new SourceError('inBrowser', {});
};

const webProcFs: ProcFs = {
  platform: 'web',
  arch: '',
  pid: 0,
  littleEndian: true,
  kernelRelease: '',
  readFile: none,
  readLink: none,
  list: none,
  owner: none,
  openMemory: none,
};

export { webProcFs as nodeProcFs };
