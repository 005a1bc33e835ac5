/**
 * Addresses of what is compared: `vdso-compared:/NAME.txt?from=…&to=…`, and texts of one image, to be held against
 * another's by VS Code's own editors: `vdso-compared:/consumers.txt?image=…`, `…/code/FUNCTION.txt?image=…`. The query has
 * URIs, percent-encoded: a tab that is restored finds its images again. VS Code shows paths and no queries, and takes one
 * path on both sides for one file.
 */
import { shown } from '../elf/bytes/printable.ts';
import { COMPARED_PARTS, type ComparedPart } from '../report/comparison/comparison.ts';
import { decodedPart, encodedPart } from './uriParts.ts';

export const comparedScheme = 'vdso-compared';

/** The parts of an address that say what it is of. */
export interface ComparedAddress {
  readonly path: string;
  readonly query: string;
}

export interface ComparedPair {
  readonly from: string;
  readonly to: string;
}

export type ComparedPath =
  | ({ readonly kind: 'summary' } & ComparedPair)
  | { readonly kind: 'part'; readonly image: string; readonly part: ComparedPart; readonly name: string };

/** @param name for the tab: of two names, and so never a way to another folder */
export function summaryAddress({ from, to }: ComparedPair, name: string): ComparedAddress {
  return {
    // Nobody reads it but people.
    path: `/${shown(name).replaceAll('/', '∕')}.txt`,
    query: `from=${encodedPart(from)}&to=${encodedPart(to)}`,
  };
}

/** @param name of a function, '' for the part itself */
export function partAddress(image: string, part: ComparedPart, name: string): ComparedAddress {
  const file = name === '' ? part : `${part}/${encodedPart(name)}`;
  return { path: `/${file}.txt`, query: `image=${encodedPart(image)}` };
}

/** Undefined for an address that names nothing. */
export function parseCompared({ path, query }: ComparedAddress): ComparedPath | undefined {
  if (!path.endsWith('.txt')) return undefined;
  const asked = new Map<string, string>();
  for (const each of query.split('&')) {
    const [key = '', value = ''] = each.split('=');
    asked.set(key, decodedPart(value) ?? '');
  }
  const [from, to, image] = ['from', 'to', 'image'].map((key) => asked.get(key));
  if (from && to) return { kind: 'summary', from, to };
  const [first, second] = path.slice(1, -'.txt'.length).split('/');
  const part = COMPARED_PARTS.find((each) => each === first);
  const name = second === undefined ? '' : decodedPart(second);
  return image && part !== undefined && name !== undefined ? { kind: 'part', image, part, name } : undefined;
}
