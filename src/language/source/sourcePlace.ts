/** For whom a place in a source is: which architectures, and which system. */
import { kernelExports } from '../../consumers/catalog/kernelExports.ts';
import type { Condition } from './condition.ts';
import { archAt, withRows } from './conditions.ts';
import { goPlatform } from './goPlatform.ts';
import { isOfGo } from './owners.ts';
import { type SourceArch, sourceArch } from './sourceArch.ts';

export interface SourcePlace {
  /** undefined where nothing says, and it may be this machine's. */
  readonly arch?: SourceArch;
  /** Another one than Linux: "freebsd". */
  readonly system?: string;
  /** Of Go itself: its runtime, the packages that belong to it, and a name that is said to be the runtime's. */
  readonly ofGo: boolean;
}

export interface Surroundings {
  readonly path: string;
  readonly isGo: boolean;
  /** Of the document: empty where it has none, or they are not known. */
  readonly conditions: readonly Condition[];
  /** Of the document, or of what is known of it. */
  readonly text: string;
}

/** A symbol or a node. */
interface Name {
  readonly kind: 'symbol' | 'version';
  readonly name: string;
}

/**
 * One function for all places of a document: its path is looked into once. It takes an offset in the text, and the name
 * that is there: what stands in the same call with that narrows it down.
 */
export function sourcePlaces({
  path,
  isGo,
  conditions,
  text,
}: Surroundings): (offset: number, name: Name | undefined) => SourcePlace {
  const system = otherSystem(path, isGo);
  const ofGo = isGo && isOfGo(path, text);
  const ofFile = sourceArch(path, isGo);
  return (offset, name) => {
    const named = archAt(ofFile, conditions, offset);
    const arch = name && !isGo ? besidePartner(named, name, text, offset) : named;
    return { ofGo, ...(arch && { arch }), ...(system !== undefined && { system }) };
  };
}

const systems =
  /^(?:freebsd|netbsd|openbsd|dragonfly|darwin|macos|windows|plan9|solaris|illumos|aix|fuchsia)$/;

/** By the name of the file or of a folder; Android's files are Linux's. */
function otherSystem(path: string, isGo: boolean): string | undefined {
  if (isGo) {
    const { os } = goPlatform(path);
    return os === undefined || os === 'linux' || os === 'android' ? undefined : os;
  }
  const parts = path
    .toLowerCase()
    .replace(/\.[^/]*$/, '')
    .split('/');
  const file = parts.at(-1)?.split('_').at(-1) ?? '';
  return [...parts, file].findLast((part) => systems.test(part));
}

/** How far a call goes. */
const reach = 300;

/** vdso_sym("LINUX_4.15", "__vdso_clock_gettime"): those on which Linux has this symbol in this node. */
function besidePartner(
  arch: SourceArch | undefined,
  { kind, name }: Name,
  text: string,
  offset: number,
): SourceArch | undefined {
  const before = /[^;{}#]*$/.exec(text.slice(Math.max(0, offset - reach), offset))?.[0] ?? '';
  const after = /^[^;{}#]*/.exec(text.slice(offset, offset + reach))?.[0] ?? '';
  const wanted = kind === 'symbol' ? /"(LINUX_\d[\w.]*)/g : /"(__(?:vdso|kernel)_\w+)/g;
  const partners = new Set([...`${before}${after}`.matchAll(wanted)].map(([, partner]) => partner));
  const [partner] = partners;
  if (partners.size !== 1 || partner === undefined) return arch;
  const [node, symbol] = kind === 'symbol' ? [partner, name] : [name, partner];
  return withRows(arch, ({ kernel }) =>
    (kernelExports[kernel ?? ''] ?? []).some(
      (each) => each.node === node && each.symbols.split(' ').includes(symbol),
    ),
  );
}
