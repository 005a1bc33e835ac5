/** Who looks a name up, by the catalogue, and whether it is found in the live image. */
import { catalog } from '../../consumers/catalog/index.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey, KeyFinding } from '../../consumers/model.ts';
import { inRange, newestRelease } from '../../consumers/releases.ts';
import { consumerSentences as say } from '../english/consumers.ts';
import type { NamedKey } from '../source/consumerNames.ts';
import { isFor, type SourceArch } from '../source/sourceArch.ts';
import type { LiveLookups } from './liveImage.ts';
import { bullets, code, literal, reason, revealLink } from './markdown.ts';

/** One entry of the list of who looks a name up. */
interface Asking {
  readonly consumer: CatalogConsumer;
  readonly variables: readonly string[];
  /** In the live image; undefined where none was asked. */
  readonly found?: boolean;
}

/**
 * "Looked up by", for a symbol or a version node.
 * @param live the image to look into; undefined where the file is for another architecture or there is none
 * @param arch only ports for it; undefined: the live image's, or all
 */
export function lookedUpBy(
  name: string,
  live: LiveLookups | undefined,
  arch: SourceArch | undefined,
  except?: string,
): readonly string[] {
  const asking = catalog
    .filter(({ id }) => id !== except)
    .flatMap((consumer) => askingOf(consumer, name, live, arch));
  if (asking.length === 0) return [];
  const names = asking.map(({ consumer, variables, found }) => {
    // No-break spaces: neither a mark nor a dot stands alone at a line's end or beginning.
    const mark = found === undefined ? '' : found ? '✔\u00a0' : '✘\u00a0';
    const [variable] = variables;
    return `${mark}${consumer.name}${variable === undefined ? '' : ` ${code(variable)}`}`;
  });
  const where = live ? say.here : arch ? say.onArch(arch.name) : say.anywhere;
  return [say.lookedUpBy(where, names.join('\u00a0· '), except !== undefined)];
}

function askingOf(
  consumer: CatalogConsumer,
  name: string,
  live: LiveLookups | undefined,
  arch: SourceArch | undefined,
): readonly Asking[] {
  const finding = live?.finding(consumer.id);
  if (live) {
    const keys = finding?.keys.filter((key) => key.symbol === name || key.version === name) ?? [];
    if (keys.length === 0) return [];
    const found = keys.some(({ outcome }) => outcome === 'found');
    return [{ consumer, variables: keys[0]?.symbol === name ? variablesOf(keys) : [], found }];
  }
  const keys = portsOf(consumer, arch).flatMap((port) =>
    keysOf(consumer, port).filter(
      (key) => key.symbol === name || (key.version ?? port.version?.name) === name,
    ),
  );
  if (keys.length === 0) return [];
  return [{ consumer, variables: keys[0]?.symbol === name ? variablesOf(keys) : [] }];
}

function variablesOf(keys: readonly { readonly variable?: string }[]): readonly string[] {
  return [...new Set(keys.flatMap(({ variable }) => (variable === undefined ? [] : [variable])))];
}

/** The newest release's ports, and their keys. */
function portsOf(consumer: CatalogConsumer, arch: SourceArch | undefined): readonly CatalogArch[] {
  const release = newestRelease(consumer);
  return consumer.arches.filter((port) => inRange(port, release) && (!arch || isFor(arch, port)));
}

function keysOf(consumer: CatalogConsumer, port: CatalogArch): readonly CatalogKey[] {
  const release = newestRelease(consumer);
  return port.keys.filter((key) => inRange(key, release));
}

/** What a consumer's variable, pointer or macro stands for, here or by the catalogue. */
export function keyAnswers(
  keys: readonly NamedKey[],
  live: LiveLookups | undefined,
  arch: SourceArch | undefined,
): readonly string[] {
  const wanted = arch ? keys.filter((each) => isFor(arch, each.arch)) : keys;
  if (!live) {
    const lines = wanted.map(({ consumer, arch: port, key }) =>
      say.wouldLookUp(
        consumer.name,
        port.arch,
        code(key.symbol),
        nodeOf(key.version ?? port.version?.name),
        literal(key.fallback),
      ),
    );
    return lines.length === 0 ? [] : [bullets([...new Set(lines)])];
  }
  const answers = uniqueConsumers(wanted).flatMap(({ consumer, key: { variable } }) => {
    const finding = live.finding(consumer.id);
    return (finding?.keys ?? [])
      .filter((key) => key.variable === variable)
      .map((key) => keyAnswer(consumer.name, key, live));
  });
  return [answers.length > 0 ? bullets(answers) : say.notOnThisMachine];
}

function keyAnswer(consumer: string, key: KeyFinding, live: LiveLookups): string {
  const { symbol, version, value, why, cause, fallback } = key;
  const name = `${code(symbol)}${nodeOf(version)}`;
  if (key.outcome === 'found' && value !== undefined) {
    const link = revealLink(say.show, { table: 'symbols', name: symbol });
    return `${say.found(consumer, name, code(live.offsetText(value)))} ${link}`;
  }
  const reasons = [why, ...(cause ? [cause] : [])].map(reason).join(' ');
  return say.notFound(consumer, name, reasons, literal(fallback));
}

function nodeOf(version: string | undefined): string {
  return version === undefined ? '' : say.inNode(code(version));
}

function uniqueConsumers(keys: readonly NamedKey[]): readonly NamedKey[] {
  return keys.filter(
    ({ consumer, key }, at) =>
      keys.findIndex((each) => each.consumer === consumer && each.key.variable === key.variable) === at,
  );
}
