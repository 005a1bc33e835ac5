/** Bytes packed by the programs that people pack with. */
import { execFileSync } from 'node:child_process';
import { findTool } from '../../../scripts/setup/systemPackages.mjs';

export type Packer = 'xz' | 'zstd' | 'lz4' | 'bzip2' | 'gzip';

const MOST_OUTPUT = 1 << 28;

export function hasPacker(packer: Packer): boolean {
  return findTool(packer) !== undefined;
}

/** @param args beside those that make it write to its output: "-9 --check=crc32" */
export function packWith(packer: Packer, args: string, bytes: Uint8Array): Uint8Array {
  const options = args.split(' ').filter((arg) => arg !== '');
  return execFileSync(packer, ['-c', ...options], {
    input: bytes,
    maxBuffer: MOST_OUTPUT,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}
