/**
 * Demangled names against llvm-cxxfilt, all of libstdc++; with `npm run test:oracle -- --all` those of LLVM, Rust and
 * every other library of the system, too. And against c++filt, which spells some things differently.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { demangle, MAX_DEMANGLED } from '../../src/demangle/demangle.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { tool } from '../support/tool.ts';
import { systemElfFiles } from './systemFiles.ts';

const all = process.env['ORACLE'] === 'all';
const llvm = tool('llvm-cxxfilt');
const gnu = tool('GNU readelf');
const libraries = systemElfFiles()
  .filter(({ path }) => /\/libstdc\+\+\.so/.test(path) || (all && /\.so(\.|$)/.test(path)))
  .map(({ path }) => path);
const tally = { names: 0, same: 0, tooLong: 0, ofOurs: 0 };

after(() => console.log(`demangled names: ${JSON.stringify(tally)}`));

async function mangledNames(path: string): Promise<readonly string[]> {
  const result = await readElf(memorySource(await readFile(path)));
  if (result.kind !== 'elf') return [];
  const { symbols } = result.image;
  const names = new Set<string>();
  for (let at = 1; at < symbols.length; at++) names.add(symbols.name(at));
  return [...names].filter((name) => /^_[ZR][\w$.]+$/.test(name));
}

function filtered(program: string, names: readonly string[]): readonly string[] {
  const input = `${names.join('\n')}\n`;
  return execFileSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 30 }).split('\n');
}

/** Known differences, all of them ours by intent. */
function isOurs(name: string, peer: string): boolean {
  // LLVM knows no transactions, gives constructors of what has no name none, and leaves Rust's old escapes.
  return name.startsWith('_ZGTt') || /::~?\(/.test(peer) || /17h[\da-f]{16}E/.test(name);
}

for (const path of libraries)
  test(`${path} as llvm-cxxfilt has it`, { skip: llvm.skip }, async () => {
    const names = await mangledNames(path);
    const peers = filtered(llvm.path, names);
    const wrong: string[] = [];
    names.forEach((name, at) => {
      const peer = peers[at] ?? '';
      const own = demangle(name) ?? name;
      tally.names++;
      if (own === peer) tally.same++;
      else if (own === name && peer.length > MAX_DEMANGLED) tally.tooLong++;
      else if (isOurs(name, peer)) tally.ofOurs++;
      else wrong.push(`${name}: ${own}, not ${peer}`);
    });
    assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} of ${names.length}`);
  });

/** As c++filt spells it: blanks between brackets, abbreviations written out, nullptr_t by what it is. */
function asGnu(text: string): string {
  return text
    .replace(/operator<<? </g, (found) => found.replace(' <', '<'))
    .replaceAll('decltype(nullptr)', 'std::nullptr_t')
    .replaceAll(' >', '>')
    .replaceAll('std::basic_string<char, std::char_traits<char>, std::allocator<char>>', 'std::string')
    .replace(/std::basic_(i|o|io)stream<char, std::char_traits<char>>/g, 'std::$1stream')
    .replace(/ \[clone (.*?)\]/g, ' ($1)');
}

for (const path of libraries.filter((each) => each.includes('libstdc++')))
  test(`${path} as c++filt has it, but for spelling`, { skip: gnu.skip }, async () => {
    const names = await mangledNames(path);
    const peers = filtered('c++filt', names);
    const wrong = names.flatMap((name, at) => {
      const own = asGnu(demangle(name) ?? name);
      const peer = asGnu(peers[at] ?? '');
      return own === peer ? [] : [`${own}, not ${peer}`];
    });
    assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} of ${names.length}`);
  });
