/** The names of one vDSO function on all architectures: __vdso_clock_gettime here is __kernel_clock_gettime there. */
import { abis } from './abi.ts';
import { type KernelExports, kernelExports } from './catalog/kernelExports.ts';
import { otherMakers } from './catalog/otherExports.ts';

const PREFIX = /^__(?:vdso|kernel)_/;

/** Spellings that mean the same: s390's and parisc's variants, powerpc's trampolines. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['compat_restart_syscall', 'restart_syscall'],
  ['compat_sigreturn', 'sigreturn'],
  ['compat_rt_sigreturn', 'rt_sigreturn'],
  ['restart_syscall32', 'restart_syscall'],
  ['restart_syscall64', 'restart_syscall'],
  ['sigtramp32', 'sigtramp'],
  ['sigtramp_rt32', 'sigtramp'],
  ['sigtramp_rt64', 'sigtramp'],
  ['start_sigtramp_rt64', 'sigtramp'],
]);

/** What 64-bit architectures, whose seconds always had 64 bits, name without a suffix. */
const WITH_64_BITS: ReadonlyMap<string, string> = new Map([
  ['clock_gettime64', 'clock_gettime'],
  ['clock_getres_time64', 'clock_getres'],
]);

/** Architectures of kernelExports, in the order in which they are listed. */
const architectures: readonly string[] = [
  ...new Set(abis.flatMap(({ kernel }) => kernel ?? [])),
  'um-x86_64',
];

const WIDE: ReadonlySet<string> = new Set(architectures.filter((arch) => /64|s390x/.test(arch)));

/** A name without prefix and variant: "rt_sigreturn" of __kernel_compat_rt_sigreturn. */
export function functionOf(name: string): string {
  const plain = name.replace(PREFIX, '');
  return SAME.get(plain) ?? plain;
}

/** Whether it is the un-prefixed twin of another name. */
export function isBare(name: string): boolean {
  return !PREFIX.test(name);
}

/** One name of a function on one architecture. */
export interface NamedExport {
  readonly arch: string;
  readonly symbol: string;
  readonly history: KernelExports;
}

/** Every name under which Linux exports the function of this name; un-prefixed twins too for a bare name. */
export function exportsOf(name: string): readonly NamedExport[] {
  return exportsOfFunction(functionOf(name), isBare(name));
}

/** Those that there are: names of documents, which are without end, are not kept. */
const known = new Map<string, readonly NamedExport[]>();

function exportsOfFunction(wanted: string, bare: boolean): readonly NamedExport[] {
  const asked = `${wanted} ${bare}`;
  const before = known.get(asked);
  if (before) return before;
  const found = findExports(wanted, bare);
  if (found.length > 0) known.set(asked, found);
  return found;
}

function findExports(wanted: string, bare: boolean): readonly NamedExport[] {
  return architectures.flatMap((arch) =>
    (kernelExports[arch] ?? []).flatMap((history) =>
      history.symbols
        .split(' ')
        .filter((symbol) => functionOf(symbol) === wanted && (bare || !isBare(symbol)))
        .map((symbol) => ({ arch, symbol, history })),
    ),
  );
}

/** What the function of this name is called on an architecture of kernelExports; the name itself where it is there. */
export function namesOn(arch: string, name: string): readonly string[] {
  const wanted = functionOf(name);
  const plain = WIDE.has(arch) ? WITH_64_BITS.get(wanted) : undefined;
  for (const each of plain === undefined ? [wanted] : [wanted, plain]) {
    const names = exportsOfFunction(each, isBare(name)).filter((found) => found.arch === arch);
    const same = names.filter(({ symbol }) => symbol === name);
    const found = same.length > 0 ? same : names;
    if (found.length > 0) return [...new Set(found.map(({ symbol }) => symbol))];
  }
  return [];
}

/** Every symbol that a kernel or another maker exports. */
export function exportedNames(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const rows of Object.values(kernelExports)) {
    for (const { symbols } of rows) for (const name of symbols.split(' ')) names.add(name);
  }
  for (const { exports } of Object.values(otherMakers)) {
    for (const nodes of Object.values(exports)) {
      for (const symbols of Object.values(nodes)) for (const name of symbols.split(' ')) names.add(name);
    }
  }
  return names;
}
