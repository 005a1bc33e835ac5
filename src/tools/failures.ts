/** Every way in which what a model asks is refused, with the arguments its sentence needs. */
import type { None } from '../elf/catalogue.ts';
import type { InnerImage } from '../elf/innerImage.ts';

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
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly real?: string | undefined;
      readonly inside?: string | undefined;
    };

/** What says which image of a file is meant. */
export type ImageArgument = 'image' | 'fromImage' | 'toImage';

/** Images of a file, one of which has to be named. */
export type SeveralImages = {
  readonly path: string;
  readonly argument: ImageArgument;
  /** The name that all of them have. */
  readonly wanted: string | undefined;
  readonly images: readonly InnerImage[];
};

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
  imageWithoutPath: None;
  noContainer: { readonly path: string; readonly argument: ImageArgument };
  noImages: { readonly path: string; readonly notices: readonly string[] };
  noSuchImage: { readonly path: string; readonly image: string; readonly images: readonly InnerImage[] };
  /** Of one file, or of two that are compared. */
  whichImage: { readonly sides: readonly SeveralImages[] };
  noWorkspace: { readonly path: string };
  notAsked: { readonly image: Described };
  unknownConsumer: Given;
  badConsumer: Given;
  badRequirement: Given;
  badName: { readonly text: string };
}
