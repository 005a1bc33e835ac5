/** What hovers say in the kernel's own sources: Markdown. Names are passed as code spans already. */
import { list, listOfLists } from '../../elf/english.ts';

/** What becomes of who looks a name up when it is gone. */
export type Effect = 'crash' | 'refuses' | 'call' | 'elsewhere' | 'none';

const effects: Readonly<Record<Effect, (who: string) => string>> = {
  crash: (who) => `a crash of ${who}`,
  refuses: (who) => `an error from ${who}`,
  elsewhere: (who) => `another way in ${who}`,
  none: (who) => `nothing in ${who}`,
  call: (who) => `a system call, or nothing done, in ${who}`,
};

export const kernelSentences = {
  /** The worst first. @param groups the last one's names may be `others` */
  ifItGoes: (groups: readonly { readonly effect: Effect; readonly who: string }[]) =>
    `**If it goes:** ${listOfLists(groups.map(({ effect, who }) => effects[effect](who)))}.`,
  names: (names: readonly string[], more: number) =>
    more > 0 ? list([...names, `${more} more`]) : list(names),
  others: 'the others',
  each: 'each of them',
  underNode: (node: string, places: readonly string[]) =>
    places.length === 0 ? node : `${node} on ${list(places)}`,
  exportedUnder: (nodes: readonly string[]) => `*Exported under* ${listOfLists(nodes)}.`,
  /** @param since '' where it always was there */
  place: (arch: string, since: string) => (since === '' ? arch : `${arch} (${since})`),
  nobody: '**If it goes:** no runtime is known that looks it up.',
} as const;
