/** What language models and those who watch them read. */
import * as vscode from 'vscode';
import { literalMarkdown } from '../report/markdown.ts';
import { plainError, shownLines } from './errors.ts';

export interface Preparation {
  /** What goes on meanwhile. */
  readonly doing: string;
  /** What is asked first. */
  readonly question?: { readonly title: string; readonly message: string };
}

export interface PlainTool<Input> {
  /** Rejects with a sentence, which the model reads. */
  answer(
    options: vscode.LanguageModelToolInvocationOptions<Input>,
    token: vscode.CancellationToken,
  ): Promise<string>;
  prepare(
    options: vscode.LanguageModelToolInvocationPrepareOptions<Input>,
    token: vscode.CancellationToken,
  ): Preparation | undefined | Promise<Preparation | undefined>;
}

/** VS Code shows the preparation's sentences as Markdown. */
export function plainTool<Input>(tool: PlainTool<Input>): vscode.LanguageModelTool<Input> {
  return {
    async invoke(options, token) {
      try {
        const text = shownLines(await tool.answer(options, token));
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      } catch (error) {
        throw plainError(error);
      }
    },
    async prepareInvocation(options, token) {
      const preparation = await tool.prepare(options, token);
      if (preparation === undefined) return undefined;
      const { doing, question } = preparation;
      return {
        invocationMessage: literalMarkdown(doing),
        ...(question && {
          confirmationMessages: {
            title: literalMarkdown(question.title),
            message: literalMarkdown(question.message),
          },
        }),
      };
    },
  };
}
