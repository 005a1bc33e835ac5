/** What the tools say beside their JSON. A model reads these sentences and acts on them. */
import { quoted, shown } from '../elf/printable.ts';

export const sentences = {
  oneImage: 'Give path or pid or neither, not both: neither means the live vDSO of this machine.',
  noWorkspace: (path: string): string =>
    `${quoted(path)} is a relative path and no folder is open: give an absolute path.`,
  unknownConsumer: (id: string, known: readonly string[]): string =>
    `No consumer ${quoted(id)} is known. Known are ${known.join(', ')}. Write ID or ID@RELEASE, such as ${example(known)}.`,
  badRequirement: (text: string, known: readonly string[]): string =>
    `${quoted(text)} is no requirement. Write ID, ID@RELEASE, or either followed by :all (every key must be found), with an ID of ${known.join(', ')}.`,
  notEvaluated:
    'This file is no vDSO image, so no consumer was evaluated. Ask again with "asVdso": true to evaluate it as if the kernel had mapped it.',
  leftOut:
    'Some rows were left out to keep this short (leftOut says how many). Ask inspect_vdso again with "parts" and "filter" to see others.',
  inspecting: (what: string): string => `Reading ${what}`,
  checking: (what: string): string => `Looking up what runtimes find in ${what}`,
  live: 'the live vDSO',
  ofProcess: (pid: number): string => `the vDSO of process ${pid}`,
  file: (path: string): string => shown(path),
  confirmTitle: 'Read outside the workspace?',
  confirm: (what: string): string =>
    `A language model asks for the ELF tables of ${what}. Nothing is changed and nothing is run; what is read becomes part of the conversation.`,
};

function example(known: readonly string[]): string {
  return known.includes('go') ? 'go@1.21' : (known[0] ?? 'ID');
}
