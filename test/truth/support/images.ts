/** The images that consumers search: our builder's, each kind altered one thing at a time, and the kernels'. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Extracted, kernelFolder, kernels } from '../../../scripts/kernelImages/kernels.mjs';
import {
  type BuiltImage,
  buildImage,
  cut,
  damage,
  describeVdso,
  fieldValue,
  type ImageDescription,
  type VdsoArch,
  vdsoArchs,
  withoutSections,
} from '../../support/elf/index.ts';

export interface TruthImage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Symbols = NonNullable<ImageDescription['symbols']>;
type Change = (symbol: Symbols[number]) => Partial<Symbols[number]>;

/** A description of the architecture with all functions changed in one way. */
function functions(arch: VdsoArch, change: Change): Partial<ImageDescription> {
  const symbols = describeVdso({ arch }).symbols ?? [];
  return {
    symbols: symbols.map((symbol) => (symbol.type === 'OBJECT' ? symbol : { ...symbol, ...change(symbol) })),
  };
}

type Alter = (arch: VdsoArch) => BuiltImage;

const described =
  (override: (arch: VdsoArch) => Partial<ImageDescription>): Alter =>
  (arch) =>
    buildImage({ ...describeVdso({ arch }), ...override(arch) });

const damaged =
  (field: string, value: number | ((present: bigint) => bigint)): Alter =>
  (arch) => {
    const image = buildImage(describeVdso({ arch }));
    return damage(image, field, typeof value === 'number' ? value : value(fieldValue(image, field)));
  };

const alterations: Readonly<Record<string, Alter>> = {
  'as it is': described(() => ({})),
  'no DT_HASH': described(() => ({ hash: 'gnu' })),
  'no DT_GNU_HASH': described(() => ({ hash: 'sysv' })),
  'no hash table': described(() => ({ hash: 'none' })),
  'one bucket': described(() => ({ buckets: 1, gnuBuckets: 1 })),
  'many buckets': described(() => ({ buckets: 97, gnuBuckets: 97 })),
  'no buckets in DT_HASH': (arch) =>
    damage(buildImage(describeVdso({ arch, hash: 'sysv' })), 'sysvHash.nbucket', 0),
  'no buckets in DT_GNU_HASH': (arch) =>
    damage(buildImage(describeVdso({ arch, hash: 'gnu' })), 'gnuHash.nbuckets', 0),
  'no DT_VERDEF': (arch) => buildImage(describeVdso({ arch, versions: false })),
  'another node': (arch) => buildImage(describeVdso({ arch, node: 'LINUX_9.9' })),
  'hidden symbols': described((arch) => functions(arch, () => ({ visibility: 'HIDDEN' }))),
  'protected symbols': described((arch) => functions(arch, () => ({ visibility: 'PROTECTED' }))),
  'hidden versions': described((arch) => functions(arch, () => ({ hidden: true }))),
  objects: described((arch) => functions(arch, () => ({ type: 'OBJECT' }))),
  'without a type': described((arch) => functions(arch, () => ({ type: 'NOTYPE' }))),
  'indirect functions': described((arch) => functions(arch, () => ({ type: 'GNU_IFUNC' }))),
  'weak symbols': described((arch) => functions(arch, () => ({ bind: 'WEAK' }))),
  'local symbols': described((arch) => functions(arch, () => ({ bind: 'LOCAL' }))),
  'undefined symbols': (arch) => {
    let image = buildImage(describeVdso({ arch }));
    for (const { name, type } of describeVdso({ arch }).symbols ?? []) {
      if (type === 'FUNC') image = damage(image, `dynsym[${name}].st_shndx`, 0);
    }
    return image;
  },
  'absolute symbols': described((arch) => functions(arch, () => ({ section: 'ABS' }))),
  'symbols of no size': described((arch) => functions(arch, () => ({ size: 0 }))),
  'symbols at 0': described((arch) => functions(arch, () => ({ value: 0n }))),
  'each name twice': described((arch) => {
    const { symbols = [] } = describeVdso({ arch });
    return {
      symbols: [...symbols, ...symbols.filter(({ type }) => type === 'FUNC')],
    };
  }),
  'two PT_LOADs': described(() => ({ dataShift: 0x10000n })),
  'linked high': described((arch) => ({
    base: describeVdso({ arch }).class === 64 ? 0xffffffffff700000n : 0xfff70000n,
  })),
  'of Linux’s OS ABI': described(() => ({ osabi: 3 })),
  'of GNU/Hurd’s OS ABI': described(() => ({ osabi: 4 })),
  'an executable': damaged('ehdr.e_type', 2),
  'no program headers': damaged('ehdr.e_phnum', 0),
  'one program header': damaged('ehdr.e_phnum', 1),
  'program headers outside': damaged('ehdr.e_phoff', 0x7ffff000),
  'no section headers': (arch) => {
    const image = buildImage(describeVdso({ arch }));
    return { ...image, bytes: withoutSections(image.bytes) };
  },
  'no notes': described(() => ({ notes: [] })),
  'header only': (arch) => {
    const image = buildImage(describeVdso({ arch }));
    return cut(image, image.description.class === 64 ? 64 : 52);
  },
};

/** Chains that lead to themselves. Each look-up that follows one takes its whole time: of one architecture. */
export function endless(): TruthImage {
  let image = buildImage(describeVdso({ arch: 'amd64', hash: 'sysv' }));
  for (let index = 1; image.layout.hasField(`sysvHash.chain[${index}]`); index++) {
    image = damage(image, `sysvHash.chain[${index}]`, index);
  }
  return { name: 'amd64, chains without an end', bytes: image.bytes };
}

/** Each alteration of an image of each architecture. */
export function altered(archs: readonly VdsoArch[] = vdsoArchs): readonly TruthImage[] {
  return archs.flatMap((arch) =>
    Object.entries(alterations).flatMap(([what, alter]) => ({
      name: `${arch}, ${what}`,
      bytes: alter(arch).bytes,
    })),
  );
}

/** The kernels' images, as far as `node scripts/kernelImages.mjs all` has brought them. */
export async function kernelImages(): Promise<readonly TruthImage[]> {
  const images: TruthImage[] = [];
  for (const kernel of kernels) {
    const folder = kernelFolder(kernel);
    const told = await readFile(path.join(folder, 'kernel.json'), 'utf8').catch(() => undefined);
    if (told === undefined) continue;
    const { version, images: names }: Extracted = JSON.parse(told);
    for (const name of names) {
      const bytes = await readFile(path.join(folder, name));
      images.push({ name: `Linux ${version} ${kernel.architecture} ${name}`, bytes });
    }
  }
  return images;
}
