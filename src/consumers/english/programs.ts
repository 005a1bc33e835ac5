/** Words of a program's own table of keys. */
import { processText } from '../../elf/english.ts';
import type { ProcessName } from '../../elf/imageSource.ts';
import type { Consequence, ConsumerFinding } from '../model.ts';
import { libraryName } from '../namesInSentences.ts';

/** Within a sentence. */
export function liveImageOf(process: ProcessName): string {
  return `the live image of ${processText(process)}`;
}

/** "Go"; "This program, Go" and "libgo.so, Go" where it is one with keys of its own. */
export function consumerName({ name, program }: Pick<ConsumerFinding, 'name' | 'program'>): string {
  if (program === undefined) return name;
  const { sharedLibrary } = program;
  return sharedLibrary === undefined ? `This program, ${name}` : `${libraryName(sharedLibrary)}, ${name}`;
}

/** Within a sentence: "Go", "this program", "libgo.so". */
export function askerName({ name, program }: Pick<ConsumerFinding, 'name' | 'program'>): string {
  if (program === undefined) return name;
  return program.sharedLibrary === undefined ? 'this program' : libraryName(program.sharedLibrary);
}

/** At the beginning of a label: "Go", "This program", "libgo.so". */
export function askerLabel(finding: Pick<ConsumerFinding, 'name' | 'program'>): string {
  const { program } = finding;
  return program !== undefined && program.sharedLibrary === undefined ? 'This program' : askerName(finding);
}

/** What follows without a key: a sentence without its full stop. */
export function consequenceText(consequence: Consequence): string {
  if (typeof consequence === 'string') return consequence;
  const { code, variable } = consequence;
  switch (code) {
    case 'keeps-its-value':
      return `${variable ?? 'its variable'} keeps the value it starts with`;
    case 'stays-zero':
      return `${variable ?? 'the variable'} stays 0`;
  }
}
