/**
 * Why a test is skipped that another kind of machine is asked about; false where it runs. Each begins with "this":
 * with CI=true no other reason passes (scripts/test/counts.mjs).
 */
import { liveVdsoBytes } from './liveVdso.ts';

const linux = process.platform === 'linux';

export const notLinux = !linux && 'this machine runs no Linux';
export const notX64 = !(linux && process.arch === 'x64') && 'this machine runs no programs for x86-64 Linux';
export const noVdso = liveVdsoBytes() === undefined && 'this machine has no vDSO';
export const notRoot = process.geteuid?.() !== 0 && 'this user may not become another';
