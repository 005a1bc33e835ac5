/** The images in a container, listed first and opened later. */
import type { InnerImage } from '../elf/innerImage.ts';
import { noticeSentence } from '../sources/containers/english.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import type { Container } from './container.ts';

/** Bytes of the images of one container that are kept until they are opened; the others are read once more. */
const MOST_KEPT = 1 << 26;

export interface ListedImage {
  readonly image: InnerImage;
  /** Rejects with a SourceError. */
  open(): Promise<OpenedImage>;
}

export interface InsideContainer {
  readonly images: readonly ListedImage[];
  /** What could not be looked into: sentences. */
  readonly notices: readonly string[];
}

export async function insideContainer(container: Container): Promise<InsideContainer> {
  const images: ListedImage[] = [];
  const notices: string[] = [];
  let kept = 0;
  for await (const found of container.found()) {
    if (found.kind === 'notice') {
      notices.push(noticeSentence(found.notice));
      continue;
    }
    const { image, bytes } = found;
    const isKept = kept + bytes.length <= MOST_KEPT;
    if (isKept) kept += bytes.length;
    images.push({ image, open: () => container.opened(image, isKept ? bytes : undefined) });
  }
  return { images, notices };
}
