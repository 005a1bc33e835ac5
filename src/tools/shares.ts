/**
 * Windows names that reach beyond this machine's disks. Merely looking at a share (\\server\share) contacts that server
 * and tells it who asks, so that nothing here touches one.
 */
import { type FileNames, isBelow } from './fileNames.ts';

/** As many links as Linux follows before it says ELOOP. */
const MAX_LINKS = 40;

/** CON, NUL, COM1 and the like are devices in every folder, whatever follows the name (Win32 file naming). */
const DEVICE =
  /^(con|prn|aux|nul|conin\$|conout\$|com[\d\u00b9\u00b2\u00b3]|lpt[\d\u00b9\u00b2\u00b3]) *([.:]|$)/i;

/**
 * Whether a path names a share or a device, or a link on its way leads to one. Not for a share that is an open folder:
 * the user opened that. Elsewhere than on Windows nothing does.
 */
export async function leadsToShare(
  path: string,
  folders: readonly string[],
  names: FileNames,
): Promise<boolean> {
  if (names.path.sep !== '\\') return false;
  let left = names.path.resolve(path);
  for (let links = 0; links <= MAX_LINKS; links++) {
    const opened = folders.find((folder) => isBelow(left, folder, names));
    // \\server\share, \\?\UNC\server\share, \\.\device
    if (opened === undefined && left.startsWith('\\\\')) return true;
    const start = opened ?? names.path.parse(left).root;
    const segments = names.path.relative(start, left).split('\\').filter(Boolean);
    if (segments.some((segment) => DEVICE.test(segment))) return true;
    const next = await firstLink(start, segments, names);
    if (next === undefined) return false;
    left = next;
  }
  return true;
}

/** The path with its first link followed; undefined when there is none. */
async function firstLink(
  start: string,
  segments: readonly string[],
  { path: rules, readlink }: FileNames,
): Promise<string | undefined> {
  let at = start;
  for (const [index, segment] of segments.entries()) {
    const target = await readlink(rules.join(at, segment)).catch(() => undefined);
    if (target !== undefined) return rules.resolve(at, target, ...segments.slice(index + 1));
    at = rules.join(at, segment);
  }
  return undefined;
}
