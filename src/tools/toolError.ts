import { toolFailures } from './english.ts';
import type { ToolFailures } from './failures.ts';

/** Why a tool has no answer; the message is a sentence, which the model reads. */
export class ToolError<Code extends keyof ToolFailures = keyof ToolFailures> extends Error {
  override readonly name = 'ToolError';
  readonly code: Code;

  constructor(code: Code, args: ToolFailures[Code]) {
    super(toolFailures[code](args));
    this.code = code;
  }
}
