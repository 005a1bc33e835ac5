/** Where tools are asked in tests, and what they answer. */
import path from 'node:path';
import type { ToolPlace } from '../../../src/tools/toolImage.ts';

export const place: ToolPlace = {
  generator: 'vdso-explorer 0.0.0',
  worker: path.resolve(import.meta.dirname, '../../../src/session/worker/worker.ts'),
  folders: ['/home/user/project'],
  covers: () => true,
};

/** The JSON after the notes, and the notes. */
export function answerOf<Answer>(text: string): { readonly json: Answer; readonly notes: string } {
  const start = text.indexOf('{"schema"');
  return { json: JSON.parse(text.slice(start)) as Answer, notes: text.slice(0, start) };
}
