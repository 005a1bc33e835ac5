/** What is known of Linux to keys that nobody can search here: whether it exports the function there, in which node, since when. */
import { abis } from '../../consumers/abi.ts';
import { kernelExports } from '../../consumers/catalog/kernelExports.ts';
import type { CatalogArch } from '../../consumers/model.ts';
import { inRange } from '../../consumers/releases.ts';
import { rowsWith } from '../../consumers/verdict/kernelHistory.ts';
import { isFor, type SourceArch } from '../source/sourceArch.ts';
import { listText as list, hovers as say, words } from '../words.ts';
import type { KeyFact } from './facts.ts';
import { archsOf } from './keyWords.ts';
import { code, literal } from './markdown.ts';
import { sinceShown } from './since.ts';

/** @param keys of one consumer, one name and one node */
export function inVain(keys: readonly KeyFact[], arch: SourceArch | undefined): readonly string[] {
  const lacking = keys
    .map((key) => ({ key, lack: lackOf(key, arch) }))
    .filter(({ lack }) => lack !== undefined);
  const [first] = lacking;
  if (!first) return [];
  const archs = lacking.length === keys.length ? undefined : list(archsOf(lacking.map(({ key }) => key)));
  const nodes = [...new Set(lacking.flatMap(({ lack }) => lack ?? []))];
  // Both at once would need a sentence for each.
  if (nodes.length > 0 && lacking.some(({ lack }) => lack?.length === 0)) return [];
  return [
    nodes.length === 0
      ? say.notExported(code(first.key.symbol), archs)
      : say.otherNode(nodes.map(code), archs),
  ];
}

/** Since when it can be found, where that is to be told and the same for all. */
export function thereSince(keys: readonly KeyFact[], arch: SourceArch | undefined): readonly string[] {
  const rows = keys.flatMap((key) =>
    kernelsOf(key, arch).flatMap((each) => rowsWith(kernelExports[each], key.symbol)),
  );
  const [since = '', ...others] = new Set(rows.map((row) => sinceShown(words.report.sinceText(row))));
  return since === '' || others.length > 0 ? [] : [say.thereSince(literal(since))];
}

/** The nodes in which Linux has the function instead, none where it has it in none; undefined where nothing is in the way. */
function lackOf(key: KeyFact, arch: SourceArch | undefined): readonly string[] | undefined {
  const { consumer, release, symbol, version } = key;
  const kernels = kernelsOf(key, arch);
  if (kernels.length === 0) return undefined;
  const rows = kernels.flatMap((each) => rowsWith(kernelExports[each], symbol));
  const compared =
    consumer.lookup.version !== 'none' ||
    portOf(key)?.keys.some((each) => each.symbol === symbol && inRange(each, release) && each.nodeCompared);
  if (rows.length === 0) return [];
  if (!compared || version === undefined || rows.some(({ node }) => node === version)) return undefined;
  return rows.map(({ node }) => node);
}

/** Those that the key's port is for, as kernelExports.ts names them, of the file's architectures. */
function kernelsOf(key: KeyFact, arch: SourceArch | undefined): readonly string[] {
  const port = portOf(key);
  const rows = arch?.rows ?? abis;
  return port
    ? [...new Set(rows.filter((row) => isFor({ rows: [row] }, port)).flatMap(({ kernel }) => kernel ?? []))]
    : [];
}

/** undefined where the key has the file's name for its architecture. */
function portOf({ consumer, release, arch }: KeyFact): CatalogArch | undefined {
  return consumer.arches.find((each) => each.arch === arch && inRange(each, release));
}
