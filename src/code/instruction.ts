/** One instruction as a decoder gives it. All decoders give the same, so that who reads it does not know which it was. */
export interface Instruction {
  /** Address in the image (st_value's address space), 0 to 2^64 - 1. */
  readonly address: bigint;
  /** Its bytes in memory order; a view of what was read. */
  readonly bytes: Uint8Array;
  /** Of the machine's assembler, in lower case; '' where the decoder knows no instruction of these bytes. */
  readonly mnemonic: string;
  /** Of the machine's assembler, by commas; targets of branches are addresses on every machine. */
  readonly operands: string;
}

/**
 * Decodes one instruction after the other from the start of `bytes`, and stops after the last whole one, or when
 * `visit` returns false. What it does not know is an instruction without mnemonic, as long as the machine's smallest.
 * @throws whatever the decoder throws when it fails: it is to be thrown away then
 */
export type Decode = (
  bytes: Uint8Array,
  address: bigint,
  visit: (instruction: Instruction) => boolean,
) => void;

/** Addresses are of 64 bits and wrap: gVisor links its image at 0xffffffffff700000. */
export function wrapped(address: bigint): bigint {
  return BigInt.asUintN(64, address);
}
