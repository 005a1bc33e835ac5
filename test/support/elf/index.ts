/** The ELF builder's face to tests. */
export * from './constants.ts';
export * from './damage.ts';
export type * from './description.ts';
export type { Shape } from './full.ts';
export { describeFull, fullImage, linkableImage, shapeName, shapes } from './full.ts';
export { gnuHash, sysvHash } from './hashFunctions.ts';
export type { BuiltImage } from './image.ts';
export { buildImage } from './image.ts';
export type { FieldRange, Layout } from './layout.ts';
export { buildIdNote, buildSaltNote, linuxVersionNote } from './notes.ts';
export { packedImage } from './packed.ts';
export type { VdsoArch, VdsoOptions } from './vdso.ts';
export { describeVdso, vdsoArchs, vdsoImage } from './vdso.ts';
