/** Where tools are asked in tests, and what they answer. */
import { readdirSync, readlinkSync } from 'node:fs';
import type { ToolPlace } from '../../../src/tools/toolImage.ts';
import { workerScript } from '../../support/started.ts';

export const place: ToolPlace = {
  generator: 'vdso-explorer 0.0.0',
  worker: workerScript,
  folders: ['/home/user/project'],
  covers: () => true,
};

/** The JSON after the notes, and the notes. */
export function answerOf<Answer>(text: string): { readonly json: Answer; readonly notes: string } {
  const start = text.indexOf('{"schema"');
  return { json: JSON.parse(text.slice(start)) as Answer, notes: text.slice(0, start) };
}

/** Descriptors of this process, of all its threads, that lead to a file. */
export function openOn(file: string): readonly string[] {
  return readdirSync('/proc/self/fd').filter((each) => {
    try {
      return readlinkSync(`/proc/self/fd/${each}`) === file;
    } catch {
      // Closed meanwhile.
      return false;
    }
  });
}
