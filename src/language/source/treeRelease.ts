/** Of which release a source tree is: a file of it says so. */
import { go } from '../../consumers/catalog/go.ts';
import type { CatalogConsumer } from '../../consumers/model.ts';
import { answerFor, parseRelease } from '../../consumers/releases.ts';
import { ownersOf } from './owners.ts';

/** Whose tree it is, and of which release. */
export interface TreeRelease {
  /** The consumer's. */
  readonly id: string;
  readonly release: string;
}

interface Marker {
  /** From the top of the tree. */
  readonly file: string;
  /** Its first group is the release; several are its parts. */
  readonly release: RegExp;
}

const markers: Readonly<Record<string, Marker>> = {
  // The module of Go's own tree is called std, and no other is.
  go: { file: 'go.mod', release: /^module std\s[\s\S]*?^go (\d+\.\d+)/m },
  glibc: { file: 'version.h', release: /^#define VERSION "(\d+\.\d+)/m },
  musl: { file: 'VERSION', release: /^(\d+\.\d+\.\d+)\s*$/ },
  criu: {
    file: 'Makefile.versions',
    release:
      /^CRIU_VERSION_MAJOR\s*:= *(\d+)\s+CRIU_VERSION_MINOR\s*:= *(\d+)\s+CRIU_VERSION_SUBLEVEL\s*:= *(\d*)/m,
  },
  rustix: { file: 'Cargo.toml', release: /^name = "rustix"\s+version = "(\d+\.\d+\.\d+)/m },
  'linux-selftests': { file: 'Makefile', release: /^VERSION = (\d+)\s+PATCHLEVEL = (\d+)$/m },
  abseil: { file: 'absl/base/config.h', release: /^#define ABSL_LTS_RELEASE_VERSION (\d{8})$/m },
};

/** The files that say a release, each from the top of its tree. */
export const treeMarkers: ReadonlySet<string> = new Set(Object.values(markers).map(({ file }) => file));

/** Trees are not deeper. */
const deepest = 12;

/**
 * By the nearest folder above the file that has its owner's marker.
 * @param ofGo whether it is Go's own
 * @param read the text of a file; undefined where there is none
 */
export async function findTreeRelease(
  path: string,
  ofGo: boolean,
  read: (path: string) => Promise<string | undefined>,
): Promise<TreeRelease | undefined> {
  const owners = ofGo ? [go] : ownersOf(path);
  let folder = path;
  for (let depth = 0; depth < deepest && folder.includes('/'); depth++) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    for (const consumer of owners) {
      const marker = markers[consumer.id];
      const text = marker && (await read(`${folder}/${marker.file}`));
      const parts = text === undefined ? undefined : marker?.release.exec(text)?.slice(1);
      if (parts) return { id: consumer.id, release: parts.filter(Boolean).join('.') };
    }
  }
  return undefined;
}

/** Comments and blanks at the top of a file, up to a length that no licence has. */
const header = /^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/;
const longestHeader = 4000;

/** A file that was copied says in its first comment of what: "from Go 1.22", "musl-1.2.5", "glibc 2.41". */
export function headerRelease(path: string, ofGo: boolean, text: string): TreeRelease | undefined {
  const comment =
    header.exec(text.slice(0, longestHeader))?.[0].replaceAll(/^\/\/(?:go:| \+build).*$/gm, '') ?? '';
  for (const { id } of ofGo ? [go] : ownersOf(path)) {
    const named = new RegExp(
      `\\b${id.replace('linux-selftests', 'linux')}[ /@-]?v?(\\d+(?:\\.\\d+)*)`,
      'i',
    ).exec(comment);
    if (named?.[1] !== undefined) return { id, release: named[1] };
  }
  return undefined;
}

/**
 * The release of the catalogue that answers for one.
 * @returns undefined where none was asked for, or nobody read how that one searches: then it is the newest
 */
export function knownRelease(consumer: CatalogConsumer, wanted: string | undefined): string | undefined {
  const parsed = wanted === undefined ? undefined : parseRelease(wanted);
  if (parsed === undefined) return undefined;
  const answer = answerFor(consumer.releases, parsed, () => false);
  return answer.kind === 'exact' || answer.kind === 'same-lookup' ? answer.release : undefined;
}
