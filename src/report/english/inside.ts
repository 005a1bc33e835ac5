/** What is said of the images in a file or folder. */
import { count, plural, processText } from '../../elf/english.ts';
import { shown } from '../format.ts';

const nameless = '(no name)';

export const insideWords = {
  columns: ['#', 'Name', 'Architecture', 'Kernel', 'Size', 'Where'],
  nameless,
  named: (name: string): string => (name === '' ? nameless : name),
  label: 'Images inside',
  none: 'none',
  /** Above the list of a file that is reported on itself. */
  title: (images: number): string => `Images inside (${count(images)})`,
  /** Above a list, which grows while it is written. */
  heading: (path: string): string => `Images in ${path}`,
  end: (images: number): string => plural(images, 'image'),
  process: ({ pid, name, commandLine }: { pid: number; name: string; commandLine: string }): string =>
    `Memory of ${processText({ pid, own: false, name })}: ${shown(commandLine)}`,
} as const;
