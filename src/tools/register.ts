/** The face for language models: read-only tools on the same report as all other faces. */
import * as vscode from 'vscode';
import { withSignal } from '../session/cancellation.ts';
import { sentences } from './english.ts';
import { describe, type ImageInput, imageOf, needsConsent, type ToolPlace } from './toolImage.ts';
import { type Asking, type CheckInput, checkConsumers, type InspectInput, inspectVdso } from './tools.ts';

export interface ToolsFace {
  readonly inspect_vdso: vscode.LanguageModelTool<InspectInput>;
  readonly check_vdso_consumers: vscode.LanguageModelTool<CheckInput>;
}

export function createToolsFace(context: vscode.ExtensionContext): ToolsFace {
  const place = (): ToolPlace => ({
    generator: `vdso-explorer ${context.extension.packageJSON.version}`,
    worker: vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.cjs').fsPath,
    folders: (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => uri.fsPath),
  });
  return {
    inspect_vdso: makeTool(inspectVdso, sentences.inspecting, place),
    check_vdso_consumers: makeTool(checkConsumers, sentences.checking, place),
  };
}

function makeTool<Input extends ImageInput>(
  run: (input: Input, place: ToolPlace, asking: Asking) => Promise<string>,
  progress: (what: string) => string,
  place: () => ToolPlace,
): vscode.LanguageModelTool<Input> {
  return {
    async invoke({ input, tokenizationOptions }, token) {
      const tokenBudget = tokenizationOptions?.tokenBudget;
      const text = await withSignal(token, (signal) => run(input, place(), { tokenBudget, signal }));
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
    prepareInvocation({ input }) {
      // A wrong input is refused by `invoke`, with the sentence that the model gets to read.
      const image = attempt(() => imageOf(input, place()));
      if (image === undefined) return undefined;
      const what = describe(image);
      return {
        invocationMessage: progress(what),
        ...(needsConsent(image) && {
          confirmationMessages: { title: sentences.confirmTitle, message: sentences.confirm(what) },
        }),
      };
    },
  };
}

function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
