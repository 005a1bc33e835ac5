/** Every way in which what a model asks is refused, with the arguments its sentence needs. */
import type { None } from '../elf/catalogue.ts';

/** What an argument may be. */
export type Wanted =
  | { readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'process'; readonly most: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'texts'; readonly items: number; readonly most: number }
  | { readonly kind: 'some-of'; readonly known: readonly string[] };

/** An image as it was asked for; `real`: where its path leads. */
export type Described =
  | { readonly kind: 'live' }
  | { readonly kind: 'process'; readonly pid: number }
  | { readonly kind: 'file'; readonly path: string; readonly real?: string | undefined };

interface Given {
  readonly text: string;
  readonly known: readonly string[];
}

export interface ToolFailures {
  noObject: None;
  unknownArgument: { readonly name: string; readonly known: readonly string[] };
  wrongArgument: { readonly name: string; readonly wanted: Wanted };
  oneImage: None;
  /** Nothing was given, which is the live image twice. */
  twoImages: None;
  noWorkspace: { readonly path: string };
  notAsked: { readonly image: Described };
  unknownConsumer: Given;
  badConsumer: Given;
  badRequirement: Given;
  badName: { readonly text: string };
}
