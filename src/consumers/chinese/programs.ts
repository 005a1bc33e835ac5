/** Words of a program's own table of keys, in Chinese. */
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { ProcessName } from '../../elf/imageSource.ts';
import type { Consequence, ConsumerFinding } from '../model.ts';
import { libraryName } from '../namesInSentences.ts';
import { chineseFact } from './facts.ts';

/** Within a sentence. */
export function chineseLiveImageOf(process: ProcessName): string {
  return `${zh.process(process)}的映像`;
}

/** "Go"; "此程序，Go" and "libgo.so，Go" where it is one with keys of its own. */
export function chineseConsumer({ name, program }: Pick<ConsumerFinding, 'name' | 'program'>): string {
  if (program === undefined) return name;
  const { sharedLibrary } = program;
  return sharedLibrary === undefined ? `此程序，${name}` : `${libraryName(sharedLibrary)}，${name}`;
}

/** Within a sentence and in a label: "Go", "此程序", "libgo.so". */
export function chineseAsker({ name, program }: Pick<ConsumerFinding, 'name' | 'program'>): string {
  if (program === undefined) return name;
  return program.sharedLibrary === undefined ? '此程序' : libraryName(program.sharedLibrary);
}

/** What follows without a key: a sentence without its full stop. */
export function chineseConsequence(consequence: Consequence): string {
  if (typeof consequence === 'string') return chineseFact(consequence);
  const { code, variable } = consequence;
  switch (code) {
    case 'keeps-its-value':
      return t`${variable ?? '其变量'} 保持初始值`;
    case 'stays-zero':
      return t`${variable ?? '该变量'} 保持为 0`;
  }
}
