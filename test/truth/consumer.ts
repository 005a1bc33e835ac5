/** What is run: a consumer's own search, taken from Debian's archive and compiled with a small shim of ours. */

export interface DebianPackage {
  /** In `npm test`, not only in `npm run test:truth`. */
  readonly sample?: true;
  /** Codename of a Debian release. */
  readonly suite: string;
  readonly name: string;
  /** A source package's upstream tarball, or a binary package (of amd64). */
  readonly kind: 'source' | 'binary';
  /** Binary packages that are unpacked over it, of whatever version the suite has. */
  readonly also?: readonly string[];
  /** In a binary package, the tarball with the sources. */
  readonly tarball?: string;
  /** Files that are kept, as tar's patterns: below a tarball's top folder, or paths of the system. */
  readonly files: readonly string[];
  /** Tells its folder in the cache from that of the same package with other files. */
  readonly keptAs?: string;
}

/** A name that is looked up, as the consumer's source has it. */
export interface SourceKey {
  readonly symbol: string;
  readonly version?: string;
}

export interface TruthConsumer {
  /** As in the catalogue. */
  readonly id: string;
  readonly packages: readonly DebianPackage[];
  /** Upstream's release, from the package's version without Debian's revision. */
  readonly release?: (upstream: string) => string;
  /** Below shims/; .cc is C++, .rs Rust, .go Go. */
  readonly shim: string;
  /** Of the compiler, beside the folder of the sources and that of the shims. */
  readonly flags?: (
    sources: string,
    image: { readonly width: 32 | 64; readonly arch: string; readonly machine: number },
  ) => readonly string[];
  /** A program of this machine has code for 32-bit images too. */
  readonly both?: true;
  /** A program of this machine reads images of any class and byte order. */
  readonly any?: true;
  /** There is no compiler for other machines. */
  readonly hostOnly?: true;
  /** Names as the source itself has them for a port of the catalogue; undefined where they are in the code. */
  readonly names?: (sources: string, arch: string) => Promise<readonly SourceKey[] | undefined>;
}
