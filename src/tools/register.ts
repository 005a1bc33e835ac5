/** The face for language models: read-only tools on the same report as all other faces. */
import * as vscode from 'vscode';
import type { Log } from '../plainText/log.ts';
import { loggable } from '../plainText/loggable.ts';
import { plainTool } from '../plainText/tools.ts';
import { isCancelled, withSignal } from '../session/cancellation.ts';
import { Consents } from './consents.ts';
import { toolWords } from './english.ts';
import {
  type CheckInput,
  type CompareInput,
  comparedInputs,
  type ImageInput,
  type InspectInput,
  imageInput,
} from './input.ts';
import { imageOf, needsConsent, type ToolImage, type ToolPlace } from './toolImage.ts';
import { type Asking, checkConsumers, compareVdsoImages, inspectVdso } from './tools.ts';

export interface ToolsFace {
  readonly inspect_vdso: vscode.LanguageModelTool<InspectInput>;
  readonly check_vdso_consumers: vscode.LanguageModelTool<CheckInput>;
  readonly compare_vdso_images: vscode.LanguageModelTool<CompareInput>;
}

export function createToolsFace(context: vscode.ExtensionContext, log: Log): ToolsFace {
  const consents = new Consents();
  const place = (): ToolPlace => ({
    generator: `vdso-explorer ${context.extension.packageJSON.version}`,
    worker: vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.cjs').fsPath,
    folders: (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => uri.fsPath),
    covers: (image) => consents.covers(image),
  });
  return {
    inspect_vdso: makeTool(inspectVdso, one(toolWords.inspecting), place, consents, log),
    check_vdso_consumers: makeTool(checkConsumers, one(toolWords.checking), place, consents, log),
    compare_vdso_images: makeTool(compareVdsoImages, two, place, consents, log),
  };
}

/** What a question is about, before it is answered. */
interface About {
  /** Throws what the answer rejects with. */
  images(input: unknown): readonly ImageInput[];
  doing(images: readonly ToolImage[]): string;
}

function one(doing: (image: ToolImage) => string): About {
  return {
    images: (input) => [imageInput(input)],
    doing: ([image]) => (image === undefined ? '' : doing(image)),
  };
}

const two: About = {
  images: comparedInputs,
  doing: ([from, to]) => (from === undefined || to === undefined ? '' : toolWords.comparing(from, to)),
};

function makeTool<Input extends object>(
  run: (input: unknown, place: ToolPlace, asking: Asking) => Promise<string>,
  about: About,
  place: () => ToolPlace,
  consents: Consents,
  log: Log,
): vscode.LanguageModelTool<Input> {
  return plainTool<Input>({
    answer({ input, tokenizationOptions }, token) {
      const tokenBudget = tokenizationOptions?.tokenBudget;
      return withSignal(token, (signal) => run(input, place(), { tokenBudget, signal })).catch(
        (error: unknown) => {
          if (!isCancelled(error)) log.warn(`A language model was refused: ${loggable(error)}`);
          throw error;
        },
      );
    },
    async prepare({ input }) {
      // A wrong input is refused by `invoke`, with the sentence that the model gets to read.
      const images: ToolImage[] = [];
      try {
        for (const each of about.images(input)) images.push(await imageOf(each, place()));
      } catch {
        return undefined;
      }
      for (const image of images) consents.ask(image);
      const asked = images.filter(needsConsent);
      return {
        doing: about.doing(images),
        ...(asked.length > 0 && {
          question: { title: toolWords.confirmTitle, message: toolWords.confirm(asked) },
        }),
      };
    },
  });
}
