/**
 * Hash constants in Go source: `vdsoSymbolKey{name, symHash, gnuHash, ptr}` and `vdsoVersionKey{version,
 * verHash}` (src/runtime/vdso_linux.go), in positional and keyed form, the element type elided or not.
 */
import { gnuHash, sysvHash } from '../elf/hash.ts';

export interface HashConstant {
  readonly kind: 'sysv' | 'gnu';
  /** The name beside it. */
  readonly of: string;
  readonly value: number;
  /** What it has to be. */
  readonly expected: number;
  /** Offsets of the number in the text. */
  readonly start: number;
  readonly end: number;
}

export interface HashLiteral {
  readonly kind: 'symbol' | 'version';
  readonly name: string;
  /** The variable that takes the address. */
  readonly variable?: string;
  readonly hashes: readonly HashConstant[];
  /** Offsets of the whole literal, braces included. */
  readonly start: number;
  readonly end: number;
}

const number = '(0[xX][0-9a-fA-F_]+|[0-9][0-9_]*)';
const symbolKey = new RegExp(
  `\\{\\s*(?:name\\s*:\\s*)?"(__(?:vdso|kernel)_\\w+)"\\s*,\\s*(?:symHash\\s*:\\s*)?${number}` +
    `\\s*,\\s*(?:gnuHash\\s*:\\s*)?${number}\\s*(?:,\\s*(?:ptr\\s*:\\s*)?&(\\w+)\\s*)?,?\\s*\\}`,
  'dg',
);
const versionKey = new RegExp(
  `\\{\\s*(?:version\\s*:\\s*)?"(LINUX_\\w[\\w.]*)"\\s*,\\s*(?:verHash\\s*:\\s*)?${number}\\s*,?\\s*\\}`,
  'dg',
);

/** All of them in a text, in no particular order. */
export function findHashLiterals(text: string): readonly HashLiteral[] {
  return [
    ...[...text.matchAll(symbolKey)].map((match) => literal('symbol', match, ['sysv', 'gnu'])),
    ...[...text.matchAll(versionKey)].map((match) => literal('version', match, ['sysv'])),
  ];
}

function literal(
  kind: HashLiteral['kind'],
  match: RegExpExecArray,
  hashKinds: readonly HashConstant['kind'][],
): HashLiteral {
  const name = match[1] ?? '';
  const variable = kind === 'symbol' ? match[4] : undefined;
  const hashes = hashKinds.map((hashKind, index): HashConstant => {
    const [start, end] = match.indices?.[index + 2] ?? [0, 0];
    const value = Number((match[index + 2] ?? '').replaceAll('_', ''));
    const expected = hashKind === 'gnu' ? gnuHash(name) : sysvHash(name);
    return { kind: hashKind, of: name, value, expected, start, end };
  });
  const end = match.index + match[0].length;
  return { kind, name, ...(variable !== undefined && { variable }), hashes, start: match.index, end };
}

/** Those of `names` that a constant would be right for: where a wrong one was copied from. */
export function namesWithHash(
  kind: HashConstant['kind'],
  value: number,
  names: Iterable<string>,
): readonly string[] {
  const hash = kind === 'gnu' ? gnuHash : sysvHash;
  return [...new Set(names)].filter((name) => hash(name) === value);
}
