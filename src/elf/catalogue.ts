/**
 * What a layer's catalogue is, whatever its language. A catalogue is an object of sentences and labels; another language
 * is another object that the compiler holds against the English one: `{ … } satisfies Catalogue<typeof english>`.
 */

/** The sentences of some codes: of all in `Args`, each made of its code's arguments. */
export type Sentences<Args> = { readonly [Code in keyof Args]: (args: Args[Code]) => string };

/** The same keys with the same arguments, and words of its own. */
export type Catalogue<Words> = Words extends string
  ? string
  : Words extends (...args: infer Args) => infer Result
    ? (...args: Args) => Catalogue<Result>
    : Words extends object
      ? { readonly [Key in keyof Words]: Catalogue<Words[Key]> }
      : Words;

/** What has no arguments. */
export type None = Readonly<Record<never, never>>;

/** What went wrong, where another layer hands it on: the error of that name makes a sentence of code and arguments. */
export interface Coded {
  readonly name: string;
  readonly code: string;
  readonly args: object;
}
