/** What the tools say beside their JSON. A model reads these toolSentences and acts on them. */
import { quoted, shown } from '../elf/bytes/printable.ts';
import { count, list } from '../elf/english.ts';

export const toolSentences = {
  oneImage: 'Give path or pid or neither, not both: neither means the live vDSO of this machine.',
  noWorkspace: (path: string): string =>
    `${quoted(path)} is a relative path and no folder is open: give an absolute path.`,
  unknownConsumer: (id: string, known: readonly string[]): string =>
    `No consumer ${quoted(id)} is known. Known are ${list(known)}. Write ID or ID@RELEASE, such as ${example(known)}.`,
  badConsumer: (text: string, known: readonly string[]): string =>
    `${quoted(text)} names no release. Write ID or ID@RELEASE, such as ${example(known)}, with a release as its project tags it: 1.2.5, 20260526, 2025-03-26.`,
  badRequirement: (text: string, known: readonly string[]): string =>
    `${quoted(text)} is no requirement. Write ID, ID@RELEASE, or either followed by :all (every key must be found), with an ID of ${list(known)}.`,
  notEvaluated:
    'This file is no vDSO image, so no consumer was evaluated. Ask again with "asVdso": true to evaluate it as if the kernel had mapped it.',
  leftOut:
    'Some rows were left out to keep this short (leftOut says how many). Ask inspect_vdso again with "parts" and "filter" to see others.',
  inspecting: (what: string): string => `Reading ${what}`,
  checking: (what: string): string => `Looking up what runtimes find in ${what}`,
  live: 'the live vDSO',
  ofProcess: (pid: number): string => `the vDSO of process ${pid}`,
  file: (path: string, real: string | undefined): string =>
    real === undefined || real === path ? shown(path) : `${shown(path)}, which is ${shown(real)}`,
  notAsked: (what: string): string =>
    `The user has not been asked about ${what}: it lies outside the open folders, or has come to since. Ask again.`,
  noObject: 'The arguments must be one object, such as {"path": "build/vdso.so"}.',
  unknownArgument: (name: string, known: readonly string[]): string =>
    `There is no argument ${quoted(start(name))}. Known are ${list(known)}.`,
  wrongArgument: (name: string, wanted: string): string => `${quoted(name)} must be ${wanted}.`,
  aText: (most: number): string => `a text of at most ${count(most)} characters`,
  aProcess: (most: number): string => `the number of a process, from 1 to ${most}`,
  aFlag: 'true or false',
  someTexts: (items: number, characters: number): string =>
    `a list of at most ${count(items)} texts of at most ${count(characters)} characters`,
  someOf: (known: readonly string[]): string => `a list of some of ${list(known)}`,
  confirmTitle: 'Read outside the workspace?',
  confirm: (what: string): string =>
    `A language model asks for the ELF tables of ${what}. Nothing is changed and nothing is run; what is read becomes part of the conversation.`,
};

/** Enough of a text to know it again. */
function start(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}

function example(known: readonly string[]): string {
  return known.includes('go') ? 'go@1.21' : (known[0] ?? 'ID');
}
