import { CodedError } from '../elf/codedError.ts';
import { editorCatalogue } from './catalogues.ts';
import type { EditorFailures } from './failures.ts';

export class EditorError<Code extends keyof EditorFailures = keyof EditorFailures> extends CodedError<
  EditorFailures,
  Code
> {
  constructor(code: Code, args: EditorFailures[Code], cause?: unknown) {
    super((language) => editorCatalogue(language).failures, code, args, cause);
  }
}
