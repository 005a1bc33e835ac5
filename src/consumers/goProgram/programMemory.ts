/** A program's memory before it runs: its initialised data, and everything else straight from the file. */
import type { ByteSource } from '../../elf/imageSource.ts';
import { MAX_LOADS, type MemoryLocation, ProgramData, type ProgramImage } from './programData.ts';
import { Work } from './work.ts';

const CHUNK = 1 << 14;
const MAX_CHUNKS = 1024;

export class ProgramMemory {
  readonly data: ProgramData;
  readonly wordSize: 4 | 8;
  readonly work: Work;
  readonly #image: ProgramImage;
  readonly #source: ByteSource;
  readonly #chunks = new Map<number, Uint8Array>();

  private constructor(image: ProgramImage, source: ByteSource, work: Work, data: ProgramData) {
    this.#image = image;
    this.#source = source;
    this.work = work;
    this.data = data;
    this.wordSize = image.header.class === 64 ? 8 : 4;
  }

  static async load(image: ProgramImage, source: ByteSource, work = new Work({})): Promise<ProgramMemory> {
    return new ProgramMemory(image, source, work, await ProgramData.load(image, source, work));
  }

  /** Where `length` bytes of initialised data stand; undefined where they are in none. */
  place(address: bigint, length: number): MemoryLocation | undefined {
    return this.data.place(address, length);
  }

  /** Whether a variable of a word's size may live there. */
  isVariable(address: bigint): boolean {
    const word = BigInt(this.wordSize);
    if (address % word !== 0n) return false;
    const region = this.data.regionBefore(address);
    return region !== undefined && address + word <= region.address + region.memsz;
  }

  /** A variable's value when the program starts: 0 for what has no bytes in the file. */
  initialWord(address: bigint): bigint {
    const place = this.place(address, this.wordSize);
    return place === undefined ? 0n : place.data.word(place.at);
  }

  /** Whether bytes of the file stand behind an address; false as well when the work for it is spent. */
  isBacked(address: bigint): boolean {
    return this.work.spend(MAX_LOADS) && this.#image.offsetOf(address) !== undefined;
  }

  /** `length` bytes as text; undefined where the file has them not, and when the work for it is spent. */
  async text(address: bigint, length: number): Promise<string | undefined> {
    if (!this.work.spend(MAX_LOADS + length)) return undefined;
    const offset = this.#image.offsetOf(address);
    if (offset === undefined || offset + length > this.#image.size) return undefined;
    const start = offset - (offset % CHUNK);
    if (offset + length > start + CHUNK) return decode(await this.#source.read(offset, length));
    const chunk = await this.#chunk(start);
    return chunk && decode(chunk.subarray(offset - start, offset - start + length));
  }

  async #chunk(start: number): Promise<Uint8Array | undefined> {
    const known = this.#chunks.get(start);
    if (known !== undefined) return known;
    if (!this.work.spend(CHUNK)) return undefined;
    const chunk = await this.#source.read(start, CHUNK);
    if (this.#chunks.size >= MAX_CHUNKS) this.#chunks.clear();
    this.#chunks.set(start, chunk);
    return chunk;
  }
}

const decoder = new TextDecoder('utf-8');

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
