/** The rooms of src/ that mutants are made of, and which tests guard each. */

export interface Room {
  /** Its part of a run of all rooms. */
  readonly share: number;
  /** Its own tests, below test/: they are asked first. */
  readonly guards: RegExp;
  /** Whether tests of other rooms that run the changed place are asked as well: slow, and to measure them slower. */
  readonly others: boolean;
  /** Below src/, files that run in VS Code alone: test/vscode and test/e2e see to them, whose bundles no mutant is in. */
  readonly except?: RegExp;
}

/** By their folders below src/. What a folder in this table has is not counted to the one around it. */
export const rooms: Readonly<Record<string, Room>> = {
  report: { share: 0.14, guards: /^(unit\/report|oracle)\//, others: true },
  elf: { share: 0.13, guards: /^(unit\/elf|hostile|oracle)\//, others: true },
  consumers: { share: 0.08, guards: /^unit\/consumers\//, others: true },
  session: { share: 0.06, guards: /^unit\/(session\/|clocks\/askClock)/, others: true },
  sources: {
    share: 0.05,
    guards:
      /^(unit\/(sources\/(?!containers\/)|cli\/|editor\/|code\/compared|sentenceArguments|limits)|hostile\/sources|oracle\/live)/,
    others: false,
  },
  cli: {
    share: 0.05,
    guards: /^unit\/(cli|session\/(strings|symtabAlone)|sentenceArguments|limits)/,
    others: false,
  },
  code: {
    share: 0.07,
    guards:
      /^(unit\/(code\/|(session|cli)\/code|report\/(entersKernel|bareFunction)|sentenceArguments|limits)|hostile\/codeCosts)/,
    others: false,
  },
  clocks: {
    share: 0.05,
    guards: /^unit\/(clocks\/|(session|cli)\/clock|report\/clocksource|sentenceArguments)/,
    others: false,
  },
  demangle: {
    share: 0.04,
    guards: /^(unit\/(demangle\/|session\/demangled|limits)|oracle\/demangle)/,
    others: false,
  },
  'sources/containers': {
    share: 0.06,
    guards:
      /^unit\/(sources\/containers\/|cli\/containers|session\/(containers\/|coreProgram)|editor\/inner|sentenceArguments|limits)/,
    others: false,
  },
  'report/comparison': {
    share: 0.05,
    guards: /^unit\/(report\/comparison\/|cli\/(diff|matrix|fleet)|editor\/comparisons|limits)/,
    others: false,
  },
  language: {
    share: 0.06,
    guards: /^unit\/(language|tools)\//,
    others: false,
    except: /^language\/(providers\/|register\.|entry\.)/,
  },
  editor: {
    share: 0.06,
    guards: /^unit\/(editor\/|chinese\/|sentenceArguments|limits)/,
    others: false,
    except:
      /^editor\/(asContainer|atlasTab|commands|compareCommands|comparePicker|comparedFileSystem|comparedReader|containers|documentLabel|image(Document|Items|View)|imagesPicker|listedImages|manyPicker|openDocuments|openImage|pageView|register|saveFile|vdsoFileSystem|virtualFolders|watchFile|webviewPage)\./,
  },
  plainText: { share: 0.02, guards: /^unit\/(plainText|editor)\//, others: false },
  rpc: {
    share: 0.02,
    guards: /^unit\/(rpc\/|editor\/servePage|session\/(worker|methods|cancellation))/,
    others: false,
  },
  files: { share: 0.02, guards: /^unit\/(files\/|cli\/dump|sentenceArguments)/, others: false },
  tools: {
    share: 0.04,
    guards: /^unit\/(tools\/|sentenceArguments)/,
    others: false,
    except: /^tools\/register\./,
  },
};

/** The folder of src/ that a file is counted to: the deepest in the table, else the one it lies in. */
export function roomOf(file: string): string {
  const around = Object.keys(rooms).filter((room) => file.startsWith(`${room}/`));
  return around.toSorted((a, b) => b.length - a.length)[0] ?? file.split('/')[0] ?? '';
}

/** Whether a test file, "test/unit/elf/hash.test.ts", is one of the room's own. */
export function guards(room: string, test: string): boolean {
  return rooms[room]?.guards.test(test.slice('test/'.length)) === true;
}

/** Whether a test file is asked about mutants of the room at all. */
export function mayJudge(room: string, test: string): boolean {
  return rooms[room]?.others === true || guards(room, test);
}
