/** Which members of an archive can hold an image: of the others nothing is kept and nothing is searched. */
import type { Part } from '../model.ts';

/**
 * Kernels and what lies beside them, vDSO images of `make vdso_install`, libraries, debug files by build id, and what can
 * hold all of these: other archives, core dumps, layers of container images.
 */
const WANTED = [
  /(?:^|\/)boot\/[^/]+$/,
  /(?:^|\/)lib\/modules\/[^/]+\/(?:vdso\/[\s\S]+|vmlinu[^/]*|[bz]?Image[^/]*)$/,
  /(?:^|\/)vmlinu[^/]*$/,
  /(?:^|\/)\.build-id\/[0-9a-f]{2}\/[^/]+$/,
  /\.(?:deb|udeb|rpm|apk|a|tar|tgz|txz|tzst|tbz2?)$/,
  /\.tar\.[^/.]+$/,
  /(?:^|\/)core(?:\.[^/]*)?$/,
  /(?:^|\/)blobs\/sha256\/[0-9a-f]{64}$/,
] as const;
/** Held against the last part of a name alone: against all of a long one the work would grow with its square. */
const LIBRARY = /\.so(?:\.|$)/;

/** What a Debian package says of itself, which is an archive as well. */
const ABOUT_PACKAGE = /^control\.tar(?:\.|$)/;

export function isWanted(name: string): boolean {
  if (ABOUT_PACKAGE.test(name)) return false;
  return LIBRARY.test(lastPart(name)) || WANTED.some((pattern) => pattern.test(name));
}

const OBJECT_FILE = /\.o$/;

/**
 * Without what a Debian package has beside its data. Of a library all is looked into; a kernel's object files have
 * images in the middle.
 */
export async function* wantedOfAr(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  let isPackage = false;
  for await (const part of parts) {
    const name = part.kind === 'member' ? part.member.name : '';
    if (name === 'debian-binary') isPackage = true;
    else if (isPackage ? isWanted(name) : part.kind !== 'member' || !OBJECT_FILE.test(name)) yield part;
    else if (!isPackage && part.kind === 'member')
      yield { kind: 'member', member: { ...part.member, flat: true } };
  }
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
