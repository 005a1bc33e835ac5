/** The image that a command names. */
import { openFile } from '../sources/fileSource.ts';
import { openLive, openProcess } from '../sources/liveImage.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import type { ImageWanted } from './arguments.ts';

export function opened(image: ImageWanted): Promise<OpenedImage> {
  switch (image.kind) {
    case 'file':
      return openFile(nodeFiles, image.path);
    case 'process':
      return openProcess(nodeProcFs, image.pid);
    case 'live':
      return openLive(nodeProcFs);
  }
}
