/** Whether an image is healthy, as far as it was checked. */
import { andList, list, plural } from '../../elf/english.ts';

/** Notes are unusual and legal: they count only where there is nothing else. */
export function healthInShort(errors: number, warnings: number, notes: number): string {
  if (errors + warnings + notes === 0) return 'Healthy';
  if (errors + warnings === 0) return plural(notes, 'note');
  return list(counted(errors, warnings, 0));
}

export function healthText(errors: number, warnings: number, notes: number): string {
  if (errors + warnings + notes === 0) return 'Healthy: no problems found.';
  const found = andList(counted(errors, warnings, notes));
  // Not every error is about something unreadable: two tables that contradict each other are read whole.
  if (errors > 0) return `${found}: who reads this image may fail or be misled.`;
  return warnings > 0 ? `${found}: readers may disagree about this image.` : `${found}: unusual, but legal.`;
}

function counted(errors: number, warnings: number, notes: number): string[] {
  return [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(notes > 0 ? [plural(notes, 'note')] : []),
  ];
}

/** In the place of the health while a preview is shown, and of what is not there yet. */
export const checking = {
  inShort: 'Checking…',
  health: 'Checking names and hash tables…',
  sentence:
    'These are the first rows of a large image. Its names and hash tables are still being read and checked; this appears as soon as they are.',
};
