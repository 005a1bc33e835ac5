/**
 * The texts by which a libc tells its release: glibc's banner (csu/version.c), and of musl the version that its loader
 * prints (ldso/dynlink.c). Static programs hold the same texts only as far as they use what writes them; that they have
 * the libc at all is told by texts that every one of them has.
 */

/** Ends of pieces that are looked at together, so that no text is cut in two. */
const OVERLAP = 256;

/** What follows the number says that it is whole: a piece may end within it. */
const GLIBC =
  /GNU C Library \([^()\0]{0,100}\) (?:stable|development) release version (\d{1,4}(?:\.\d{1,9}){1,3})\.?[^\d.]/;
/** The tunables of elf/dl-tunables.list. */
const STATIC_GLIBC = /\0glibc\.(?:malloc|rtld|cpu)\.[a-z_]+\0/;
const MUSL = /\0musl libc \(/;
const MUSL_VERSION = /\0(\d{1,4}\.\d{1,4}\.\d{1,4})(?:-git-[\w-]{1,64})?\0/g;
/** The first of its messages (src/errno/__strerror.h): of a program that asks for any. */
const STATIC_MUSL = /\0(?:No error information)\0/;

export interface LibcFound {
  readonly name: 'glibc' | 'musl';
  readonly release?: string;
}

/** Looks for a libc's texts in a file that comes piece by piece. */
export class LibcTexts {
  private readonly decoder = new TextDecoder('latin1');
  private readonly muslVersions = new Set<string>();
  private glibc: string | undefined;
  private staticGlibc = false;
  private musl = false;
  private staticMusl = false;
  private last = '\0';

  add(bytes: Uint8Array): void {
    const text = this.last + this.decoder.decode(bytes);
    this.last = text.slice(-OVERLAP);
    this.glibc ??= GLIBC.exec(text)?.[1];
    this.staticGlibc ||= STATIC_GLIBC.test(text);
    this.musl ||= MUSL.test(text);
    this.staticMusl ||= STATIC_MUSL.test(text);
    if (this.muslVersions.size > 1) return;
    for (const [, version = ''] of text.matchAll(MUSL_VERSION)) {
      this.muslVersions.add(version);
      if (this.muslVersions.size > 1) break;
    }
  }

  /** The libc whose own file it is. */
  get sharedLibrary(): LibcFound | undefined {
    if (this.glibc !== undefined) return { name: 'glibc', release: this.glibc };
    if (!this.musl) return undefined;
    // Of several numbers that look like a version, none is taken.
    const [release, other] = this.muslVersions;
    return { name: 'musl', ...(release === undefined || other !== undefined ? {} : { release }) };
  }

  /** The libc that is linked into it, if it is a program. */
  get linkedIn(): LibcFound | undefined {
    if (this.sharedLibrary !== undefined) return this.sharedLibrary;
    if (this.staticGlibc) return { name: 'glibc' };
    return this.staticMusl ? { name: 'musl' } : undefined;
  }
}
