// vDSO images inside a kernel: shared objects with the soname of one. Written apart from src/elf, which is to be tested.

import { createHash } from 'node:crypto';

const MAGIC = Buffer.from('7f454c46', 'hex');
const ET_DYN = 3;
const LARGEST = 256 * 1024;
const SONAME = /linux-(?:vdso(?:32|64)?|gate)\.so\.1/;

/**
 * @param {Buffer} kernel not compressed
 * @returns {{ soname: string, bytes: Buffer }[]} each once, in the order in which they lie there
 */
export function findImages(kernel) {
  const found = new Map();
  for (let at = kernel.indexOf(MAGIC); at >= 0; at = kernel.indexOf(MAGIC, at + 1)) {
    const size = imageSize(kernel.subarray(at, at + 64));
    if (size === undefined || size > LARGEST || at + size > kernel.length) continue;
    const bytes = kernel.subarray(at, at + size);
    const soname = SONAME.exec(bytes.toString('latin1'))?.[0];
    const key = createHash('sha256').update(bytes).digest('hex');
    if (soname !== undefined && !found.has(key)) found.set(key, { soname, bytes });
  }
  return [...found.values()];
}

/** @param {Buffer} header up to the end of the section headers, which come last; undefined for what is no shared object */
function imageSize(header) {
  if (header.length < 64) return undefined;
  const [, , , , elfClass, data, version] = header;
  if ((elfClass !== 1 && elfClass !== 2) || (data !== 1 && data !== 2) || version !== 1) return undefined;
  const half = (/** @type {number} */ at) => (data === 1 ? header.readUInt16LE(at) : header.readUInt16BE(at));
  const word = (/** @type {number} */ at) => (data === 1 ? header.readUInt32LE(at) : header.readUInt32BE(at));
  const long = (/** @type {number} */ at) =>
    Number(data === 1 ? header.readBigUInt64LE(at) : header.readBigUInt64BE(at));
  if (half(16) !== ET_DYN) return undefined;
  return elfClass === 2 ? long(40) + half(58) * half(60) : word(32) + half(46) * half(48);
}
