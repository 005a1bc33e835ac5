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

/** A process; `own` when it is the one that reads. */
export interface ProcessName {
  readonly pid: number;
  readonly own: boolean;
  /** As it calls itself. Unchecked: show it escaped. */
  readonly name?: string;
}

/** What is known about an image beside its bytes. Lives here because every layer above speaks of it. */
export interface SourceInfo {
  readonly kind: 'live' | 'process' | 'file' | 'core' | 'kernel';
  /** What people call it: the name of a file, or the process that has it. */
  readonly label: string | ProcessName;
  readonly path?: string;
  readonly pid?: number;
  /** Address of the image's first byte in that process (AT_SYSINFO_EHDR). */
  readonly base?: bigint;
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
