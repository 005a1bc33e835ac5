/**
 * Links that can be shared: `vscode://PUBLISHER.vdso-explorer/live?table=keys` and
 * `…/file?path=/boot/vdso.so&table=symbols&name=__vdso_getcpu`. Anybody may have written one, on a web page too: what is
 * not wholly of this form is none, and a file is opened after a question only.
 */
import { shown } from '../elf/bytes/printable.ts';
import type { ImageTableId, RevealTarget } from '../protocol.ts';
import { nodeHost } from '../sources/nodeHost.ts';

export interface Link {
  /** The live image where there is no file. */
  readonly file?: string;
  readonly target?: RevealTarget;
}

const TABLES: readonly ImageTableId[] = [
  'symbols',
  'versions',
  'gnuBuckets',
  'sysvBuckets',
  'keys',
  'segments',
  'sections',
  'dynamic',
  'relocations',
  'notes',
  'problems',
];
/** PATH_MAX of Linux; and more than any name that a reader could look at. */
const LONGEST_PATH = 4096;
const LONGEST_NAME = 256;
/** Neither spaces nor what is not seen. */
const NAME = /^[\p{L}\p{N}\p{P}\p{S}]+$/u;

/** undefined for what is no such link. @param query decoded once, as a Uri of VS Code has it */
export function parseLink(uri: { readonly path: string; readonly query: string }): Link | undefined {
  if (uri.path !== '/live' && uri.path !== '/file') return undefined;
  const given = new URLSearchParams(uri.query);
  const known = ['table', 'name', 'consumer', ...(uri.path === '/file' ? ['path'] : [])];
  for (const key of given.keys()) if (!known.includes(key) || given.getAll(key).length > 1) return undefined;
  const target = targetOf(given.get('table'), given.get('name'), given.get('consumer'));
  if (target === 'none') return undefined;
  if (uri.path === '/live') return target === undefined ? {} : { target };
  const file = given.get('path') ?? '';
  if (!nodeHost.isAbsolute(file) || file.length > LONGEST_PATH || shown(file) !== file) return undefined;
  return target === undefined ? { file } : { file, target };
}

/** @param consumer whose key, by its id: says nothing of other tables, nor of a whole one */
function targetOf(
  table: string | null,
  name: string | null,
  consumer: string | null,
): RevealTarget | undefined | 'none' {
  if (consumer !== null && (table !== 'keys' || name === null || !isName(consumer))) return 'none';
  if (table === null && name === null) return undefined;
  const known = TABLES.find((each) => each === (table ?? 'symbols'));
  if (known === undefined) return 'none';
  if (name === null) return { table: known };
  return isName(name) ? { table: known, name, ...(consumer !== null && { consumer }) } : 'none';
}

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text) && shown(text) === text;
}
