// What a boot image carries compressed: the kernel proper.

import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';

/** Node 24 has it; the types are those of the Node that VS Code runs. */
const { createZstdDecompress } = /** @type {{ createZstdDecompress(): import('node:stream').Duplex }} */ (
  /** @type {unknown} */ (zlib)
);

/**
 * @typedef {object} Format
 * @property {Buffer} magic
 * @property {() => Ends} open
 *
 * @typedef {{ input: import('node:stream').Writable, output: import('node:stream').Readable }} Ends of what unpacks
 */

/** @type {readonly Format[]} */
const formats = [
  { magic: Buffer.from('fd377a585a00', 'hex'), open: () => program('xz', '-dc', '--single-stream') },
  { magic: Buffer.from('28b52ffd', 'hex'), open: () => stream(createZstdDecompress()) },
  { magic: Buffer.from('1f8b08', 'hex'), open: () => stream(zlib.createGunzip()) },
  { magic: Buffer.from('02214c18', 'hex'), open: () => program('lz4', '-dc') },
];

/** A kernel is larger; the magic of gzip and zstd stands in many other places. */
const SMALLEST = 1024 * 1024;

/**
 * Every compressed stream of a boot image that holds as much as a kernel does. Where it begins differs between
 * architectures (bzImage, EFI zboot, s390, ...), so it is looked for by magic; what follows it is no part of it.
 * @param {Buffer} image
 */
export async function* payloads(image) {
  for (const { magic, open } of formats) {
    for (let at = image.indexOf(magic); at >= 0; at = image.indexOf(magic, at + 1)) {
      const unpacked = await unpack(image.subarray(at), open());
      if (unpacked.length >= SMALLEST) yield unpacked;
    }
  }
}

/**
 * @param {Buffer} packed
 * @param {Ends} ends
 * @returns {Promise<Buffer>} as far as it can be unpacked
 */
async function unpack(packed, { input, output }) {
  /** @type {Buffer[]} */
  const chunks = [];
  input.on('error', () => {}); // what stands behind the stream, or nobody reads on
  Readable.from(slices(packed), { objectMode: false }).pipe(input);
  try {
    for await (const chunk of output) chunks.push(chunk);
  } catch {
    // The end of the stream, and then something else.
  }
  return Buffer.concat(chunks);
}

/** @param {import('node:stream').Duplex} duplex @returns {Ends} */
function stream(duplex) {
  return { input: duplex, output: duplex };
}

/** @param {string} command @param {readonly string[]} args @returns {Ends} */
function program(command, ...args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => {}); // not installed: nothing is unpacked
  return { input: child.stdin, output: child.stdout };
}

/** @param {Buffer} bytes */
function* slices(bytes) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
