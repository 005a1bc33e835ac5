import type { ContainerLook, Findings } from './look.ts';

/** Everything that is found, as it is found; the look is disposed. */
export async function* findings(look: ContainerLook, signal?: AbortSignal): AsyncGenerator<Findings> {
  try {
    for (;;) {
      const found = await look.next(signal);
      yield found;
      if (found.done) return;
    }
  } finally {
    await look.dispose();
  }
}
