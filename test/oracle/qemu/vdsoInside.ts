/**
 * The vDSO image inside a QEMU program, and copies of QEMU with one thing changed in it: what a runtime then
 * makes of the image is what the replay is compared with. Nothing of QEMU's is kept: copies go with the test.
 */
import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findQemu } from '../../../scripts/setup/qemuUser.mjs';

const DT_HASH = 4n;
const DT_GNU_HASH = 0x6ffffef5n;
const DT_VERDEF = 0x6ffffffcn;
/** In the range of operating systems, and nobody's. */
const NOBODYS_TAG = 0x6000000dn;
const SONAMES = ['linux-vdso.so.1', 'linux-gate.so.1', 'linux-vdso64.so.1', 'linux-vdso32.so.1'];
/** Larger than any of QEMU's images. */
const IMAGE_SIZE = 8192;

/** Machines that Go's programs run on under QEMU: GOARCH, and QEMU's name. */
export const goMachines = [
  ['amd64', 'x86_64'],
  ['386', 'i386'],
  ['arm', 'arm'],
  ['arm64', 'aarch64'],
  ['loong64', 'loongarch64'],
  ['ppc64', 'ppc64'],
  ['ppc64le', 'ppc64le'],
  ['riscv64', 'riscv64'],
  ['s390x', 's390x'],
] as const;

/** gnu, sysv: that table alone; node: the version node has another name; bare: no version definitions. */
export type Variant = 'as-is' | 'gnu' | 'sysv' | 'node' | 'bare';
export const variants: readonly Variant[] = ['as-is', 'gnu', 'sysv', 'node', 'bare'];

export interface AlteredQemu {
  readonly program: string;
  /** The image as the guest gets it, but for relocation. */
  readonly image: Uint8Array;
}

/** Why tests with QEMU are skipped, false where they run. Throws with CI=true when it is missing. */
export function qemuSkip(targets: readonly string[]): string | false {
  const missing = targets.filter((target) => findQemu(target) === undefined);
  if (missing.length === 0) return false;
  const why = `QEMU user mode 10 is not installed for ${missing.join(', ')}`;
  assert.notEqual(process.env['CI'], 'true', why);
  return why;
}

export async function withQemu<Result>(
  target: string,
  variant: Variant,
  use: (qemu: AlteredQemu) => Promise<Result>,
): Promise<Result> {
  const original = findQemu(target);
  assert.ok(original !== undefined);
  const bytes = await readFile(original);
  const start = imageStart(bytes);
  const image = bytes.subarray(start, start + IMAGE_SIZE);
  alter(image, variant);
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-qemu-'));
  try {
    const program = path.join(folder, 'qemu');
    await writeFile(program, bytes);
    await chmod(program, 0o755);
    return await use({ program, image: Uint8Array.from(image) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function imageStart(bytes: Buffer): number {
  for (
    let at = bytes.indexOf('\x7fELF', 1, 'latin1');
    at > 0;
    at = bytes.indexOf('\x7fELF', at + 1, 'latin1')
  ) {
    const type = bytes[at + 16] === 3 || bytes[at + 17] === 3;
    const image = bytes.subarray(at, at + IMAGE_SIZE);
    if (type && SONAMES.some((name) => image.includes(`${name}\0`, 0, 'latin1'))) return at;
  }
  return assert.fail('this QEMU has no vDSO image inside');
}

export function alter(image: Buffer, variant: Variant): void {
  if (variant === 'as-is') return;
  if (variant === 'node') {
    const node = image.indexOf('\0LINUX_', 0, 'latin1');
    assert.ok(node > 0);
    image.write('9', node + 7, 'latin1');
    return;
  }
  hideTag(image, variant === 'gnu' ? DT_HASH : variant === 'sysv' ? DT_GNU_HASH : DT_VERDEF);
}

/** Gives a dynamic entry a tag that nobody knows. */
function hideTag(image: Buffer, hidden: bigint): void {
  const wide = image[4] === 2;
  const little = image[5] === 1;
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  const word = (at: number): bigint =>
    wide ? view.getBigUint64(at, little) : BigInt(view.getUint32(at, little));
  const phoff = Number(word(wide ? 32 : 28));
  const phnum = view.getUint16(wide ? 56 : 44, little);
  for (let i = 0; i < phnum; i++) {
    const header = phoff + i * (wide ? 56 : 32);
    if (view.getUint32(header, little) !== 2) continue;
    const step = wide ? 16 : 8;
    for (let entry = Number(word(header + (wide ? 8 : 4))); word(entry) !== 0n; entry += step) {
      if (word(entry) !== hidden) continue;
      if (wide) view.setBigUint64(entry, NOBODYS_TAG, little);
      else view.setUint32(entry, Number(NOBODYS_TAG), little);
      return;
    }
  }
  assert.fail(`no dynamic entry has the tag 0x${hidden.toString(16)}`);
}
