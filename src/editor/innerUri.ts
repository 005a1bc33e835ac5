/**
 * Addresses of images that lie in containers: `vdso:/in/CONTAINER/MEMBER/image-3/linux-vdso.so.1`. CONTAINER is the
 * container's URI, percent-encoded; the members that lead to the image, outermost first and each percent-encoded, are
 * there where it has some; the number is that of the list of all images of the container, which tells apart those that
 * lie in one member, and members that are called alike. Members may be called `..` or `/etc/passwd` or anything else:
 * they are only names.
 */
import type { InnerImage } from '../elf/innerImage.ts';
import { decodedPart, encodedPart } from './uriParts.ts';

export interface InnerAddress {
  /** URI of the container, as its text. */
  readonly container: string;
  readonly members: readonly string[];
  /** From 0, of all images of the container. */
  readonly index: number;
  /** Of the image, as a file name. */
  readonly name: string;
}

/** For an image without a soname, or with one that is no file name. */
const FALLBACK_NAME = 'vdso.so';

/** What `vscode.Uri` takes: a scheme, and no two slashes ahead of the path where there is no authority. */
const URI = /^\w[\w+.-]*:(?:\/\/[^/?#]|(?:\/\/)?(?!(?:\/|%2f){2}))/i;

/** The first part of such a path. */
export const INNER = 'in';

export function innerAddress(container: string, { members, index, name }: InnerImage): InnerAddress {
  return { container, members, index, name: /^[\w+-][\w.+-]{0,99}$/.test(name) ? name : FALLBACK_NAME };
}

export function innerPath({ container, members, index, name }: InnerAddress): string {
  const parts = [encodedPart(container), ...members.map(encodedPart), `image-${index + 1}`, name];
  return `/${INNER}/${parts.join('/')}`;
}

/** @param parts of the path behind `/in`; undefined for what can name nothing. */
export function parseInner(parts: readonly string[]): InnerAddress | undefined {
  const [first, ...rest] = parts;
  const name = rest.pop();
  const number = /^image-([1-9][0-9]{0,6})$/.exec(rest.pop() ?? '')?.[1];
  if (first === undefined || name === undefined || number === undefined) return undefined;
  const [container, ...members] = [first, ...rest].map(decodedPart);
  if (container === undefined || !URI.test(container) || !members.every((member) => member !== undefined))
    return undefined;
  return { container, members, index: Number(number) - 1, name };
}
