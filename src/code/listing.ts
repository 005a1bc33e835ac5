/** The code of an image, read and decoded piece by piece where somebody looks. */
import { fileNumber } from '../elf/bytes/fileNumber.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import type { Disassembler } from './decode/disassembler.ts';
import { type Instruction, wrapped } from './instruction.ts';
import { type CodeStretch, CodeStretches } from './stretches.ts';

/** Bytes read and decoded at once: a function of a vDSO, as a rule. */
const PIECE = 512;
/** Longer than any instruction. */
const LONGEST = 16;
/** Larger than any vDSO; of other images the beginning. */
const MOST_CONSTANTS = 256 * 1024;

export class Listing {
  readonly disassembler: Disassembler;
  readonly image: ElfImage;
  readonly #source: ByteSource;
  readonly stretches: CodeStretches;
  /** By address, which is odd for Thumb code. */
  readonly #instructions = new Map<bigint, Instruction>();
  #constants: { readonly address: bigint; readonly bytes: Uint8Array } | undefined;
  /** Instructions decoded so far. */
  decoded = 0;

  constructor(image: ElfImage, source: ByteSource, disassembler: Disassembler) {
    this.image = image;
    this.#source = source;
    this.disassembler = disassembler;
    this.stretches = CodeStretches.of(image);
  }

  /** The stretch of executable code that an address lies in. */
  stretchAt(address: bigint): CodeStretch | undefined {
    return this.stretches.at(address);
  }

  /** An instruction that was decoded already. */
  at(address: bigint): Instruction | undefined {
    return this.#instructions.get(address);
  }

  /**
   * The instruction at an address, read and decoded with those that follow it. Undefined outside executable code, and
   * where its bytes cannot be read or the decoder failed.
   */
  async fetch(address: bigint): Promise<Instruction | undefined> {
    const known = this.#instructions.get(address);
    if (known !== undefined) return known;
    const odd = address & this.#oddBit();
    for (const instruction of await this.window(address, PIECE)) {
      const key = instruction.address | odd;
      if (this.#instructions.has(key)) break;
      this.#instructions.set(key, instruction);
      this.decoded++;
    }
    return this.#instructions.get(address);
  }

  /**
   * Whole instructions that begin in the `length` bytes from an address on; not kept. In object files their addresses,
   * and those in their operands, are told from the start of the section on: CodeStretch.base is left out of them.
   */
  async window(address: bigint, length: number): Promise<Instruction[]> {
    const odd = address & this.#oddBit();
    const start = address - odd;
    const bytes = await this.bytes(start, length + LONGEST);
    const told = wrapped(start - (this.stretchAt(start)?.base ?? 0n));
    const found = await this.disassembler.decode(bytes, told, odd === 1n);
    return found.filter((each) => wrapped(each.address - told) < BigInt(length));
  }

  /** Bytes from an address on: fewer where the code ends, none outside it or where they cannot be read. */
  async bytes(address: bigint, length: number): Promise<Uint8Array> {
    const stretch = this.stretchAt(address);
    if (stretch === undefined) return new Uint8Array(0);
    const from = wrapped(address - stretch.address);
    const rest = stretch.length - from;
    const wanted = rest < BigInt(length) ? fileNumber(rest) : length;
    const offset = fileNumber(stretch.offset + from);
    try {
      return await this.#source.read(offset, Math.max(0, Math.min(wanted, this.image.size - offset)));
    } catch {
      return new Uint8Array(0);
    }
  }

  /**
   * A word of the first bytes of executable code, which is not writable, in the byte order of data. Undefined until
   * `keepConstants` was called, and elsewhere.
   */
  constant(address: bigint, size: number): bigint | undefined {
    const at = Number(wrapped(address - (this.#constants?.address ?? 0n)));
    const bytes = this.#constants?.bytes;
    if (bytes === undefined || !(at + size <= bytes.length)) return undefined;
    let value = 0n;
    const { littleEndian } = this.disassembler.machine;
    for (let byte = 0; byte < size; byte++)
      value = (value << 8n) | BigInt(bytes[at + (littleEndian ? size - 1 - byte : byte)] ?? 0);
    return value;
  }

  /** Reads what code may load from beside itself: literals, and tables of addresses. */
  async keepConstants(): Promise<void> {
    const stretch = this.stretches.list[0];
    if (stretch === undefined || this.#constants !== undefined || stretch.writable) return;
    const bytes = await this.bytes(stretch.address, Math.min(fileNumber(stretch.length), MOST_CONSTANTS));
    this.#constants = { address: stretch.address, bytes };
  }

  #oddBit(): bigint {
    return this.disassembler.machine.odd === undefined ? 0n : 1n;
  }
}
