/** What in a container could not be looked into, and what was left out: codes with arguments. english.ts of the layer has the sentences. */

export interface ContainerNotices {
  /** A member or a payload whose packing is broken: what came before it was looked at. */
  damaged: { readonly members: readonly string[]; readonly format: string; readonly offset: number };
}

export type ContainerNotice = {
  readonly [Code in keyof ContainerNotices]: { readonly code: Code; readonly args: ContainerNotices[Code] };
}[keyof ContainerNotices];
