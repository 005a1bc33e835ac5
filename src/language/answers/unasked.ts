/** Ports on which a consumer does not look a function up although Linux exports it there. */
import { type AbiRow, abis } from '../../consumers/abi.ts';
import { go } from '../../consumers/catalog/go.ts';
import { goName } from '../../consumers/catalog/goNames.ts';
import { namesOn } from '../../consumers/functionNames.ts';
import type { CatalogArch, CatalogConsumer } from '../../consumers/model.ts';
import { inRange, nearestRelease } from '../../consumers/releases.ts';
import { archFamily } from '../source/goPlatform.ts';
import { isFor, type SourceArch } from '../source/sourceArch.ts';
import { type HoverTarget, nameOf } from '../source/subject.ts';
import { hovers as say } from '../words.ts';
import type { Asked } from './asked.ts';
import { newestKeys } from './facts.ts';
import { archsOf } from './keyWords.ts';
import { code } from './markdown.ts';

/** Names in a row; one more is as short as "and 1 more". */
const shown = 3;

/** Of a variable of Go or of another consumer: in the file's own architectures, and for Go in all. */
export function unaskedLines(target: HoverTarget, { arch, facts, releaseOf }: Asked): readonly string[] {
  const variable = variableOf(target);
  if (variable === undefined) return [];
  const { consumer, name } = variable;
  const ports = unaskedPorts(consumer, name, consumer === go ? undefined : arch, releaseOf(consumer.id));
  const archs = archsOf(ports);
  if (archs.length === 0) return [];
  const symbols = (of: readonly UnaskedPort[]) => [...new Set(of.flatMap((port) => port.symbols))].map(code);
  // That there is no such key has been told.
  const here = facts.kind === 'symbol' ? facts.go?.arch : undefined;
  const told = ports.filter(({ arch: each }) => here !== undefined && archFamily(each) === archFamily(here));
  if (here !== undefined && told.length > 0) return [say.exportedThere(symbols(told), here)];
  const all = archs.length <= shown + 1;
  return [say.unasked(all ? archs : archs.slice(0, shown), all ? 0 : archs.length - shown, symbols(ports))];
}

interface Variable {
  readonly consumer: CatalogConsumer;
  readonly name: string;
}

/** One variable only: of a list of all functions nothing can be missing. */
function variableOf(target: HoverTarget): Variable | undefined {
  if (target.kind === 'name') {
    const name = goName(nameOf(target))?.of ?? nameOf(target);
    return name.endsWith('Sym') ? { consumer: go, name } : undefined;
  }
  if (target.kind !== 'term') return undefined;
  const variables = new Map(
    target.keys.map(({ consumer, key }) => [
      `${consumer.id} ${key.variable}`,
      { consumer, name: key.variable ?? '' },
    ]),
  );
  const [only] = variables.values();
  return variables.size === 1 ? only : undefined;
}

interface UnaskedPort {
  /** The consumer's name of it. */
  readonly arch: string;
  readonly port: CatalogArch;
  /** What Linux calls the function there. */
  readonly symbols: readonly string[];
}

/** In the order of the catalogue: those that ask for the function neither by this variable nor by another one. */
function unaskedPorts(
  consumer: CatalogConsumer,
  variable: string,
  arch: SourceArch | undefined,
  wanted: string | undefined,
): readonly UnaskedPort[] {
  const release = nearestRelease(consumer, wanted);
  const asked = `${consumer.id} ${release} ${variable}`;
  const ports = known.get(asked) ?? findPorts(consumer, variable, release);
  known.set(asked, ports);
  return ports.filter(({ port }) => arch === undefined || isFor(arch, port));
}

/** By consumer, release and variable, which are the catalogue's. */
const known = new Map<string, readonly UnaskedPort[]>();

function findPorts(consumer: CatalogConsumer, variable: string, release: string): readonly UnaskedPort[] {
  const all = newestKeys(consumer, undefined, release);
  const wantedNames = new Set(all.flatMap((key) => (key.variable === variable ? [key.symbol] : [])));
  return consumer.arches
    .filter((port) => inRange(port, release))
    .flatMap((port) => {
      const asked = all.filter((key) => key.arch === port.arch).map(({ symbol }) => symbol);
      const symbols = rowsOf(port).flatMap(({ kernel = '' }) =>
        [...wantedNames].flatMap((each) => namesOn(kernel, each)),
      );
      if (symbols.length === 0 || symbols.some((each) => asked.includes(each))) return [];
      return [{ arch: port.arch, port, symbols: [...new Set(symbols)] }];
    });
}

function rowsOf(port: CatalogArch): readonly AbiRow[] {
  return abis.filter((row) => isFor({ rows: [row] }, port));
}
