/** Session's methods that ask once and get one answer, listed once: by this list they travel. */
import type { Handlers, RequestArgs } from '../rpc/api.ts';
import type { Session } from './model.ts';

export type SessionMethod = Exclude<keyof Session, 'export' | 'dispose' | 'ended'>;
export type SessionMethods = Pick<Session, SessionMethod>;

/** How many arguments each has before its signal. */
const argumentCounts: { readonly [Name in SessionMethod]: RequestArgs<Session[Name]>['length'] } = {
  summary: 0,
  whole: 0,
  configure: 1,
  rows: 1,
  detail: 2,
  consumer: 1,
  chains: 4,
  bloom: 2,
  bytes: 2,
  clock: 1,
  clockParts: 1,
  code: 1,
  instructions: 1,
  strings: 1,
  copy: 1,
  locate: 2,
  find: 3,
  resolveAddress: 1,
  lookUp: 1,
  fieldsAt: 1,
  compared: 1,
  budgetedJson: 1,
};

export const sessionMethods = Object.keys(argumentCounts) as readonly SessionMethod[];

/** Methods that ask elsewhere. */
export function methodsBy(
  ask: (name: SessionMethod, args: readonly unknown[], signal?: AbortSignal) => Promise<unknown>,
): SessionMethods {
  const method = (name: SessionMethod) => {
    const count = argumentCounts[name];
    return (...args: unknown[]) => ask(name, args.slice(0, count), args[count] as AbortSignal | undefined);
  };
  return Object.fromEntries(sessionMethods.map((name) => [name, method(name)])) as unknown as SessionMethods;
}

/** Answers requests for these methods by a session. */
export function handlersBy<Name extends SessionMethod>(
  names: readonly Name[],
  session: () => Promise<Session>,
): Handlers<Pick<Session, Name>> {
  const handler =
    (name: Name) =>
    async (signal: AbortSignal, ...args: unknown[]) => {
      // As many as the method has, however many came: the signal stands behind them.
      const all = Array.from({ length: argumentCounts[name] }, (_, at) => args[at]);
      const asked = await session();
      return Reflect.apply(asked[name], asked, [...all, signal]) as unknown;
    };
  return Object.fromEntries(names.map((name) => [name, handler(name)])) as unknown as Handlers<
    Pick<Session, Name>
  >;
}
