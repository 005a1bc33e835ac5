/** Every way in which this face has nothing to show or to save, with the arguments its sentence needs. */
import type { None } from '../elf/catalogue.ts';

export interface EditorFailures {
  noImage: None;
  noSuchRow: None;
  notAnAddress: { readonly text: string };
  /** failure: of the system, or an error of ours. */
  saveFailed: { readonly target: string; readonly failure: unknown };
  unknownLiveName: { readonly wanted: string; readonly name: string };
  unknownAddress: { readonly path: string };
  /** The container holds another number of images than it did, or others. number: from 1. */
  innerGone: { readonly container: string; readonly members: readonly string[]; readonly number: number };
  /** It is no ELF file, which `failure` says, and images may lie in it. */
  isContainer: { readonly failure: unknown };
  tooLarge: { readonly name: string; readonly size: number };
}
