/** Whose source a file is: only there do names that others have as well mean what their owner means by them. */
import { catalog } from '../../consumers/catalog/index.ts';
import type { CatalogConsumer } from '../../consumers/model.ts';
import { isAt } from './sourceArch.ts';

/** Folders that are named for it, and those that lie deep enough to be nobody else's. */
interface Home {
  readonly consumer: CatalogConsumer;
  readonly files: readonly string[];
  readonly named: RegExp;
  readonly folders: readonly string[];
}

/** A folder that the catalogue cites is its owner's alone from here on: sysdeps/unix/sysv/linux. */
const deepEnough = 3;
let homes: readonly Home[] | undefined;

/** Nearest first: the file that the catalogue cites, its owner's folders, a file of the name that it cites. */
export function ownersOf(path: string): readonly CatalogConsumer[] {
  homes ??= catalog.map(homeOf);
  const cited = homes.filter(({ files }) => files.some((file) => isAt(path, file)));
  if (cited.length > 0) return cited.map(({ consumer }) => consumer);
  const inside = homes.filter(
    ({ named, folders }) => named.test(path) || folders.some((folder) => `/${path}`.includes(`/${folder}/`)),
  );
  if (inside.length > 0) return inside.map(({ consumer }) => consumer);
  // Without folders the name alone counts.
  const file = path;
  if (path.includes('/')) return [];
  return homes
    .filter(({ files }) => files.some((each) => baseName(each) === file))
    .map(({ consumer }) => consumer);
}

function homeOf(consumer: CatalogConsumer): Home {
  const files = [
    ...new Set([...consumer.arches.map(({ source }) => source), ...consumer.sources.map(({ path }) => path)]),
  ];
  const folders = files
    .map((file) => file.split('/').slice(0, -1))
    .filter((parts) => parts.length >= deepEnough);
  const name = consumer.id.replace('-', '[-_]?');
  return {
    consumer,
    files,
    // glibc-2.43, musl, rust-rustix-1.1.5; Go's own tree is told by its packages.
    named:
      consumer.id === 'go' ? /(?!)/ : new RegExp(`(?:^|/)(?:lib)?(?:rust-)?${name}(?:[-_.\\d][^/]*)?/`, 'i'),
    folders: [...new Set(folders.map((parts) => parts.join('/')))].filter((folder) => !isShared(folder)),
  };
}

/** Packages of Go that have to do with the vDSO: those of its own tree, and golang.org/x/sys/unix. */
const packages = /^(?:runtime|runtime_test|syscall|unix|sysrand|rand)$/;

/** @param text of the file, or a part of it; without a package clause, as in assembly, its folder counts */
export function isOfGo(path: string, text: string): boolean {
  const name = /^package (\w+)/m.exec(text)?.[1];
  if (name !== undefined) return packages.test(name) || /\/src\/(?:internal|runtime|cmd)\//.test(path);
  return !path.includes('/') || /\/(?:runtime|syscall|internal|unix)\//.test(path);
}

/** arch/x86/include/asm is Linux's as well, and lib and src are everybody's. */
function isShared(folder: string): boolean {
  return folder.startsWith('arch/') || folder.startsWith('lib/arch/');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
