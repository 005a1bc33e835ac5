/** The files of src/ as the compiler sees them, and whether it would take a changed one. */
import path from 'node:path';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import { API, type Program, type Type } from 'typescript/unstable/sync';
import type { Types } from './mutations.ts';

/**
 * What tests need not know: something is no longer used (6133, 6138, 6192, 6196, 6198, 6199), or cannot be reached
 * (7027, 7028).
 */
const HARMLESS: ReadonlySet<number> = new Set([6133, 6138, 6192, 6196, 6198, 6199, 7027, 7028]);

export class SourceTree implements Types, Disposable {
  readonly #folder: string;
  readonly #changed = new Map<string, string>();
  readonly #api: API;
  readonly #config: string;
  readonly #project;

  /** @param root folder with tsconfig.json and src/ */
  constructor(root: string) {
    this.#folder = path.join(root, 'src');
    this.#config = path.join(root, 'tsconfig.json');
    this.#api = new API({ cwd: root, fs: { readFile: (file) => this.#changed.get(file) } });
    const project = this.#api.updateSnapshot({ openProjects: [this.#config] }).getProject(this.#config);
    if (project === undefined) throw new Error(`no project at ${this.#config}`);
    this.#project = project;
  }

  /** "elf/header.ts", in order. */
  files(): readonly string[] {
    return this.#project.rootFiles
      .map((file) => path.relative(this.#folder, file))
      .filter((file) => !file.startsWith('..') && !file.endsWith('.d.ts'))
      .toSorted();
  }

  file(name: string): SourceFile {
    const file = this.#project.program.getSourceFile(this.pathOf(name));
    if (file === undefined) throw new Error(`the compiler has no ${name}`);
    return file;
  }

  pathOf(name: string): string {
    return path.join(this.#folder, name);
  }

  /** Whether the compiler takes the file with another text. */
  accepts(name: string, text: string): boolean {
    const file = this.pathOf(name);
    this.#changed.set(file, text);
    const program = this.#programAfter(file);
    const refused = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].some(
      ({ code }) => !HARMLESS.has(code),
    );
    this.#changed.delete(file);
    this.#programAfter(file);
    return !refused;
  }

  #programAfter(changed: string): Program {
    const project = this.#api
      .updateSnapshot({ fileChanges: { changed: [changed] } })
      .getProject(this.#config);
    if (project === undefined) throw new Error(`no project at ${this.#config}`);
    return project.program;
  }

  nameOf(node: Node): string | undefined {
    const { checker } = this.#project;
    const type = checker.getTypeAtLocation(node);
    const widened = type && (checker.getBaseTypeOfLiteralType(type) ?? type);
    return widened && checker.typeToString(widened);
  }

  propertiesOf(node: Node): readonly (readonly [string, string])[] {
    const { checker } = this.#project;
    const type = checker.getTypeAtLocation(node);
    return type === undefined ? [] : this.#ownProperties(type);
  }

  #ownProperties(type: Type): (readonly [string, string])[] {
    const { checker } = this.#project;
    const here = this.#folder.toLowerCase();
    return checker
      .getPropertiesOfType(checker.getNonNullableType(type) ?? type)
      .filter(({ declarations }) => declarations.some((each) => each.path.toLowerCase().startsWith(here)))
      .map((property) => {
        const its = checker.getTypeOfSymbol(property);
        return [property.name, its === undefined ? '' : checker.typeToString(its)] as const;
      });
  }

  [Symbol.dispose](): void {
    this.#api.close();
  }
}
