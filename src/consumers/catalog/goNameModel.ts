/** What is known of a name of Go's runtime. */
export interface GoName {
  readonly kind: 'variable' | 'function' | 'type' | 'constant' | 'field';
  /** Declaration, where one fits on a line. */
  readonly declaration?: string;
  /** What it is and what depends on it. */
  readonly explanation: string;
  /** File that declares it; GOARCH stands for one. */
  readonly where: string;
  readonly os: 'linux' | 'freebsd' | 'all';
  /** First release checked that has it. */
  readonly since?: string;
  /** By GOARCH. */
  readonly perArch?: Readonly<Record<string, string>>;
  readonly seeAlso?: readonly string[];
  /** The variable with the function that it is about. */
  readonly of?: string;
  /** Others have names like it: files in which it is this one, as a field. */
  readonly only?: RegExp;
}
