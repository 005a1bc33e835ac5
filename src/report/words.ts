/** What a report is told with: the catalogues of one language. Who asks for the report hands them in. */

import type { ClocksCatalogue } from '../clocks/english.ts';
import type { CodeCatalogue } from '../code/english.ts';
import { type AbiHeader, abiOf } from '../consumers/abi.ts';
import type { ConsumerWords } from '../consumers/english/catalogue.ts';
import type { KeyFinding, Reason } from '../consumers/model.ts';
import type { Coded } from '../elf/catalogue.ts';
import { machineName } from '../elf/format/names.ts';
import type { ElfWords } from '../elf/problems/english.ts';
import type { ReportWords } from './english/catalogue.ts';
import { shown } from './format.ts';

export interface Words {
  readonly elf: ElfWords;
  readonly code: CodeCatalogue;
  readonly consumers: ConsumerWords;
  readonly clocks: ClocksCatalogue;
  readonly report: ReportWords;
  /** Of a layer that this one does not know. */
  failure(failure: Coded): string;
}

/** A reason with the failure that it hands on, safe to show. */
export function reasonText({ consumers, elf, failure }: Words, reason: Reason): string {
  const sentence = consumers.reason(reason);
  return shown('failure' in reason.args ? elf.paragraph([sentence, failure(reason.args.failure)]) : sentence);
}

/** What a key looks up: a symbol, or a need by the catalogue's words for it. */
export function keyName(
  { consumers }: Words,
  { symbol, need }: { readonly symbol: string; readonly need?: KeyFinding['need'] | undefined },
): string {
  return need === undefined ? symbol : consumers.fact(symbol);
}

/** The architecture: "x86-64", "x32 (x86-64 with 32-bit pointers)"; by ELF name where no kernel maps a vDSO. */
export function headerAbiText({ consumers }: Words, header: AbiHeader): string {
  const abi = abiOf(header);
  return abi.kernel === undefined ? machineName(header.machine) : consumers.abi(abi.id);
}
