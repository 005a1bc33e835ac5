/**
 * Addresses of what is compared: `vdso-compared:/summary/FROM/TO/NAME.txt`, and texts of one image, to be held against
 * another's by VS Code's own editors: `vdso-compared:/part/IMAGE/consumers.txt`, `…/part/IMAGE/code/FUNCTION.txt`. FROM,
 * TO and IMAGE are URIs, percent-encoded: a tab that is restored finds its images again.
 */
import { shown } from '../elf/bytes/printable.ts';
import { COMPARED_PARTS, type ComparedPart } from '../report/comparison/comparison.ts';
import { decodedPart, encodedPart } from './uriParts.ts';

export const comparedScheme = 'vdso-compared';

export interface ComparedPair {
  readonly from: string;
  readonly to: string;
}

export type ComparedPath =
  | ({ readonly kind: 'summary' } & ComparedPair)
  | { readonly kind: 'part'; readonly image: string; readonly part: ComparedPart; readonly name: string };

/** @param name for the tab: of two names, and so never a way to another folder */
export function summaryPath({ from, to }: ComparedPair, name: string): string {
  // Nobody reads it but people.
  return `/summary/${encodedPart(from)}/${encodedPart(to)}/${shown(name).replaceAll('/', '∕')}.txt`;
}

/** @param name of a function, '' for the part itself */
export function partPath(image: string, part: ComparedPart, name: string): string {
  const file = name === '' ? part : `${part}/${encodedPart(name)}`;
  return `/part/${encodedPart(image)}/${file}.txt`;
}

/** Undefined for a path that names nothing. */
export function parseCompared(path: string): ComparedPath | undefined {
  const [kind, first = '', second = '', third] = path
    .replace(/\.txt$/, '')
    .split('/')
    .filter((each) => each !== '');
  const [one, other] = [decodedPart(first), decodedPart(second)];
  if (!one || other === undefined || !path.endsWith('.txt')) return undefined;
  if (kind === 'summary') return third === undefined ? undefined : { kind, from: one, to: other };
  const part = COMPARED_PARTS.find((each) => each === other);
  const name = third === undefined ? '' : decodedPart(third);
  if (kind !== 'part' || part === undefined || name === undefined) return undefined;
  return { kind, image: one, part, name };
}
