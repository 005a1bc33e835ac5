import { abiOf } from '../../../src/consumers/abi.ts';
import type { KernelExports } from '../../../src/consumers/catalog/kernelExports.ts';
import { kernelExports } from '../../../src/consumers/catalog/kernelExports.ts';
import { providerOf } from '../../../src/consumers/provider.ts';
import { compareReleases } from '../../../src/consumers/releases.ts';
import { conditionIn } from '../../../src/consumers/verdict/kernelHistory.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import { rowsOf } from '../../support/ourView.ts';

const FUNCTION_TYPES = [0, 2];

/**
 * Where a kernel's image and what we say that kernels export part, one line each: a function that the history does
 * not have in this kernel, or one that the history has and the image has not.
 * @param version of the kernel package: 6.12.107
 */
export function exportMistakes(image: ElfImage, version: string): string[] {
  const rows = (kernelExports[abiOf(image.header).kernel ?? ''] ?? []).filter((row) => covers(row, version));
  const known = rows.flatMap((row) => namesIn(row));
  const needed = rows
    .filter((row) => conditionIn(row, version) === undefined && !isUnsure(row, version))
    .flatMap((row) => namesIn(row));
  const exported = exportsOf(image);
  const mistakes = [
    ...exported.filter((name) => !known.includes(name)).map((name) => `not in the history: ${name}`),
    ...needed.filter((name) => !exported.includes(name)).map((name) => `not in the image: ${name}`),
  ];
  const { release } = providerOf({ image });
  // LINUX_VERSION_CODE has a byte for the last number.
  if (release !== undefined && release !== version) mistakes.push(`its note says ${release}, not ${version}`);
  return mistakes;
}

function covers({ since, notIn, last }: KernelExports, version: string): boolean {
  const minor = minorOf(version);
  const begun = notIn === undefined ? compareReleases(minor, since) >= 0 : compareReleases(minor, notIn) > 0;
  return begun && (last === undefined || compareReleases(minor, last) <= 0);
}

/** Between the releases that the history knows. */
function isUnsure({ since }: KernelExports, version: string): boolean {
  return compareReleases(minorOf(version), since) < 0;
}

const minorOf = (version: string): string => version.split('.').slice(0, 2).join('.');

const namesIn = ({ node, symbols }: KernelExports): string[] =>
  symbols.split(' ').map((name) => `${name}@${node}`);

function exportsOf({ symbols }: ElfImage): string[] {
  return rowsOf(symbols).flatMap((symbol) => {
    const isExport = symbol.bind !== 0 && symbol.shndx !== 0 && FUNCTION_TYPES.includes(symbol.type);
    return isExport ? [`${symbol.name}@${symbols.version(symbol.index)?.name ?? ''}`] : [];
  });
}
