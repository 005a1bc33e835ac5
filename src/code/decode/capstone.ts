/**
 * Capstone 5 in WebAssembly as a decoder: the only file that knows its interface. Its package is loaded by whoever has
 * files (session/disassembler.ts). Of its JavaScript face only texts are used: `detail` is wrong in 5.0.9 (operands
 * empty, fields shifted), and addresses come signed.
 */
import { type Decode, type Instruction, wrapped } from '../instruction.ts';

/** What is used of the package. Constants have the names of capstone.h without CS_. */
export interface CapstoneModule {
  readonly Capstone: new (architecture: number, mode: number) => CapstoneHandle;
  readonly [constant: string]: unknown;
}

interface CapstoneHandle {
  option(option: number, value: number): void;
  disasm_iter(bytes: Uint8Array, address: bigint, visit: (instruction: CapstoneText) => boolean): number;
}

interface CapstoneText {
  readonly id: number;
  readonly address: bigint;
  readonly size: number;
  readonly mnemonic: string;
  readonly op_str: string;
}

export interface CapstoneMode {
  /** ARCH_ARM64 */
  readonly architecture: string;
  /** Sum of these: MODE_ARM, MODE_THUMB. */
  readonly modes: readonly string[];
  /**
   * Operands of branches are distances from themselves or from what follows them, which are made addresses: all of
   * RISC-V's, and the compact ones of MIPS's release 6.
   */
  readonly relative?: 'self' | 'next';
}

/** SKIPDATA: what Capstone does not know is data, and not the end. */
export function capstoneDecode(capstone: CapstoneModule, mode: CapstoneMode): Decode {
  const constant = (name: string): number => Number(capstone[name]);
  const modes = mode.modes.reduce((sum, name) => sum + constant(name), 0);
  const handle = new capstone.Capstone(constant(mode.architecture), modes);
  handle.option(constant('OPT_SKIPDATA'), constant('OPT_ON'));
  return (bytes, start, visit) => {
    let at = 0;
    handle.disasm_iter(bytes, BigInt.asIntN(64, start), ({ id, size, mnemonic, op_str }) => {
      const address = wrapped(start + BigInt(at));
      const own = bytes.subarray(at, at + size);
      at += size;
      return visit(instructionOf(id, address, own, mnemonic, op_str, mode.relative));
    });
  };
}

function instructionOf(
  id: number,
  address: bigint,
  bytes: Uint8Array,
  mnemonic: string,
  operands: string,
  relative: CapstoneMode['relative'],
): Instruction {
  // Instruction 0 is none: data that was skipped.
  if (id === 0) return { address, bytes, mnemonic: '', operands: '' };
  const isRelative = relative !== undefined && BRANCHES[relative].test(mnemonic);
  const text = isRelative ? withTarget(operands, address + (relative === 'self' ? 0n : 4n)) : operands;
  return { address, bytes, mnemonic, operands: text };
}

/** RISC-V's branches and jumps with a distance: not jr and jalr, which have a register. MIPS's without a delay slot. */
const BRANCHES = { self: /^(c\.)?(j|jal|b(eq|ne|lt|ge|gt|le)u?z?)$/, next: /^b\w*c$/ };

function withTarget(operands: string, from: bigint): string {
  return operands.replace(/-?(0x)?[\da-f]+$/, (distance) => {
    const value = distance.startsWith('-') ? -BigInt(distance.slice(1)) : BigInt(distance);
    return `0x${wrapped(from + value).toString(16)}`;
  });
}
