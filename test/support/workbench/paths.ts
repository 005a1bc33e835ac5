import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '../../..');
export const screenshotFolder = path.join(projectRoot, 'out/screenshots');
