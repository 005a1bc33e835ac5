/** What is run: a consumer's own search, taken from Debian's archive and compiled with a small shim of ours. */

export interface DebianPackage {
  /** Codename of a Debian release. */
  readonly suite: string;
  readonly name: string;
  /** A source package's upstream tarball, or a binary package (of amd64). */
  readonly kind: 'source' | 'binary';
  /** In a binary package, the tarball with the sources. */
  readonly tarball?: string;
  /** Files that are kept, as tar's patterns below the tarball's top folder. */
  readonly files: readonly string[];
}

/** A name that is looked up, as the consumer's source has it. */
export interface SourceKey {
  readonly symbol: string;
  readonly version?: string;
}

export interface TruthConsumer {
  /** As in the catalogue. */
  readonly id: string;
  /** In `npm test`, not only in `npm run test:truth`. */
  readonly sample?: true;
  readonly packages: readonly DebianPackage[];
  /** Upstream's release, from the package's version without Debian's revision. */
  readonly release?: (upstream: string) => string;
  /** Below shims/; .cc is C++. */
  readonly shim: string;
  /** Of the compiler, beside the folder of the sources and that of the shims. */
  readonly flags?: (sources: string, width: 32 | 64) => readonly string[];
  /** The images it searches are of its own class, or it has code for both. */
  readonly both?: true;
  /** Names as the source itself has them for a port of the catalogue; undefined where they are in the code. */
  readonly names?: (sources: string, arch: string) => Promise<readonly SourceKey[] | undefined>;
}
