/** Every way in which a command line is wrong or a report cannot be had, with the arguments its sentence needs. */
import type { None } from '../elf/catalogue.ts';
import type { Packed } from '../elf/model.ts';
import type { Problem } from '../elf/problems/problem.ts';
import type { WriteFailures } from '../files/writeFailures.ts';
import type { ContainerKind } from '../sources/containers/model.ts';

/** What was written on the command line. */
interface Written {
  readonly text: string;
}

/** What of it means nothing here. */
interface Stray {
  readonly what: string;
}

/** Wrong usage. */
export interface Misuses {
  tooManyFiles: { readonly files: readonly string[] };
  unknownFormat: { readonly command: string; readonly name: string; readonly known: readonly string[] };
  oneOf: { readonly options: readonly string[] };
  imageNeedsFile: None;
  /** --image was given so often, for so many files. */
  imagesOfFiles: { readonly images: number; readonly files: number };
  /** A file that is no container, of which --image wants a part. */
  noContainer: { readonly path: string };
  noSuchImage: { readonly path: string; readonly image: string };
  /** image: a name that several have; absent where none was given. */
  whichImage: { readonly path: string; readonly count: number; readonly image?: string | undefined };
  /** What is compared holds several, and none was named, or a name that several have. */
  whichPair: { readonly paths: readonly string[] };
  badName: Written;
  /** most: characters of a name. */
  badLookup: Written & { readonly most: number };
  looksNothingUp: { readonly id: string };
  badAddress: Written;
  badOffset: Written;
  unknownOption: Written;
  /** Node's parseArgs says what, in its own words. */
  notUnderstood: { readonly message: string };
  badPid: Written;
  badRelease: Written;
  badRequirement: Written;
  unknownConsumer: { readonly id: string; readonly known: readonly string[] };
  unknownArch: { readonly arch: string; readonly known: readonly string[] };
  requireNeedsCheck: None;
  userClockNeedsCheck: None;
  unknownClock: { readonly name: string; readonly known: readonly string[] };
  notForCheck: Stray;
  linesNeedsCheck: None;
  archNeedsAtlas: None;
  noNames: { readonly id: string };
  notForAtlas: Stray;
  notForClock: Stray;
  notForComparison: Stray & { readonly command: string };
  diffWantsTwo: { readonly count: number };
  matrixWantsFiles: None;
  unknownRows: { readonly name: string; readonly known: readonly string[] };
  needsMatrix: { readonly option: string };
  forceNeedsDump: None;
  /** Without its dashes. */
  optionNeedsName: { readonly option: string };
  fileNeedsName: None;
  whichShell: { readonly shells: readonly string[] };
}

/** Why there is no report. */
export interface Refusals {
  notElf: { readonly problem: Pick<Problem, 'code' | 'args'> };
  /** Machine as e_machine has it. */
  noDecoder: { readonly machine: number };
  noFunction: { readonly name: string };
  noCode: { readonly address: bigint };
  /** head: of a file; what of it could not be looked into: sentences. */
  noImages: {
    readonly path: string;
    readonly kind: ContainerKind;
    readonly head?: Uint8Array | undefined;
    readonly notices: readonly string[];
  };
  noGoProgram: { readonly path: string };
  noSection: { readonly section: string };
  noSectionBytes: { readonly section: string };
  packedProgram: { readonly path: string } & Pick<Packed, 'packer' | 'release'>;
  /** A saved report that cannot be compared; the sentence is of the report's layer. */
  savedReport: { readonly sentence: string };
  outputFailed: { readonly errno: string };
  dumpExists: WriteFailures['exists'];
}
