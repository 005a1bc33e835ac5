/**
 * /proc and the few facts about the asking process that reading it needs; nodeProcFs.ts is the real one.
 * Failures reject with Node's errors (`code: "EACCES"`).
 */
export interface ProcFs {
  /** Node's process.platform and process.arch; 'web' in a browser. */
  readonly platform: string;
  readonly arch: string;
  /** The asking process: its id, its effective user (absent where there are none), its byte order. */
  readonly pid: number;
  readonly uid?: number;
  readonly littleEndian: boolean;
  /** uname -r */
  readonly kernelRelease: string;
  /** The whole file, whatever size `stat` claims (0, for files of /proc). */
  readFile(path: string): Promise<Uint8Array>;
  list(path: string): Promise<readonly string[]>;
  /** The user a file belongs to. */
  owner(path: string): Promise<number>;
  /** What a symbolic link says: "time:[4026531834]" for /proc/self/ns/time. */
  readLink(path: string): Promise<string>;
  openMemory(path: string): Promise<ProcMemory>;
}

/** An open /proc/PID/mem. It stays with the program it was opened on, even if the process starts another one. */
export interface ProcMemory {
  /** Reads into all of `target`; resolves with the number of bytes, 0 when the process has gone. */
  read(target: Uint8Array, address: bigint): Promise<number>;
  close(): Promise<void>;
}
