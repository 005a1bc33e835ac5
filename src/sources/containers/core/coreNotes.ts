/** What a core dump's notes say of the process: NT_AUXV, NT_FILE and NT_PRPSINFO (include/uapi/linux/elf.h). */
import { decodeUntilNul, decodeUtf8 } from '../../../elf/bytes/utf8.ts';
import { Window } from '../../../elf/bytes/window.ts';
import { NT_AUXV, NT_FILE, NT_PRPSINFO } from '../../../elf/format/constants.ts';
import type { Mapping } from '../../../elf/imageSource.ts';
import type { ElfHeader, Note } from '../../../elf/model.ts';
import { type Auxv, parseAuxv } from '../../auxv.ts';
import type { DumpedProcess } from '../model.ts';

const OWNER = 'CORE';

/** Linux include/linux/elfcore.h struct elf_prpsinfo: the last fields, the same in every one of its layouts. */
const FNAME_BYTES = 16;
const PSARGS_BYTES = 80;
/** pr_pid, pr_ppid, pr_pgrp, pr_sid stand before them. */
const IDS_BYTES = 16;

export interface ProcessNotes {
  readonly auxv?: Auxv;
  readonly mappings: readonly Mapping[];
  readonly process?: DumpedProcess;
}

/** The first note of each kind. */
export function processNotes(header: ElfHeader, notes: readonly Note[]): ProcessNotes {
  const described = (type: number): Window | undefined => {
    const note = notes.find((each) => each.owner === OWNER && each.type === type);
    return note && new Window(note.description, note.range.offset, header.class === 64, header.littleEndian);
  };
  const auxv = described(NT_AUXV);
  const files = described(NT_FILE);
  const process = dumpedProcess(described(NT_PRPSINFO));
  return {
    ...(auxv && { auxv: parseAuxv(auxv.bytes, auxv.wordSize, auxv.littleEndian) }),
    mappings: files === undefined ? [] : fileMappings(files),
    ...(process && { process }),
  };
}

function dumpedProcess(fields: Window | undefined): DumpedProcess | undefined {
  const name = (fields?.length ?? 0) - PSARGS_BYTES - FNAME_BYTES;
  if (fields === undefined || name < IDS_BYTES) return undefined;
  return {
    pid: fields.u32(name - IDS_BYTES),
    name: textAt(fields, name, FNAME_BYTES),
    commandLine: textAt(fields, name + FNAME_BYTES, PSARGS_BYTES).trimEnd(),
  };
}

/** Linux fs/binfmt_elf.c fill_files_note(): count, page size, a triple for each, then their names. */
function fileMappings(fields: Window): readonly Mapping[] {
  const { wordSize, length } = fields;
  if (length < 2 * wordSize) return [];
  const most = Math.floor((length - 2 * wordSize) / (3 * wordSize));
  const declared = fields.word(0);
  // Where the names stand depends on it.
  if (declared > BigInt(most)) return [];
  const count = Number(declared);
  const pageSize = fields.word(wordSize);
  const mappings: Mapping[] = [];
  let at = wordSize * (2 + 3 * count);
  for (let index = 0; index < count; index++) {
    const end = fields.bytes.indexOf(0, at);
    if (end < 0) break;
    const triple = wordSize * (2 + 3 * index);
    mappings.push({
      name: decodeUtf8(fields.bytes.subarray(at, end)),
      start: fields.word(triple),
      end: fields.word(triple + wordSize),
      // The note has none.
      perms: '',
      offset: BigInt.asUintN(64, fields.word(triple + 2 * wordSize) * pageSize),
    });
    at = end + 1;
  }
  return mappings;
}

function textAt(fields: Window, at: number, length: number): string {
  return decodeUntilNul(fields.bytes.subarray(at, at + length));
}
