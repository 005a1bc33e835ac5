/**
 * Where an image's bytes come from. Positions are file offsets (for process memory: offsets from the
 * start of the mapping), so that the core never handles addresses of another address space.
 */
export interface ByteSource {
  /** Bytes in the image. */
  readonly size: number;
  /**
   * Reads `length` bytes at `offset`. Resolves with fewer bytes when the source ends earlier (a file
   * that shrank); rejects only when the medium itself fails, with an error whose message is a sentence.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
  dispose(): Promise<void>;
}

export interface Mapping {
  /** As in /proc/PID/maps; '' for an unnamed one (gVisor's vDSO). */
  readonly name: string;
  readonly start: bigint;
  readonly end: bigint;
  /** "r-xp" */
  readonly perms: string;
  /** Which byte of the file that it is named after stands at its start. */
  readonly offset?: bigint;
}

/** The kernel's name of an image's mapping. */
export const VDSO_MAPPING = '[vdso]';

/** An image that a process has mapped, where it has others than the one that AT_SYSINFO_EHDR leads to. */
export interface ProcessImage {
  /** Address of its ELF header; of the mapping, where none begins in it. */
  readonly base: bigint;
  /** Bytes from there to the mapping's end. */
  readonly size: bigint;
  /** Of the mapping: "[vdso]", '' for an unnamed one. */
  readonly mapping: string;
  /** Bytes of the mapping before the header: ppc64 had the data page there (Linux 5.11). */
  readonly before: bigint;
  /** announced: AT_SYSINFO_EHDR leads to it; not-elf: no ELF header begins there. */
  readonly is: readonly ('announced' | 'shown' | 'same-bytes' | 'not-elf')[];
}

/** A process; `own` when it is the one that reads. */
export interface ProcessName {
  readonly pid: number;
  readonly own: boolean;
  /** As it calls itself. Unchecked: show it escaped. */
  readonly name?: string;
}

/** What is known about an image beside its bytes. Lives here because every layer above speaks of it. */
export interface SourceInfo {
  readonly kind: 'live' | 'process' | 'file' | 'core' | 'kernel' | 'archive';
  /** What people call it: the name of a file, or the process that has it. */
  readonly label: string | ProcessName;
  readonly path?: string;
  /** Of an image in a container, whose path that is: the members that lead to it, outermost first. Unchecked. */
  readonly members?: readonly string[];
  readonly pid?: number;
  /** It may hold images of others: they are looked for when somebody wants them. */
  readonly holds?: 'kernel' | 'core';
  /** Address of the image's first byte in that process: AT_SYSINFO_EHDR, unless `images` says otherwise. */
  readonly base?: bigint;
  /**
   * Set where the auxiliary vector and the maps of the process do not lead to one and the same image: all that there
   * are, the one that AT_SYSINFO_EHDR leads to first, then in the order of their addresses.
   */
  readonly images?: readonly ProcessImage[];
  /** With `images`: AT_SYSINFO_EHDR, 0 for none. */
  readonly announced?: bigint;
  /** The vDSO's and its data pages' mappings ([vdso], [vvar], [vvar_vclock], or unnamed). */
  readonly mapping?: readonly Mapping[];
  /** The process's other mappings, as many as are kept: an address that is not the image's may be one of theirs. */
  readonly elsewhere?: readonly Mapping[];
  readonly size: number;
  readonly sha256?: string;
}

/** The machine an image was taken from; absent for files. */
export interface HostInfo {
  /** uname -r */
  readonly kernelRelease: string;
  /** Node's process.arch of the reader: "x64", "arm64", ... */
  readonly arch: string;
  /** /sys/devices/system/clocksource/clocksource0/current_clocksource; absent where it cannot be read. */
  readonly clocksource?: string;
  readonly availableClocksources?: readonly string[];
}
