/** The command that shows a lookup in a terminal, for a POSIX shell (XCU 2.2; $'…' of its issue 8, which bash and zsh have). */
import type { ConsumerFinding, KeyFinding } from '../../consumers/model.ts';
import { shown } from '../../elf/bytes/printable.ts';
import type { SourceInfo } from '../../elf/imageSource.ts';
import { parseName } from './nameQuery.ts';

/** Means itself in every shell. */
const PLAIN = /^[\w@%+=:,./-]+$/;
const ENCODER = new TextEncoder();

/**
 * Undefined where no command shows the same: of an image that is in no file and no process, of keys that a program
 * has of its own, and of names that are written in no command.
 */
export function lookupCommand(
  source: SourceInfo,
  { id, release, program }: ConsumerFinding,
  { symbol, version, need }: KeyFinding,
): string | undefined {
  const image = imageWords(source);
  const text = version === undefined ? symbol : `${symbol}@${version}`;
  const read = parseName(text);
  if (image === undefined || program !== undefined || need !== undefined) return undefined;
  if (read?.name !== symbol || read.version !== version) return undefined;
  const name = shellWord(text);
  // What begins with a dash would be an option.
  const lookup = text.startsWith('-') ? `--lookup=${name}` : `--lookup ${name}`;
  const consumer = shellWord(release === '' ? id : `${id}@${release}`);
  return `vdso-explorer ${image} ${lookup} --consumer ${consumer}`;
}

function imageWords({ kind, pid, path, members }: SourceInfo): string | undefined {
  if (kind === 'live') return '--live';
  if (kind === 'process') return pid === undefined ? undefined : `--pid ${pid}`;
  if (path === undefined || path === '') return undefined;
  const file = shellWord(path.startsWith('-') ? `./${path}` : path);
  if (members !== undefined) return `${file} --image=${shellWord(members.join(': '))}`;
  // A core dump has one image; of a kernel's several nothing tells which it is.
  return kind === 'kernel' ? undefined : file;
}

/**
 * One word of a command, whatever it holds but NUL; nothing in it that is not seen or that acts on a terminal. In a
 * shell without $'…' it is another text, but still one word: the only quotes in it are those around it.
 */
export function shellWord(text: string): string {
  if (PLAIN.test(text)) return text;
  // Backslashes alone make `shown` no other text.
  if (shown(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  let word = '';
  for (const character of text) {
    if (character === '\\') word += '\\\\';
    else if (character !== "'" && shown(character) === character) word += character;
    else for (const byte of ENCODER.encode(character)) word += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `$'${word}'`;
}
