/**
 * Run by otherUser.test.ts as a process of its own: gives up its rights after its modules are loaded (the
 * other user may not even be able to read them), then tries what the arguments say.
 * Arguments: user id, then for each attempt "live", "pid:N", "runtimes:N" or "file:PATH". Prints one JSON array.
 */
import { labelText } from '../../../src/elf/english.ts';
import { findRuntimes } from '../../../src/session/program/processRuntimes.ts';
import { openFile } from '../../../src/sources/fileSource.ts';
import { openLive, openProcess } from '../../../src/sources/liveImage.ts';
import { nodeFiles } from '../../../src/sources/nodeFiles.ts';
import { nodeProcFs } from '../../../src/sources/nodeProcFs.ts';
import type { OpenedImage } from '../../../src/sources/openedImage.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';

export interface Attempt {
  /** 'opened', or the code of the failure. */
  readonly outcome: string;
  readonly message: string;
}

const [user, ...attempts] = process.argv.slice(2);
const uid = Number(user);
process.setgroups?.([]);
process.setgid?.(uid);
process.setuid?.(uid);
const proc = { ...nodeProcFs, uid };

function open(attempt: string): Promise<OpenedImage> {
  if (attempt === 'live') return openLive(proc);
  const [kind, rest = ''] = attempt.split(/:(.*)/s);
  return kind === 'pid' ? openProcess(proc, Number(rest)) : openFile(nodeFiles, rest);
}

const results: Attempt[] = [];
for (const attempt of attempts) {
  try {
    const [kind, pid] = attempt.split(':');
    if (kind === 'runtimes') {
      const info = { kind: 'process', label: '', pid: Number(pid), size: 0 } as const;
      const found = await findRuntimes(info, undefined, { proc, files: nodeFiles });
      results.push({ outcome: 'looked', message: JSON.stringify(found?.runtimes) });
      continue;
    }
    const { source, info } = await open(attempt);
    await source.dispose();
    results.push({ outcome: 'opened', message: labelText(info.label) });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    results.push({ outcome: error.code, message: error.message });
  }
}
console.log(JSON.stringify(results));
