/** `--disasm`: the instructions of functions, in place of a report; written window by window, however long they are. */
import type { Writable } from 'node:stream';
import { Disassembler } from '../code/decode/disassembler.ts';
import { machineOf } from '../code/decode/machine.ts';
import { type CodeLine, CodeRelocations, disassemble, type Naming } from '../code/disassembly.ts';
import { FunctionIndex } from '../code/functions.ts';
import { firstAddress, imagePages } from '../code/imageCode.ts';
import { lifterOf } from '../code/lift/lifters.ts';
import { Listing } from '../code/listing.ts';
import { pageAt } from '../code/pages.ts';
import { hex } from '../elf/bytes/hex.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import { parseAddress } from '../report/facts/parseAddress.ts';
import { resolveAddress } from '../report/facts/resolveAddress.ts';
import { shownJson } from '../report/format.ts';
import { disassemblyJson, disassemblyLine } from '../report/output/codeReport.ts';
import { originJson } from '../report/output/headerJson.ts';
import type { Subject } from '../report/subject.ts';
import { loadCapstone } from '../session/disassembler.ts';
import type { Inspect } from './command.ts';
import { writeAll } from './output.ts';
import { Refusal } from './refusal.ts';

/** Bytes shown from an address on that is in no function. */
const UNNAMED = 64n;
/** Columns of the longest instruction's bytes: 8 are usual on x86. */
const BYTES_WIDTH: Readonly<Record<string, number>> = { x86: 23, s390: 17 };

/** Larger than any vDSO; other images have no pages of the kernel's beside them. */
const MOST_FOR_PAGES = 128 * 1024;

interface Stretch {
  readonly name?: string;
  readonly start: bigint;
  readonly length: bigint;
}

export async function disassembled(
  { disassemble: wanted, format }: Inspect,
  subject: Subject,
  source: ByteSource,
  output: Writable,
): Promise<void> {
  const { image } = subject;
  const machine = machineOf(image.header);
  if (machine === undefined) throw new Refusal('noDecoder', { machine: image.header.machine });
  const listing = new Listing(image, source, new Disassembler(machine, loadCapstone));
  const functions = new FunctionIndex(image, machine.odd !== undefined, listing.stretches);
  const stretches = wanted.map((text) => stretchOf(text, functions, listing, subject));
  const pages = image.size > MOST_FOR_PAGES ? [] : await imagePages(listing);
  const naming: Naming = {
    functions,
    relocations: new CodeRelocations(image),
    pageAt: (address) => pageAt(pages, address - firstAddress(image), machine.bits),
  };
  const width = BYTES_WIDTH[machine.family] ?? 11;
  const lines = (stretch: Stretch): AsyncGenerator<readonly CodeLine[]> =>
    disassemble(listing, lifterOf(machine), naming, stretch.start, stretch.length);
  if (format === 'json') return writeJson(subject, stretches, lines, output);
  for (const stretch of stretches) {
    const name = stretch.name === undefined ? hex(stretch.start) : shown(stretch.name);
    if (!(await writeAll(output, [`${name}\n`]))) return;
    for await (const window of lines(stretch)) {
      const text = window.map((line) => `${disassemblyLine(subject.words, line, width)}\n`).join('');
      if (!(await writeAll(output, [text]))) return;
    }
  }
}

/** A function's name, or an address as it is understood everywhere; of object files one of its first code. */
function stretchOf(text: string, functions: FunctionIndex, listing: Listing, subject: Subject): Stretch {
  const named = functions.named(text.replace(/(?<=.)@.*$/, ''));
  if (named !== undefined) {
    const { symbol, position } = named;
    return { name: symbol.name, start: symbol.value, length: functions.extent(position) };
  }
  const pasted = parseAddress(text);
  if (pasted === undefined) throw new Refusal('noFunction', { name: text });
  const given = typeof pasted === 'bigint' ? pasted : pasted.fromStart;
  const resolved = resolveAddress(subject, pasted);
  const address = 'vaddr' in resolved ? resolved.vaddr : given;
  if (listing.stretchAt(address) === undefined) throw new Refusal('noCode', { address: given });
  const found = functions.holding(address);
  if (found === undefined) return { start: address, length: UNNAMED };
  const { symbol, offset } = found;
  return { start: address, length: symbol.size > offset ? symbol.size - offset : UNNAMED };
}

async function writeJson(
  subject: Subject,
  stretches: readonly Stretch[],
  lines: (stretch: Stretch) => AsyncGenerator<readonly CodeLine[]>,
  output: Writable,
): Promise<void> {
  const head = JSON.stringify(originJson(subject), undefined, 2).replace(/\n\}$/, '');
  let open = await writeAll(output, [shownJson(`${head},\n  "disassembly": [`)]);
  for (const [at, stretch] of stretches.entries()) {
    const name = stretch.name === undefined ? '' : `"symbol": ${JSON.stringify(stretch.name)}, `;
    const begin = `${at > 0 ? ',' : ''}\n    { ${name}"address": "${hex(stretch.start)}", "instructions": [`;
    let separator = '\n';
    open &&= await writeAll(output, [shownJson(begin)]);
    for await (const window of lines(stretch)) {
      const text = window
        .map((line) => `      ${JSON.stringify(disassemblyJson(subject.words, line))}`)
        .join(',\n');
      open &&= await writeAll(output, [shownJson(separator + text)]);
      separator = ',\n';
      if (!open) return;
    }
    open &&= await writeAll(output, ['\n    ] }']);
  }
  await writeAll(output, ['\n  ]\n}\n']);
}
