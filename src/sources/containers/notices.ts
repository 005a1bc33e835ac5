/** What in a container could not be looked into, and what was left out: codes with arguments. english.ts beside has the sentences. */

/** The members that lead to it, outermost first; none: the container itself. */
export type Members = readonly string[];

interface InMember {
  readonly members: Members;
}

/** Bytes that are kept, which people count in MiB. */
export type MemorySize = number;

/** What can be packed or put together, by the names that people have for it. */
export type PackingName = 'gzip' | 'xz' | 'lzma' | 'zstd' | 'lz4' | 'bzip2' | 'lzo';

export interface ContainerNotices {
  /** A member or a payload whose packing is broken at that byte of it: what came before it was looked at. */
  damaged: InMember & { readonly format: string; readonly offset: number };
  /** It ends in the middle: what came before it was looked at. */
  cutShort: InMember & { readonly format: string; readonly size: number };
  /** A packing that is known and cannot be undone here. */
  cannotUnpack: InMember & { readonly format: PackingName };
  /** A filter of xz that is none of those we have. */
  unknownFilter: InMember & { readonly filter: number };
  /** To unpack it, so many bytes would have to be kept at once. */
  windowTooLarge: InMember & {
    readonly format: PackingName;
    readonly window: MemorySize;
    readonly limit: MemorySize;
  };
  /** So many bytes of a member were looked at, and not what follows. */
  memberTooLarge: InMember & { readonly limit: MemorySize };
  /** So many bytes were unpacked and passed over, and not what follows. */
  passedTooMany: InMember & { readonly limit: MemorySize };
  /** Few bytes that become very many. */
  inflatesTooMuch: InMember & { readonly packed: number; readonly unpacked: number; readonly ratio: number };
  nestedTooDeep: InMember & { readonly limit: number };
  /** The header of a kernel leads out of the file. */
  payloadOutside: InMember & { readonly offset: number; readonly length: number; readonly size: number };
  /** More places look like an image than are looked at. */
  tooManyPlaces: InMember & { readonly limit: number };
  /** More places look like something packed than are tried. */
  tooManyPayloads: InMember & { readonly limit: number };
  /** The names of what was found are so many bytes: what follows was not looked at. */
  listFull: InMember & { readonly limit: MemorySize };
  /** An archive that names files beside it and holds none. */
  thinArchive: InMember;
  /** A file of that archive whose holes were left out. */
  sparseMember: InMember & { readonly name: string };
  /** The auxiliary vector of a core dump says where the image is, and the dump has no memory of there. */
  coreImageMissing: InMember & { readonly base: bigint };
  coreImageTooLarge: InMember & { readonly base: bigint; readonly size: bigint; readonly limit: number };
  /** What is there is no ELF file. */
  coreImageNoElf: InMember & { readonly base: bigint };
  /** No auxiliary vector, and more memory than is searched for an image. */
  coreRangesLeft: InMember & { readonly limit: number };
  /** Of a folder: files after so many were not looked at. */
  folderFull: InMember & { readonly limit: number };
  linksLeft: InMember & { readonly count: number };
  /** Folders on other devices, and those that the kernel makes up. */
  devicesLeft: InMember & { readonly count: number };
  unreadableLeft: InMember & { readonly count: number };
}

export type ContainerNoticeCode = keyof ContainerNotices;

export type ContainerNotice = {
  readonly [Code in keyof ContainerNotices]: { readonly code: Code; readonly args: ContainerNotices[Code] };
}[keyof ContainerNotices];
