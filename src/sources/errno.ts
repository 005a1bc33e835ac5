import { shown } from '../elf/bytes/printable.ts';

/** The system's own name of an error ("EACCES"), or what there is instead, safe to show. */
export function errnoOf(error: unknown): string {
  if (error instanceof Error) {
    const code = (error as { code?: unknown }).code;
    return shown(typeof code === 'string' ? code : error.message);
  }
  return shown(String(error));
}
