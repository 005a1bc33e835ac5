/** What a hover is about: the token under the cursor with what the source says around it. */
import { type GoName, goName, type NamePosition } from '../../consumers/catalog/goNames.ts';
import { isVersionScript } from '../syntax/languages.ts';
import type { Condition } from './condition.ts';
import { keysNamed, type LookupName, lookupNamed, type NamedKey } from './consumerNames.ts';
import { type GoFallback, goFallback } from './goFallback.ts';
import type { HashConstant, HashLiteral } from './hashLiterals.ts';
import { isOfGo } from './owners.ts';
import { type SourcePlace, sourcePlaces } from './sourcePlace.ts';
import { spliced } from './splice.ts';
import { standsFor } from './standsFor.ts';
import { type Token, tokenAt } from './token.ts';

export interface SourceLocation {
  /** Path of the file; its name says for which platform it is. */
  readonly path: string;
  /** Go source or Go assembly, where the names of Go's runtime mean what they say. */
  readonly isGo: boolean;
  /** Every hash literal of the document; asked for only where there is something to say. */
  readonly literals: () => readonly HashLiteral[];
  /** Its whole text, and the parts that only some architectures get; absent: the line is all that is known. */
  readonly text?: () => string;
  readonly conditions?: () => readonly Condition[];
  readonly line: string;
  /** Offset of the line in the text. */
  readonly lineStart: number;
  readonly column: number;
}

export type HoverTarget = NamedTarget & {
  /** For whom it is meant. */
  readonly where: SourcePlace;
};

type NamedTarget = {
  /** Columns in the line. */
  readonly start: number;
  readonly end: number;
  /** Every hash literal of the document. */
  readonly literals: readonly HashLiteral[];
} & (
  | {
      readonly kind: 'name';
      readonly name: string;
      readonly meaning: GoName;
      /** The line at hand declares it. */
      readonly declared: boolean;
      /** In assembly. */
      readonly fallback?: GoFallback;
    }
  | {
      /** A name of another consumer: keys it stands for, or what it is. */
      readonly kind: 'term';
      readonly name: string;
      readonly keys: readonly NamedKey[];
      readonly lookup?: LookupName;
    }
  | {
      readonly kind: 'symbol' | 'version';
      readonly name: string;
      readonly literal?: HashLiteral;
      /** What stands at the cursor, where that is only a constant's or a variable's name for it. */
      readonly by?: string;
    }
  | { readonly kind: 'number'; readonly constant: HashConstant; readonly literal: HashLiteral }
);

/** The name under the cursor, or the one that the number under the cursor stands beside. */
export function nameOf(subject: NamedTarget): string {
  return subject.kind === 'number' ? subject.literal.name : subject.name;
}

/** A version node, or its hash. */
export function isVersion(subject: NamedTarget): boolean {
  return subject.kind === 'number' ? subject.literal.kind === 'version' : subject.kind === 'version';
}

/** undefined where there is nothing to say; costs a look at one line for everything but our own names. */
export function subjectAt(place: SourceLocation): HoverTarget | undefined {
  const target = namedAt(place);
  if (!target) return undefined;
  const { path, isGo, line, lineStart } = place;
  const text = place.text?.();
  const surroundings = { path, isGo, conditions: place.conditions?.() ?? [], text: text ?? line };
  const offset = target.start + (text === undefined ? 0 : lineStart);
  const name = target.kind === 'symbol' || target.kind === 'version' ? target : undefined;
  const where = sourcePlaces(surroundings)(offset, name);
  // A name of Go that says so counts as in Go's own files.
  return { ...target, where: target.kind === 'name' ? { ...where, ofGo: true } : where };
}

function namedAt(place: SourceLocation): NamedTarget | undefined {
  const token = tokenIn(place);
  if (!token) return undefined;
  const { start, end } = token;
  if (token.kind === 'name') {
    const meaning = isOfGoAt(token, place) ? goName(token.text, around(token, place)) : undefined;
    if (!meaning) return termAt(token, place) ?? standInAt(token, place);
    const declared = isDeclaration(place.line.slice(0, start), place.line.slice(end));
    const fallback = fallbackBelow(token, place);
    const common = { start, end, literals: place.literals(), ...(fallback && { fallback }) };
    return { kind: 'name', name: token.text, meaning, declared, ...common };
  }
  const literals = place.literals();
  const offset = place.lineStart + start;
  const literal = literals.find((each) => each.start <= offset && offset < each.end);
  const common = { start, end, literals };
  if (token.kind === 'number') {
    const constant = literal?.hashes.find((each) => each.start === offset);
    return literal && constant && { kind: 'number', constant, literal, ...common };
  }
  return { kind: token.kind, name: token.text, ...(literal && { literal }), ...common };
}

/** With what of it stands in the lines beside, where a backslash joins them. */
function tokenIn({ path, isGo, text, line, lineStart, column }: SourceLocation): Token | undefined {
  const bare = isVersionScript(path);
  const joined = isGo || !text || /\.(?:rs|zig)$/.test(path) ? undefined : spliced(text(), lineStart, line);
  if (!joined) return tokenAt(line, column, bare);
  const { before, length } = joined;
  const token = tokenAt(joined.line, before + Math.min(column, length), bare);
  return (
    token && { ...token, start: Math.max(0, token.start - before), end: Math.min(length, token.end - before) }
  );
}

/** A name that only says for which function or node it stands. */
function standInAt({ text, start, end }: Token, place: SourceLocation): NamedTarget | undefined {
  const found = standsFor(text, place.text?.() ?? place.line);
  return found && { ...found, by: text, start, end, literals: [] };
}

/** Go's: with a keyword, or a name of a block or a struct with its type or its value. */
function isDeclaration(before: string, after: string): boolean {
  if (/^\s*(?:func|type|var|const)\s(?:\w+, )*$/.test(before)) return true;
  return /^\s+$/.test(before) && /^(?:\s+[\w*[\]]|\s*=)/.test(after);
}

function fallbackBelow({ text, start }: Token, place: SourceLocation): GoFallback | undefined {
  if (!place.path.endsWith('.s') || !text.endsWith('Sym')) return undefined;
  const whole = place.text?.();
  return whole === undefined ? undefined : goFallback(whole, place.lineStart + start);
}

/** Elsewhere such a name is Go's only where it says so: runtime·vdsoClockgettimeSym. */
function isOfGoAt({ start }: Token, { path, isGo, line, text }: SourceLocation): boolean {
  return isGo && (isOfGo(path, text?.() ?? line) || /runtime[·.]$/u.test(line.slice(0, start)));
}

function around({ start, end }: Pick<Token, 'start' | 'end'>, { path, line }: SourceLocation): NamePosition {
  return { path, before: line.slice(Math.max(0, start - 40), start), after: line.slice(end, end + 40) };
}

function termAt({ text, start, end }: Token, place: SourceLocation): NamedTarget | undefined {
  const position = around({ start, end }, place);
  const keys = keysNamed(text, position);
  const lookup = lookupNamed(text, position);
  if (keys.length === 0 && !lookup) return undefined;
  return { kind: 'term', name: text, keys, ...(lookup && { lookup }), start, end, literals: [] };
}
