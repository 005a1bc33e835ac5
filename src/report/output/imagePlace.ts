/** Which image it is. Texts are as they were given: formats escape them. */
export interface ImagePlace {
  /** What it is called in a list of images. */
  readonly name: string;
  /** The file that it is or lies in; relative where it lies in the folder that paths are told from. */
  readonly file?: string | undefined;
  /** Which image of that file, where it lies in it. */
  readonly part?: string | undefined;
  /** Of that file, or of the image that a process has; percent-encoded, relative where `file` is. */
  readonly uri: string;
}
