import { CodedError } from '../elf/codedError.ts';
import type { Language } from '../elf/language.ts';
import { editorCatalogue } from './catalogues.ts';
import { editorFailures } from './english.ts';
import type { EditorFailures } from './failures.ts';

export class EditorError<Code extends keyof EditorFailures = keyof EditorFailures> extends CodedError {
  readonly code: Code;
  readonly args: EditorFailures[Code];

  constructor(code: Code, args: EditorFailures[Code], cause?: unknown) {
    super(editorFailures[code](args), cause === undefined ? {} : { cause });
    this.code = code;
    this.args = args;
  }

  override sentence(language: Language): string {
    return editorCatalogue(language).failures[this.code](this.args);
  }
}
