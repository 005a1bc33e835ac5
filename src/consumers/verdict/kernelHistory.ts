/** Why an image lacks a symbol: its maker never had it, is too old or too new for it, or was configured without. */
import { STT_FUNC } from '../../elf/format/constants.ts';
import type { ElfImage } from '../../elf/model.ts';
import { type Abi, abiOf } from '../abi.ts';
import {
  type KernelExports,
  kernelExports,
  NEWEST,
  OLDEST,
  proposedExports,
} from '../catalog/kernelExports.ts';
import { type OtherMaker, otherMakers } from '../catalog/otherExports.ts';
import { hasSymbol } from '../hasSymbol.ts';
import type { Provider } from '../model.ts';
import type { Maker, Reason } from '../reasons.ts';
import { compareReleases } from '../releases.ts';

/**
 * undefined where the image has the symbol, where it has too many to look, and where nothing is known of
 * its architecture.
 */
export function causeOfAbsence(
  image: ElfImage,
  provider: Provider,
  symbol: string,
  node: string | undefined,
): Reason | undefined {
  const abi = abiOf(image.header);
  const present = hasSymbol(image, symbol);
  if (present === undefined) return undefined;
  const isAbsent = !present;
  const other = otherMakers[provider.kind];
  if (other !== undefined) {
    return isAbsent ? absenceFromOther(provider.kind, other, abi, symbol, node) : undefined;
  }
  const who = provider.kind === 'uml' ? 'uml' : 'linux';
  const rows = kernelExports[(provider.kind === 'uml' ? 'um-' : '') + abi.kernel];
  if (rows === undefined) return undefined;
  const exported = rowsWith(rows, symbol);
  const right = exported.find((row) => node === undefined || row.node === node);
  const [first] = exported;
  if (first === undefined) return isAbsent ? neverExported(who, abi, symbol) : undefined;
  if (right === undefined) {
    return {
      code: 'exported-in-other-node',
      args: { who, symbol, node: node ?? '', kernelNode: first.node },
    };
  }
  if (!isAbsent) return undefined;
  if (abi.kernel === 'arm' && provider.release !== undefined) {
    const blanked = blankedNames(image);
    if (blanked > 0) return { code: 'kernel-blanked', args: { symbol, count: blanked } };
  }
  return absence(who, symbol, right, provider.release);
}

/** Why an image lacks Linux's version note, or why a consumer does not get to it. */
export function causeOfMissingNote(image: ElfImage, provider: Provider): Reason {
  const note = image.notes.find(({ meaning }) => meaning?.kind === 'linux-version');
  if (note !== undefined) return { code: 'note-out-of-step', args: { offset: note.range.offset } };
  const { kind } = provider;
  return otherMakers[kind] === undefined
    ? { code: 'note-gone', args: {} }
    : { code: 'note-of-linux', args: { who: kind } };
}

/** What Linux's history has under this name, in any node. */
export function rowsWith(rows: readonly KernelExports[] | undefined, symbol: string): KernelExports[] {
  return (rows ?? []).filter((row) => row.symbols.split(' ').includes(symbol));
}

/** The configuration that a kernel needs to have an export; undefined where it always has it. */
export function conditionIn({ conditions }: KernelExports, kernel: string): string | undefined {
  return conditions?.findLast(([since]) => compareReleases(kernel, since) >= 0)?.[1];
}

function neverExported(who: Maker, abi: Abi, symbol: string): Reason {
  const args = { who, symbol, abi: abi.id, oldest: OLDEST, newest: NEWEST };
  const proposed = proposedExports.get(symbol);
  if (proposed?.abis.split(' ').includes(abi.kernel ?? '')) {
    return { code: 'proposed', args: { ...args, since: proposed.since } };
  }
  return { code: 'never-exported', args };
}

function absenceFromOther(
  who: Maker,
  { exports }: OtherMaker,
  abi: Abi,
  symbol: string,
  node: string | undefined,
): Reason {
  const nodes = exports[abi.kernel ?? ''];
  if (nodes === undefined) return { code: 'maker-unread', args: { who, abi: abi.id } };
  const has = Object.values(nodes).some((names) => names.split(' ').includes(symbol));
  if (has) return { code: 'maker-changed', args: { who, symbol } };
  const linux = rowsWith(kernelExports[abi.kernel ?? ''], symbol).find(
    (row) => node === undefined || row.node === node,
  );
  const args = {
    who,
    symbol,
    ...(linux === undefined ? {} : { since: linux.since }),
    ...(linux?.last === undefined ? {} : { last: linux.last }),
    oldest: OLDEST,
  };
  return { code: 'maker-never', args };
}

function absence(who: Maker, symbol: string, row: KernelExports, kernel: string | undefined): Reason {
  const { since, notIn, last } = row;
  if (kernel === undefined) {
    if (last !== undefined) return { code: 'exported-until', args: { symbol, last } };
    return { code: since === OLDEST ? 'exported-by-all' : 'exported-since', args: { symbol, since } };
  }
  const args = { who, symbol, kernel, since };
  const release = minor(kernel);
  if (compareReleases(kernel, since) < 0) {
    if (since === OLDEST) return { code: 'kernel-unread', args };
    if (notIn === undefined || compareReleases(release, notIn) <= 0) return { code: 'kernel-older', args };
    return { code: 'kernel-maybe-older', args: { ...args, before: notIn } };
  }
  if (last !== undefined && compareReleases(release, last) > 0) {
    return { code: 'kernel-dropped', args: { ...args, last } };
  }
  if (compareReleases(release, NEWEST) > 0)
    return { code: 'kernel-newer', args: { ...args, newest: NEWEST } };
  const condition = conditionIn(row, kernel);
  if (condition !== undefined) return { code: 'kernel-configured-off', args: { ...args, condition } };
  return { code: 'kernel-without', args };
}

/** arch/arm/kernel/vdso.c patch_vdso() sets st_name to 0 at boot when the counter cannot be used. */
function blankedNames({ symbols }: ElfImage): number {
  let count = 0;
  for (let i = 1; i < symbols.length; i++) {
    const isFunction = (symbols.info(i) & 15) === STT_FUNC;
    if (isFunction && symbols.version(i)?.kind === 'definition' && symbols.name(i) === '') count++;
  }
  return count;
}

function minor(release: string): string {
  return release.split('.').slice(0, 2).join('.');
}
