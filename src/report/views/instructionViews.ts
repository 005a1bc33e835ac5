/** Instructions as rows to look at. */
import type { CodeLine } from '../../code/disassembly.ts';
import type { FunctionCode } from '../../code/imageCode.ts';
import type { ElfImage } from '../../elf/model.ts';
import type { Arrows } from '../arrows.ts';
import { callText, instructionText, placeText } from '../codeText.ts';
import { hex, hexBytes, repeated, shown } from '../format.ts';
import type { CodeLinkView, InstructionView } from '../viewModel/instructions.ts';
import type { Words } from '../words.ts';

/** What the rows of a listing are told from. */
export interface ListingFacts {
  readonly words: Words;
  readonly image: ElfImage;
  readonly arrows: Arrows;
  /** The row that holds an address of this listing. */
  readonly rowAt: (address: bigint) => number | undefined;
  /** Of a row the addresses of the first that jump to it, and how many more there are. */
  readonly reachedFrom: (row: number) => { readonly first: bigint; readonly more: number } | undefined;
  /** An address as it is told: see CodeStretch.base. */
  readonly told: (address: bigint) => string;
  /** Whether an address is of code in this file. */
  readonly isCode: (address: bigint) => boolean;
  /** What following the function brought. */
  readonly code: FunctionCode | undefined;
  /** Thumb: what is added to an address to have its place. */
  readonly odd: bigint;
}

export function instructionView(facts: ListingFacts, line: CodeLine, row: number): InstructionView {
  const { words, arrows } = facts;
  const { instruction, offset, entersKernel, counter } = line;
  const { address, bytes, mnemonic } = instruction;
  const link = linkOf(facts, line);
  const mark = entersKernel ? 'kernel' : counter === undefined ? undefined : 'counter';
  return {
    address: hex(address),
    bytes: hexBytes(bytes),
    assembly: mnemonic === '' ? words.code.words.data : shown(instructionText(instruction)),
    ...(link === undefined ? {} : { link }),
    note: words.elf.listOfLists(notesOf(facts, line, row, link)),
    ...(mark === undefined ? {} : { mark }),
    arrows: arrows.at(row),
    offset,
    length: bytes.length,
  };
}

function linkOf(facts: ListingFacts, { target, data, place }: CodeLine): CodeLinkView | undefined {
  const { words, image, rowAt, isCode, odd, told } = facts;
  const address = target ?? data;
  if (address === undefined) return undefined;
  const text = place === undefined ? told(address) : placeText(words.code, place);
  const offset = image.offsetOf(address);
  if (target !== undefined && isCode(address)) {
    const row = rowAt(address);
    return { text, place: hex(address | odd), ...(row === undefined ? {} : { row }) };
  }
  return {
    text,
    ...(offset === undefined ? {} : { offset, length: Math.min(DATA_SHOWN, image.size - offset) }),
  };
}

/** Bytes shown of data whose size the instruction does not say here. */
const DATA_SHOWN = 16;

function notesOf(facts: ListingFacts, line: CodeLine, row: number, link: CodeLinkView | undefined): string[] {
  const { words, code, reachedFrom, told } = facts;
  const { words: say } = words.code;
  const { entersKernel, counter, leaves, relocations, instruction } = line;
  const call = code?.systemCalls.find(({ at }) => at === instruction.address);
  const reached = reachedFrom(row);
  return [
    ...(entersKernel
      ? [call === undefined ? say.entersKernel : say.entersKernelFor(callText(words.code, call))]
      : []),
    ...(counter === undefined ? [] : [say.readsCounter(counter)]),
    ...(relocations.length === 0
      ? []
      : [say.linked(words.elf.list(relocations.map((name) => shown(repeated(name)))))]),
    ...(leaves === 'jump' && link?.row !== undefined ? [distance(say, link.row - row)] : []),
    ...(reached === undefined ? [] : [say.reachedFrom(told(reached.first), reached.more)]),
  ];
}

function distance(say: Words['code']['words'], rows: number): string {
  if (rows === 0) return say.toItself;
  return rows > 0 ? say.linesDown(rows) : say.linesUp(-rows);
}
