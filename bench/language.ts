// The source code face: a hover from request to answer, and the diagnostics of a whole source tree. The peer: gofmt,
// which parses the same files.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readElf } from '../src/elf/readElf.ts';
import type { Live } from '../src/language/answers/hoverContext.ts';
import { hoverText } from '../src/language/answers/hoverText.ts';
import { LiveLookups } from '../src/language/answers/liveImage.ts';
import { prepare } from '../src/language/answers/prepare.ts';
import { wrongHashes } from '../src/language/answers/wrongHashes.ts';
import type { Condition } from '../src/language/source/condition.ts';
import { findConditions } from '../src/language/source/conditions.ts';
import { findHashLiterals, type HashLiteral } from '../src/language/source/hashLiterals.ts';
import { subjectAt } from '../src/language/source/subject.ts';
import { findNames } from '../src/language/source/vdsoNames.ts';
import { mentionsVdso } from '../src/language/syntax/languages.ts';
import { openLive } from '../src/sources/liveImage.ts';
import { nodeProcFs } from '../src/sources/nodeProcFs.ts';
import { spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 11;

export async function benchLanguage(): Promise<void> {
  const { source, info } = await openLive(nodeProcFs);
  const read = await readElf(source, { symtab: false });
  if (read.kind !== 'elf') throw new Error('The live image is no ELF image.');
  const live: Live = { kind: 'image', image: new LiveLookups(read.image, info.pid ?? 0, info.base ?? 0n) };
  await prepare(live);
  benchHovers(live);
  benchDiagnostics();
}

const amd64 = `var vdsoLinuxVersion = vdsoVersionKey{"LINUX_2.6", 0x3ae75f6}
var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__vdso_gettimeofday", 0x315ca59, 0xb01bca00, &vdsoGettimeofdaySym},
	{"__vdso_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}
`;
const filler = '// Some other code of a file of usual length.\nfunc f(a, b int) int { return a*b + 1 }\n';

/** What documentFacts keeps of a document until it changes. */
interface Known {
  readonly literals: readonly HashLiteral[];
  readonly conditions: readonly Condition[];
}

/** What a hover asks of us, from the text and the position to the answer, in milliseconds of processor time. */
function benchHovers(live: Live): void {
  const hover = (file: string, text: string, name: string, known?: Known): number => {
    const started = process.cpuUsage();
    const isGo = file.endsWith('.go');
    const syntax = isGo ? 'go' : 'c';
    const at = text.indexOf(name) + 2;
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const line = text.slice(lineStart, text.indexOf('\n', at));
    const subject =
      mentionsVdso(text) &&
      subjectAt({
        path: file,
        isGo,
        literals: () => known?.literals ?? findHashLiterals(text, syntax),
        text: () => text,
        conditions: () => known?.conditions ?? findConditions(text, syntax),
        line,
        lineStart,
        column: at - lineStart,
      });
    if (subject && hoverText(subject, { path: file, live }).length > 0) {
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1e3;
    }
    throw new Error(`There is no hover over ${name}.`);
  };
  const long = filler.repeat(600) + amd64;
  const c = `${filler.repeat(600)}void *p = GLRO(dl_vdso_clock_gettime64);\nvdso_sym("LINUX_2.6", "__vdso_getcpu");\n`;
  const rows = (
    [
      ['variable', 'vdso_linux_amd64.go', long, 'vdsoClockgettimeSym'],
      ['hash constant', 'vdso_linux_amd64.go', long, '0x6e43a318'],
      ['symbol', 'vdso_linux_amd64.go', long, '"__vdso_clock_gettime'],
      ["glibc's variable", 'clock.c', c, 'dl_vdso_clock_gettime64'],
      ['symbol, all consumers', 'clock.c', c, '"__vdso_getcpu'],
    ] as const
  ).map(([what, file, text, name]) => {
    // As when the document is opened.
    const syntax = file.endsWith('.go') ? 'go' : 'c';
    wrongHashes(findHashLiterals(text, syntax));
    const first = hover(file, text, name);
    // The first rounds compile the code, which the first row would pay for all others.
    for (let round = 0; round < rounds; round++) hover(file, text, name);
    const changed = Array.from({ length: rounds }, () => hover(file, text, name));
    const facts = { literals: findHashLiterals(text, syntax), conditions: findConditions(text, syntax) };
    const known = Array.from({ length: rounds }, () => hover(file, text, name, facts));
    return [
      what,
      file,
      (text.length / 1000).toFixed(0),
      spread(known, 2),
      spread(changed, 2),
      first.toFixed(2),
    ];
  });
  printTable(
    `A hover from request to answer, ms of processor time, median of ${rounds} (range); no disk. Aim: under 5 ms`,
    ['over', 'file', 'kB', 'document known', 'first after a change', 'first of all'],
    rows,
  );
}

/** Every Go and assembly file of an installed Go's runtime. */
function benchDiagnostics(): void {
  const runtime = path.join(goRoot(), 'src/runtime');
  const files = readdirSync(runtime)
    .filter((name) => /\.(go|s)$/.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(runtime, name), 'utf8') }));
  const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
  const concerned = files.filter(({ text }) => mentionsVdso(text));
  const named = files.filter(({ text }) => findNames(text, 'go').length > 0);
  let found = 0;
  const time = (run: () => void): string => {
    const times = Array.from({ length: rounds }, () => {
      const started = performance.now();
      run();
      return performance.now() - started;
    });
    return spread(times, 1);
  };
  const test = time(() => files.filter(({ text }) => mentionsVdso(text)));
  const pass = time(() => {
    found = 0;
    for (const { text } of files)
      if (mentionsVdso(text)) found += wrongHashes(findHashLiterals(text, 'go')).length;
  });
  const slowest = Math.max(
    ...concerned.map(({ text }) => {
      const started = performance.now();
      wrongHashes(findHashLiterals(text, 'go'));
      return performance.now() - started;
    }),
  );
  const sources = files
    .filter(({ name }) => name.endsWith('.go'))
    .map(({ name }) => path.join(runtime, name));
  const gofmt = time(() => execFileSync('gofmt', ['-l', ...sources], { stdio: 'ignore' }));
  printTable(
    `Diagnostics of ${runtime}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ms: median of ${rounds} (range)`,
    ['', 'ms', 'note'],
    [
      ['test alone', test, `${concerned.length} files mention a vDSO`],
      [
        'test and diagnostics',
        pass,
        `${named.length} files have names in quotes; ${found} constants are wrong`,
      ],
      ['slowest file', slowest.toFixed(1), 'what a pause in typing can cost'],
      ['gofmt -l', gofmt, 'a process that parses and prints the same Go files'],
    ],
  );
}

function goRoot(): string {
  return execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
}
