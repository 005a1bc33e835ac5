/** Hash constants that do not match the name beside them: what the diagnostics and the quick fixes are made of. */
import type { HashConstant, HashLiteral } from '../source/hashLiterals.ts';
import { type HashKind, hashOf, namesWithHash } from '../source/knownNames.ts';
import { inNotationOf, usesEightDigits } from '../source/numberNotation.ts';
import { diagnostics as diagnosticWords, listText as list } from '../words.ts';

export interface WrongHash {
  /** Offsets of the number in the text. */
  readonly start: number;
  readonly end: number;
  /** As written, and as it has to be written. */
  readonly text: string;
  readonly correction: string;
  readonly code: 'wrong-sysv-hash' | 'wrong-gnu-hash';
  readonly message: string;
  /** What the quick fix says it does. */
  readonly fixTitle: string;
}

export function wrongHashes(literals: readonly HashLiteral[]): readonly WrongHash[] {
  const all = literals.flatMap(({ hashes }) => hashes);
  const eightDigits = usesEightDigits(all.map(({ text }) => text));
  return literals.flatMap((literal) =>
    literal.hashes
      .filter(({ value, expected }) => value !== expected)
      .map((constant) => wrongHash(constant, literal, eightDigits)),
  );
}

function wrongHash(constant: HashConstant, literal: HashLiteral, eightDigits: boolean): WrongHash {
  const { kind, of, expected, text, start, end } = constant;
  const correction = inNotationOf(text, expected, eightDigits);
  const hash = diagnosticWords.hash[kind];
  const message = diagnosticWords.message([
    diagnosticWords.wrong(text, hash, of, correction),
    ...ownerSentence(constant),
    ...(literal.ofGo ? [diagnosticWords.goFollows[literal.kind === 'version' ? 'version' : kind]] : []),
  ]);
  const fixTitle = diagnosticWords.fix(correction, hash, of);
  return { start, end, text, correction, code: `wrong-${kind}-hash`, message, fixTitle };
}

/** Whose hash it is instead: another name's, or the same name's of the other kind. */
function ownerSentence({ kind, of, value, text }: HashConstant): readonly string[] {
  const other: HashKind = kind === 'sysv' ? 'gnu' : 'sysv';
  for (const each of [kind, other]) {
    const names = hashOf(each, of) === value ? [of] : namesWithHash(each, value);
    if (names.length > 0) return [diagnosticWords.belongsTo(text, diagnosticWords.hash[each], list(names))];
  }
  return [];
}
