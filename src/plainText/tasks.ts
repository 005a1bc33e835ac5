/** Tasks: their names stand in lists, where `$(name)` is an icon, and their output in a terminal. */
import * as vscode from 'vscode';
import { withoutIcons } from './escape.ts';

export interface Program {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Offers the tasks of a type, and runs those of it that a tasks.json has.
 * @param offered definitions of what is offered without one
 * @param programFor what a definition runs; undefined for one that is not understood
 */
export function registerTasks(
  type: string,
  source: string,
  matcher: string,
  offered: readonly vscode.TaskDefinition[],
  programFor: (definition: vscode.TaskDefinition) => Program | undefined,
): vscode.Disposable {
  const taskOf = (definition: vscode.TaskDefinition, scope: vscode.Task['scope']) => {
    const program = programFor(definition);
    if (program === undefined) return undefined;
    const { name, file, args, env } = program;
    const execution = new vscode.ProcessExecution(file, [...args], { env: { ...env } });
    return new vscode.Task(
      definition,
      scope ?? vscode.TaskScope.Workspace,
      withoutIcons(name),
      source,
      execution,
      matcher,
    );
  };
  return vscode.tasks.registerTaskProvider(type, {
    provideTasks: () => offered.flatMap((definition) => taskOf(definition, vscode.TaskScope.Workspace) ?? []),
    resolveTask: (task) => taskOf(task.definition, task.scope),
  });
}
