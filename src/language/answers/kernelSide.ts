/**
 * In the kernel's own sources: under which node a function is exported and since when, and what becomes of who looks a
 * function or a node up when it is gone. By the catalogue: this machine's image is of another build.
 */

import { matchesAbi } from '../../consumers/abi.ts';
import { catalog } from '../../consumers/catalog/index.ts';
import { kernelExports } from '../../consumers/catalog/kernelExports.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../../consumers/model.ts';
import { inRange, newestRelease } from '../../consumers/releases.ts';
import { rowsWith } from '../../consumers/verdict/kernelHistory.ts';
import type { Effect } from '../english/kernel.ts';
import { isFor, type SourceArch } from '../source/sourceArch.ts';
import { archText as archName, kernel as say, words } from '../words.ts';
import type { Live } from './hoverContext.ts';
import { code } from './markdown.ts';
import { namePlaces } from './namePlaces.ts';
import { sinceShown } from './since.ts';

interface Wanted {
  readonly kind: 'symbol' | 'version';
  readonly name: string;
}

/** The worst first; what most do comes last. */
const order: readonly Effect[] = ['crash', 'refuses', 'elsewhere', 'none', 'call'];
const shown = 4;

/** @param told the answer has named the architectures, and since when they export it */
export function kernelSide(
  wanted: Wanted,
  arch: SourceArch | undefined,
  live: Live,
  told: boolean,
): readonly string[] {
  const here = exported(wanted, arch, live, told);
  const effects = ifItGoes(effectsOf(wanted, arch, live));
  return [...here, ...(here.length > 0 && effects.length === 0 ? [say.nobody] : effects)];
}

function exported(
  { kind, name }: Wanted,
  arch: SourceArch | undefined,
  live: Live,
  told: boolean,
): readonly string[] {
  if (kind === 'version') return [];
  const byNode = new Map<string, Set<string>>();
  const places = namePlaces(arch, live).flatMap((place) => place.arch ?? []);
  for (const each of places.length > 0 ? places : Object.keys(kernelExports)) {
    for (const row of rowsWith(kernelExports[each], name)) {
      const on = byNode.get(row.node) ?? new Set();
      byNode.set(row.node, on.add(say.place(archName(each), sinceShown(words.report.sinceText(row)))));
    }
  }
  const bare = told && byNode.size === 1;
  const nodes = [...byNode].map(([node, on]) => say.underNode(code(node), bare ? [] : [...on]));
  return nodes.length === 0 ? [] : [say.exportedUnder(nodes)];
}

function ifItGoes(effects: ReadonlyMap<Effect, readonly string[]>): readonly string[] {
  const groups = order.flatMap((effect) => {
    const names = effects.get(effect);
    return names ? [{ effect, names }] : [];
  });
  if (groups.length === 0) return [];
  const sentence = groups.map(({ effect, names }, at) => {
    const last = at === groups.length - 1;
    const who = say.names(names.slice(0, shown), names.length - shown);
    return { effect, who: !last || names.length === 1 ? who : at === 0 ? say.each : say.others };
  });
  return [say.ifItGoes(sentence)];
}

/** By effect, the names of the consumers; each under the worst of its ports. */
export function effectsOf(
  wanted: Wanted,
  arch: SourceArch | undefined,
  live: Live,
): ReadonlyMap<Effect, readonly string[]> {
  const found = new Map<Effect, string[]>();
  for (const consumer of catalog) {
    const release = newestRelease(consumer);
    const of = consumer.arches
      .filter((port) => inRange(port, release) && isPort(port, arch, live))
      .flatMap((port) =>
        port.keys
          .filter((key) => inRange(key, release) && asks(key, port, consumer, wanted))
          .map((key) => effectOf(key, port)),
      );
    const worst = order.find((effect) => of.includes(effect));
    // Where it takes one name for the other, it is the system call that another port makes that counts.
    const told = of.includes('call') && worst !== 'crash' && worst !== 'refuses' ? 'call' : worst;
    if (told !== undefined) found.set(told, [...(found.get(told) ?? []), consumer.name]);
  }
  return found;
}

function isPort(port: CatalogArch, arch: SourceArch | undefined, live: Live): boolean {
  if (arch !== undefined) return isFor(arch, port);
  return live.kind !== 'image' || matchesAbi(port, live.image.image.header);
}

function asks(
  key: CatalogKey,
  port: CatalogArch,
  consumer: CatalogConsumer,
  { kind, name }: Wanted,
): boolean {
  if (key.need || key.unasked) return false;
  if (kind === 'symbol') return key.symbol === name;
  const compared = consumer.lookup.version !== 'none' || key.nodeCompared === true;
  return compared && (key.version ?? port.version?.name) === name;
}

function effectOf(key: CatalogKey, { groups = [] }: CatalogArch): Effect {
  if (key.missing === 'crash' || key.missing === 'refuses') return key.missing;
  if (key.missing === 'not-missed') return 'none';
  const served = groups.some(({ kind, symbols }) => kind !== 'needs-last' && symbols.includes(key.symbol));
  return key.elsewhere || served ? 'elsewhere' : 'call';
}
