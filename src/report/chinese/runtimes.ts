/** Sentences about what a process runs, in Chinese. */
import { consumerById } from '../../consumers/catalog/index.ts';
import type { RuntimeFound } from '../../consumers/runtimes.ts';
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/runtimes.ts';
import { packedBy } from '../english/runtimes.ts';
import { repeated, shown } from '../format.ts';

export const chineseRuntimes: Catalogue<typeof english> = {
  runsText(runtimes, packed) {
    const runs = runtimes.length === 0 ? '未识别' : zh.list(runtimes.map(runtime));
    return packed === undefined ? runs : `${runs}；其程序由 ${packedBy(packed)} 打包`;
  },
  /** "UPX 4.24" */
  packedBy,
  systemCallsText: (calls) =>
    zh.listOfLists(calls.map(({ runtime: { id }, calls: names }) => `${zh.list(names)}（${nameOf(id)}）`)),
};

function runtime({ id, release, file }: RuntimeFound): string {
  const name = nameOf(id);
  const which = release === undefined ? `${name}（未说明版本）` : `${name} ${release}`;
  return file === undefined ? which : `${which}（${shown(repeated(file))}）`;
}

function nameOf(id: string): string {
  return consumerById(id)?.name ?? id;
}
