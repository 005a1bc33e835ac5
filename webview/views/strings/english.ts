/** Words of the strings of a section. */
export const stringsEnglish = {
  looking: 'Looking for strings…',
  section: 'Section whose strings are shown',
  none: 'No section of this image has bytes in the file, so there is nothing to look for strings in.',
} as const;
