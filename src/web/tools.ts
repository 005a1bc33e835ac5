/** As tools/register.ts: the tools read files by their paths and processes, which a browser has not. */
import { sentenceOf } from '../plainText/errors.ts';
import { plainTool } from '../plainText/tools.ts';
import { SourceError } from '../sources/sourceError.ts';
import type { ToolsFace } from '../tools/register.ts';

function createWebTools(): ToolsFace {
  const refusal = new SourceError('inBrowser', {});
  const none = plainTool<object>({
    answer: async () => {
      throw refusal;
    },
    prepare: async () => ({ doing: sentenceOf(refusal) }),
  });
  return { inspect_vdso: none, check_vdso_consumers: none, compare_vdso_images: none };
}

export { createWebTools as createToolsFace };
