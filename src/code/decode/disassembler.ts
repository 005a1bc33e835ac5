/** Bytes to instructions, whatever machine: Capstone, our own decoder, and what neither of the two has. */
import { type Decode, type Instruction, wrapped } from '../instruction.ts';
import { type CapstoneMode, type CapstoneModule, capstoneDecode } from './capstone.ts';
import { gapText } from './gaps.ts';
import { loongarchDecode } from './loongarch.ts';
import type { CodeMachine } from './machine.ts';

export type LoadCapstone = () => Promise<CapstoneModule>;

export class Disassembler {
  readonly machine: CodeMachine;
  readonly #load: LoadCapstone;
  #capstone: Promise<CapstoneModule> | undefined;
  readonly #decoders = new Map<CapstoneMode, Decode>();

  constructor(machine: CodeMachine, load: LoadCapstone) {
    this.machine = machine;
    this.#load = load;
  }

  /**
   * All whole instructions from the start of `bytes`. Never rejects for what the bytes are; when a
   * decoder fails nothing after that is known, and a new one is made for the next bytes.
   * @param odd the code was entered at an odd address: Thumb on ARM, of no meaning elsewhere
   */
  async decode(bytes: Uint8Array, address: bigint, odd: boolean): Promise<Instruction[]> {
    const found: Instruction[] = [];
    const decode = await this.#decoder(odd);
    const more = this.machine.more && (await this.#decoderOf(this.machine.more));
    let at = 0;
    while (at < bytes.length) {
      const before = at;
      try {
        decode(bytes.subarray(at), wrapped(address + BigInt(at)), (instruction) => {
          const kept =
            instruction.mnemonic === '' ? this.#unknown(bytes, at, instruction, more) : instruction;
          found.push(kept);
          at += kept.bytes.length;
          return kept === instruction;
        });
      } catch {
        this.#capstone = undefined;
        this.#decoders.clear();
        return found;
      }
      if (at === before) break;
    }
    return found;
  }

  /** What Capstone does not know: ours, or data as long as the machine says instructions of this beginning are. */
  #unknown(bytes: Uint8Array, at: number, instruction: Instruction, more?: Decode): Instruction {
    const { family, codeLittleEndian } = this.machine;
    if (family !== 'riscv' && family !== 'mips') return instruction;
    const rest = bytes.subarray(at, at + 4);
    const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
    if (rest.length < 2) return instruction;
    const word = rest.length < 4 ? view.getUint16(0, codeLittleEndian) : view.getUint32(0, codeLittleEndian);
    const own = gapText(family, word);
    if (own !== undefined && own.size <= rest.length) {
      const [mnemonic = '', ...operands] = own.text.split(' ');
      return { ...instruction, bytes: rest.subarray(0, own.size), mnemonic, operands: operands.join(' ') };
    }
    let other: Instruction | undefined;
    more?.(rest, instruction.address, (found) => {
      other = found;
      return false;
    });
    if (other !== undefined && other.mnemonic !== '') return other;
    // RISC-V tells the length of an instruction that nobody knows (unprivileged specification, 1.5).
    const size = family === 'riscv' ? ((word & 3) === 3 ? 4 : 2) : instruction.bytes.length;
    return size > rest.length ? instruction : { ...instruction, bytes: rest.subarray(0, size) };
  }

  async #decoder(odd: boolean): Promise<Decode> {
    if (this.machine.family === 'unknown') return bytesDecode;
    const mode = (odd ? this.machine.odd : undefined) ?? this.machine.capstone;
    return mode === undefined ? loongarchDecode : this.#decoderOf(mode);
  }

  async #decoderOf(mode: CapstoneMode): Promise<Decode> {
    const known = this.#decoders.get(mode);
    if (known !== undefined) return known;
    this.#capstone ??= this.#load();
    const made = capstoneDecode(await this.#capstone, mode);
    this.#decoders.set(mode, made);
    return made;
  }
}

/** Bytes of one line of those that nobody decodes. */
const BYTES_OF_LINE = 16;

const bytesDecode: Decode = (bytes, address, visit) => {
  for (let at = 0; at < bytes.length; at += BYTES_OF_LINE) {
    const own = bytes.subarray(at, at + BYTES_OF_LINE);
    if (!visit({ address: wrapped(address + BigInt(at)), bytes: own, mnemonic: '', operands: '' })) return;
  }
};
