/** The sentences of this layer. */
export const sentences = {
  cancelled: 'The request was withdrawn.',
  workerEnded: (exitCode: number): string =>
    `The reader of this image stopped unexpectedly (exit code ${exitCode}). Open the image again.`,
  workerFailed: (message: string): string =>
    `The reader of this image stopped: ${message}. Open the image again.`,
  workerOutOfMemory:
    'Reading this image needs more memory than its reader may have. Close other images, or use the command line.',
  liveImageOf: (label: string): string => `the live image of ${label}`,
  liveNoElf: 'What the kernel mapped as vDSO is no ELF image.',
  closed: 'This image is closed.',
};
