/** An interface of asynchronous methods is all that a wire needs to be told: what travels is derived from it. */

export type MethodName<Api> = keyof Api & string;

/** A method's arguments as they travel. Its signal, which is the last one, stays behind and becomes a `cancel`. */
export type RequestArgs<Method> = Method extends (...args: infer Args) => unknown
  ? Required<Args> extends [...infer Rest, AbortSignal]
    ? Rest
    : Args
  : never;

export type RequestResult<Method> = Method extends (...args: never[]) => infer Result
  ? Awaited<Result>
  : never;

/** One function for every request, with the signal that its cancellation aborts. */
export type Handlers<Api> = {
  readonly [Name in keyof Api]: (
    signal: AbortSignal,
    ...args: RequestArgs<Api[Name]>
  ) => Promise<RequestResult<Api[Name]>>;
};
