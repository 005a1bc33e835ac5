/** The kernels of the atlas: which releases are known of an architecture, and the image of each. */
import { EM_AARCH64, STB_GLOBAL, STB_WEAK, STT_FUNC, STT_NOTYPE } from '../../elf/format/constants.ts';
import { type KernelExports, kernelExports, readTrees } from '../catalog/kernelExports.ts';
import { type ImageShape, type KernelImage, kernelImages } from '../catalog/kernelImages.ts';
import { isBare } from '../functionNames.ts';
import { compareReleases } from '../releases.ts';
import { conditionIn } from '../verdict/kernelHistory.ts';
import type { FunctionFact, ImageFacts } from './imageFacts.ts';

export interface AtlasKernel {
  readonly image: KernelImage;
  /** "6.12" */
  readonly release: string;
  /** measured: an image of this release was read; read: the kernel's sources alone. */
  readonly proof: 'measured' | 'read';
  /** The build that was measured: "6.12.107" of Debian. */
  readonly build?: string;
}

/** More than anyone writes over a function. */
const USUAL_SIZE = 64;

/** Whole: with what the shapes before it say. */
type Shape = KernelImage['shapes'][0];

/** By its name or another one of it. */
export function kernelImageNamed(name: string): KernelImage | undefined {
  return kernelImages.find(({ arch, alias }) => arch === name || alias?.split(' ').includes(name) === true);
}

/** Every release at which something was read, measured, or is known to have changed; oldest first. */
export function kernelsOf(image: KernelImage): readonly AtlasKernel[] {
  const builds = new Map(image.measured?.split(' ').map((build) => [minorOf(build), build]));
  const changes = (kernelExports[image.exports] ?? []).map(({ since }) => since);
  const releases = new Set([
    ...readTrees,
    ...builds.keys(),
    ...changes,
    ...image.shapes.map(({ since }) => since),
  ]);
  const first = image.shapes[0].since;
  return [...releases]
    .filter((release) => !isBefore(release, first) && !(image.last && isBefore(image.last, release)))
    .sort(compareReleases)
    .map((release) => {
      const build = builds.get(release);
      return build === undefined
        ? { image, release, proof: 'read' }
        : { image, release, proof: 'measured', build };
    });
}

/** How this kernel's image may look: one shape, or two where it lies between the releases known to differ. */
export function shapesOf({ image, release }: AtlasKernel): readonly Shape[] {
  const known = image.shapes.filter(({ since }) => !isBefore(release, since));
  const next = image.shapes[known.length];
  const shape = merged(image, known);
  const maybe = next?.notIn !== undefined && isBefore(next.notIn, release);
  return maybe ? [shape, { ...shape, ...next }] : [shape];
}

/** The images that this kernel may have, by shape and exports. */
export function factsOf(kernel: AtlasKernel): readonly ImageFacts[] {
  const { image, release } = kernel;
  const functions = exportsAt(image, release);
  return shapesOf(kernel).flatMap((shape) =>
    functions.map((names) => factsWith(image, release, shape, names)),
  );
}

/** Configurations that this kernel's image needs for an export, by its name. */
export function conditionOf({ image, release }: AtlasKernel, symbol: string): string | undefined {
  const rows = kernelExports[image.exports] ?? [];
  const row = rows.find((each) => isIn(each, release) && each.symbols.split(' ').includes(symbol));
  return row === undefined ? undefined : conditionIn(row, release);
}

function merged({ shapes: [first] }: KernelImage, changes: readonly ImageShape[]): Shape {
  return Object.assign({}, first, ...changes);
}

/** All its options on. Two answers where it lies between the releases that are known to have an export, and not to. */
function exportsAt(image: KernelImage, release: string): readonly (readonly KernelExports[])[] {
  const rows = kernelExports[image.exports] ?? [];
  const sure = rows.filter((row) => isIn(row, release));
  const maybe = rows.filter((row) => mayBeIn(row, release));
  return maybe.length === 0 ? [sure] : [sure, [...sure, ...maybe]];
}

function isIn({ since, last }: KernelExports, release: string): boolean {
  return !isBefore(release, since) && (last === undefined || !isBefore(last, release));
}

function mayBeIn({ since, notIn }: KernelExports, release: string): boolean {
  return notIn !== undefined && isBefore(notIn, release) && isBefore(release, since);
}

function factsWith(
  image: KernelImage,
  release: string,
  shape: Shape,
  rows: readonly KernelExports[],
): ImageFacts {
  const { machine, littleEndian } = image;
  return {
    machine,
    class: image.class,
    littleEndian,
    flags: image.flags ?? 0,
    base: image.base ?? 0n,
    soname: shape.soname,
    tables: shape.tables,
    stack: shape.stack ?? false,
    notes8: shape.notes8 ?? false,
    sectionSymbol: image.sectionSymbol ?? false,
    release,
    functions: rows.flatMap(({ node, symbols }) =>
      symbols.split(' ').map((name) => functionFact(image, name, node, shape)),
    ),
  };
}

/** arm64's __kernel_rt_sigreturn is a label (arch/arm64/kernel/vdso/sigreturn.S); twins without prefix are weak. */
function functionFact(
  { machine, sizes }: KernelImage,
  name: string,
  node: string,
  shape: Shape,
): FunctionFact {
  const isLabel = machine === EM_AARCH64 && name === '__kernel_rt_sigreturn';
  return {
    name,
    node,
    type: shape.untyped || isLabel ? STT_NOTYPE : STT_FUNC,
    binding: isBare(name) ? STB_WEAK : STB_GLOBAL,
    size: sizes?.[name.replace(/^__vdso_/, '')] ?? USUAL_SIZE,
  };
}

function minorOf(build: string): string {
  return build.split('.').slice(0, 2).join('.');
}

function isBefore(a: string, b: string): boolean {
  return compareReleases(a, b) < 0;
}
