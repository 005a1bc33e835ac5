/** Every way in which this face has nothing to show or to save, with the arguments its sentence needs. */
import type { None } from '../elf/catalogue.ts';
import type { RefusedReport } from '../report/comparison/savedReport.ts';

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
  /** It begins as JSON, and is no report that can be compared. */
  savedReport: RefusedReport & { readonly name: string };
  /** Of images side by side: all of them, or the one that had to be read whole. */
  readingCancelled: None;
  noImagesIn: { readonly names: readonly string[] };
  tooLarge: { readonly name: string; readonly size: number };
}
