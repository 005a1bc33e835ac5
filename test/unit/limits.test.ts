/** The numbers of docs/limits.md are those of the code. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MOST_DIFFERENT } from '../../src/code/comparable/align.ts';
import { MOST_COMPARED } from '../../src/code/comparable/comparableCode.ts';
import { MOST_CHANGED_PLACES } from '../../src/code/compared.ts';
import { MOST_RELOCATIONS } from '../../src/code/disassembly.ts';
import { MAX_CALL_DEPTH, MAX_INSTRUCTIONS, MAX_STEPS } from '../../src/code/flow/explore.ts';
import { MAX_PATCHED_ENTRIES } from '../../src/code/patchTables.ts';
import { MOST_STRETCHES } from '../../src/code/stretches.ts';
import { MAX_TABLE } from '../../src/consumers/goProgram/namedVariables.ts';
import { MAX_DATA, MAX_LOADS } from '../../src/consumers/goProgram/programData.ts';
import { MAX_SECTIONS } from '../../src/consumers/goProgram/programSections.ts';
import * as replay from '../../src/consumers/lookup/replay.ts';
import { MAX_DEMANGLED } from '../../src/demangle/demangle.ts';
import { COMPARED_KEPT } from '../../src/editor/comparisons.ts';
import { BYTES_KEPT, CONTAINERS_KEPT } from '../../src/editor/innerImages.ts';
import { PLACES_KEPT } from '../../src/editor/knownPlaces.ts';
import { UNUSED_KEPT, UNUSED_MS } from '../../src/editor/liveImages.ts';
import { HIDDEN_KEPT } from '../../src/editor/openDocuments.ts';
import { MAX_ENTRIES as MAX_DYNAMIC } from '../../src/elf/dynamic/dynamicTable.ts';
import { MAX_TABLE_SECTIONS } from '../../src/elf/headers/sections.ts';
import { MAX_STRETCHES } from '../../src/elf/notes/noteRanges.ts';
import { MAX_NOTE_BYTES, MAX_NOTES } from '../../src/elf/notes/notes.ts';
import { elfProblems } from '../../src/elf/problems/english.ts';
import { MAX_PROBLEMS, MAX_PROBLEMS_PER_CODE } from '../../src/elf/problems/problems.ts';
import { BASE_WORK, WORK_PER_BYTE } from '../../src/elf/reading/budget.ts';
import { MAX_RESIDENT_BYTES, MAX_RUNS } from '../../src/elf/reading/fileRanges.ts';
import { PATCHED_BYTES } from '../../src/elf/relocations/packed/unpacker.ts';
import { MAX_NAME_BYTES, nameAllowance } from '../../src/elf/strings/stringTable.ts';
import { ARROW_COLUMNS } from '../../src/report/arrows.ts';
import { MOST_NAMES } from '../../src/report/comparison/changeText.ts';
import { MOST_COMPARED_ROWS } from '../../src/report/comparison/comparedImage.ts';
import { MOST_IMAGES, MOST_MATRIX_ROWS } from '../../src/report/comparison/matrix.ts';
import { MOST_MATRIX_BYTES } from '../../src/report/comparison/matrixRoom.ts';
import { MOST_REPORT_BYTES } from '../../src/report/comparison/savedReport.ts';
import { MAX_CHAIN, MAX_COMPARED } from '../../src/report/facts/nameLookup.ts';
import { MAX_NAME } from '../../src/report/facts/nameQuery.ts';
import { MAX_ALIASES } from '../../src/report/facts/resolveAddress.ts';
import { MAX_STRING_BYTES, MAX_STRINGS } from '../../src/report/facts/sectionStrings.ts';
import { REPEATED } from '../../src/report/format.ts';
import { MOST_CHARACTERS, MOST_ENTRIES } from '../../src/report/output/budgetedComparison.ts';
import { MAX_MAPPING, MAX_PROCESS, MAX_SEARCHED_ROWS } from '../../src/report/output/budgetedJson.ts';
import { ROWS_BASE_BYTES, ROWS_BYTES_PER_BYTE } from '../../src/report/output/outputLimit.ts';
import { MAX_BUCKETS } from '../../src/report/output/textReport.ts';
import { MAX_COPY_CHARACTERS, MAX_COPY_ROWS } from '../../src/report/tables/copy.ts';
import { NAMES_SEARCHED } from '../../src/report/tables/hashes.ts';
import { MAX_FILTER_NAMES } from '../../src/report/tables/sourceName.ts';
import { MAX_ALL_ENTRIES, MAX_CHAIN_ENTRIES } from '../../src/report/views/chainViews.ts';
import { MOST_LANES, MOST_REGIONS } from '../../src/report/views/codeView.ts';
import { MAX_CELL_LINKS } from '../../src/report/views/detail/rowView.ts';
import { MOST_KEYS_TOLD } from '../../src/report/views/matrixDetail.ts';
import { MAX_REGIONS } from '../../src/report/views/memoryMap.ts';
import { FOLLOWED_AT_ONCE, ONE_FUNCTION } from '../../src/session/code/imageListing.ts';
import { PART } from '../../src/session/code/parts.ts';
import { MAX_BYTES } from '../../src/session/localSession.ts';
import { SYMTAB_BYTES } from '../../src/session/program/resolveInProcess.ts';
import { MAX_FILTERED_ROWS } from '../../src/session/rows/filterRows.ts';
import { MAX_KEPT_ROWS } from '../../src/session/rows/order.ts';
import { MAX_TEXT_BYTES } from '../../src/session/rows/packedTexts.ts';
import { MAX_FILTER_CHARACTERS } from '../../src/session/rows/parseFilter.ts';
import { MAX_SORTED_ROWS } from '../../src/session/rows/sortOrder.ts';
import { MAX_ROWS } from '../../src/session/rows/tableQueries.ts';
import { MAX_SECTIONS_OFFERED } from '../../src/session/strings/sessionStrings.ts';
import { OPENED_AT_ONCE } from '../../src/session/worker/workerSession.ts';
import { MAX_FILE_BYTES } from '../../src/sources/boundedSource.ts';
import { MAX_MEMBER_NAME } from '../../src/sources/containers/archives/entry.ts';
import { LARGEST_MEMBER } from '../../src/sources/containers/collect.ts';
import { MAX_RANGES_TRIED } from '../../src/sources/containers/core/coreImages.ts';
import { LARGEST_IMAGE } from '../../src/sources/containers/image.ts';
import { MOST_PAYLOADS, MOST_UNPACKED } from '../../src/sources/containers/kernel/payloads.ts';
import { LARGEST_LIST } from '../../src/sources/containers/listLimit.ts';
import { DEEPEST } from '../../src/sources/containers/lookInto.ts';
import { LARGEST_WINDOW, MOST_HELD } from '../../src/sources/containers/memory.ts';
import { MOST_IMAGE_PLACES } from '../../src/sources/containers/scan.ts';
import { LARGEST_RATIO, MOST_PASSED, RATIO_FROM } from '../../src/sources/containers/unpacked.ts';
import { MAX_IMAGE_FILE } from '../../src/sources/imageFiles.ts';
import { MAX_FILES_IN_FOLDER } from '../../src/sources/imagesInFolder.ts';
import { MAX_FILES } from '../../src/sources/mappedFiles.ts';
import { MAX_ELSEWHERE } from '../../src/sources/maps.ts';
import { MAX_VDSO_MAPPINGS } from '../../src/sources/processImages.ts';

const page = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8');

const count = (value: number): string => value.toLocaleString('en');
const mebibytes = (value: number): string => `${value / 1024 / 1024} MiB`;

/** The beginning of each row, and what its second cell must begin with. */
const limits: readonly (readonly [what: string, most: string])[] = [
  ['steps of work', `${count(BASE_WORK)}, and ${WORK_PER_BYTE} for each byte read`],
  ['bytes of one image that are kept', mebibytes(MAX_RESIDENT_BYTES)],
  ['places that are read', count(MAX_RUNS)],
  ['bytes shown of a name', count(MAX_NAME_BYTES)],
  [
    'bytes of all names',
    `${nameAllowance(1, 0)} for each byte of its strings, and ${nameAllowance(0, 1)} for`,
  ],
  ['entries of the dynamic table', count(MAX_DYNAMIC)],
  ['sections that hold tables', count(MAX_TABLE_SECTIONS)],
  ['segments and sections of notes', count(MAX_STRETCHES)],
  ['notes', count(MAX_NOTES)],
  ['bytes kept of a note', mebibytes(MAX_NOTE_BYTES)],
  ['relocations that packed tables', `one for every ${PATCHED_BYTES} bytes`],
  ['relocations of DT_RELR', 'as many as it has'],
  ['problems of one kind', count(MAX_PROBLEMS_PER_CODE)],
  ['problems', count(MAX_PROBLEMS)],
  [
    'steps of one consumer',
    `${count(replay.REPLAY_BASE_WORK)}, and ${replay.REPLAY_WORK_PER_BYTE} for each byte of the image, ${count(replay.MAX_WORK)}`,
  ],
  ['steps kept of one search', `the first ${replay.FIRST_STEPS} and the last ${replay.LAST_STEPS}`],
  ['bytes of a Go program', mebibytes(MAX_DATA)],
  ['segments (PT_LOAD) of a Go program', count(MAX_LOADS)],
  ['section headers of a Go program', count(MAX_SECTIONS)],
  ["bytes of each of a Go program's", mebibytes(MAX_TABLE)],
  ['steps of the search for a Go program', `${count(BASE_WORK)}, and ${WORK_PER_BYTE} for each byte`],
  ['files of a process', count(MAX_FILES)],
  ['bytes of each of these files', mebibytes(MAX_FILE_BYTES)],
  ['mappings of a process', count(MAX_ELSEWHERE)],
  ['mappings named `[vdso]`', count(MAX_VDSO_MAPPINGS)],
  ['bytes of a mapped file', mebibytes(SYMTAB_BYTES)],
  ["stretches of a core dump's memory", count(MAX_RANGES_TRIED)],
  ['bytes of the name of a member', mebibytes(MAX_MEMBER_NAME)],
  ['files, folders and links below', count(MAX_FILES_IN_FOLDER)],
  ['instructions of one image', count(MAX_INSTRUCTIONS)],
  ['steps through them', count(MAX_STEPS)],
  ['calls within calls', count(MAX_CALL_DEPTH)],
  ['entries of .altinstructions', count(MAX_PATCHED_ENTRIES)],
  ['places of changed code', count(MOST_CHANGED_PLACES)],
  ['bytes of a file that an image', mebibytes(MAX_IMAGE_FILE)],
  [
    'instructions that one function is followed through',
    `${count(ONE_FUNCTION.instructions)}, and ${count(ONE_FUNCTION.steps)} steps`,
  ],
  ['exported functions that are followed without being asked', count(FOLLOWED_AT_ONCE)],
  ['stretches of code', count(MOST_STRETCHES)],
  ['relocations that instructions are looked up in', count(MOST_RELOCATIONS)],
  ['bytes of code shown at once', count(Number(PART))],
  ['lines of jumps beside each other', count(ARROW_COLUMNS)],
  ['functions drawn in the ribbon', `${count(MOST_LANES)}, each in ${count(MOST_REGIONS)} parts`],
  ['names, notes and functions of one image', count(MOST_COMPARED_ROWS)],
  ['instructions of one image that are compared', count(MOST_COMPARED)],
  ['instructions in which two functions', count(MOST_DIFFERENT)],
  ['bytes of a saved report', mebibytes(MOST_REPORT_BYTES)],
  ['images of a matrix', count(MOST_IMAGES)],
  ['names of all images of a matrix', mebibytes(MOST_MATRIX_BYTES)],
  ['rows of a matrix', count(MOST_MATRIX_ROWS)],
  ['versions, or counters, of a cell of a matrix', count(MOST_NAMES)],
  ['keys of a consumer in the details of a cell', count(MOST_KEYS_TOLD)],
  ['rows of one table', `${mebibytes(ROWS_BASE_BYTES)}, and ${ROWS_BYTES_PER_BYTE} bytes for`],
  ['characters of a name', count(REPEATED)],
  ['links of one cell', count(MAX_CELL_LINKS)],
  ['names of a chain that a filter', count(NAMES_SEARCHED)],
  ['characters of a name that is demangled', count(MAX_DEMANGLED)],
  ['names that one filter demangles', count(MAX_FILTER_NAMES)],
  ['names of one address', count(MAX_ALIASES)],
  ['regions drawn', count(MAX_REGIONS)],
  ['entries drawn of one', count(MAX_CHAIN_ENTRIES)],
  ['entries drawn of all', count(MAX_ALL_ENTRIES)],
  ['entries told of the chain', count(MAX_CHAIN)],
  ['names of an image among which', count(MAX_COMPARED)],
  ['characters of a name that is looked up', count(MAX_NAME)],
  ['buckets written', count(MAX_BUCKETS)],
  ['rows that a filter of a language', count(MAX_SEARCHED_ROWS)],
  ['entries of a list in a change', `${count(MOST_ENTRIES)}, and ${count(MOST_CHARACTERS)}`],
  ["characters of a process's runtimes", `${MAX_PROCESS}, and ${MAX_MAPPING}`],
  ['bytes of one section', mebibytes(MAX_STRING_BYTES)],
  ['strings of one section', count(MAX_STRINGS)],
  ['sections among which', count(MAX_SECTIONS_OFFERED)],
  ['rows that are sorted', count(MAX_SORTED_ROWS)],
  ['rows that are filtered', count(MAX_FILTERED_ROWS)],
  ['bytes of texts', mebibytes(MAX_TEXT_BYTES)],
  ['characters of a filter', count(MAX_FILTER_CHARACTERS)],
  ['rows of orders', count(MAX_KEPT_ROWS)],
  ['rows of one copy', count(MAX_COPY_ROWS)],
  ['characters of one copy', mebibytes(MAX_COPY_CHARACTERS)],
  ['rows of one window', count(MAX_ROWS)],
  ['bytes of one view', `${MAX_BYTES / 1024} KiB`],
  ['workers that read', count(OPENED_AT_ONCE)],
  ['hidden files', count(HIDDEN_KEPT)],
  ['snapshots of processes', count(UNUSED_KEPT)],
  ['seconds that such', count(UNUSED_MS / 1000)],
  ['containers of which', count(CONTAINERS_KEPT)],
  ['bytes of images that are kept', mebibytes(BYTES_KEPT)],
  ['images whose place', count(PLACES_KEPT)],
  ['images of which comparisons', count(COMPARED_KEPT)],
  ['bytes of an image', `${LARGEST_IMAGE / 1024} KiB`],
  ['bytes that one look holds at once', mebibytes(MOST_HELD)],
  ['bytes of one file that are kept', mebibytes(LARGEST_MEMBER)],
  ['bytes that a packing looks back', mebibytes(LARGEST_WINDOW)],
  ['bytes that a packed byte becomes', `${count(LARGEST_RATIO)}, from ${mebibytes(RATIO_FROM)} on`],
  ['bytes unpacked of one file', `${count(MOST_PASSED / 1024 / 1024)} MiB`],
  ['containers in one another', count(DEEPEST)],
  ['places that look like an image', count(MOST_IMAGE_PLACES)],
  ['bytes of the list of what is found', mebibytes(LARGEST_LIST)],
  ['places in a kernel that look', count(MOST_PAYLOADS)],
  ['bytes unpacked of a kernel', `${count(MOST_UNPACKED / 1024 / 1024)} MiB`],
];

test('every row of docs/limits.md has the number of the code', () => {
  const rows = page.split('\n').filter((line) => /^\| (?!What )[^|]/.test(line));
  assert.equal(rows.length, limits.length);
  for (const [at, [what, most]] of limits.entries()) {
    assert.ok(rows[at]?.startsWith(`| ${what}`), `${what}: ${rows[at]}`);
    assert.ok(rows[at]?.split(' | ')[1]?.startsWith(most), `${what}: ${most}, in ${rows[at]}`);
  }
});

test('problems that docs/limits.md names exist', () => {
  for (const [, code = ''] of page.matchAll(/problem `([a-z-]+)`/g))
    assert.ok(Object.hasOwn(elfProblems, code), code);
});
