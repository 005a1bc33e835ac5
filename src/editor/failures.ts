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
  tooLarge: { readonly name: string; readonly size: number };
}
