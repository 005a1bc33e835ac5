/** A look through a container in a worker of its own, which ends with it: unpacking keeps no other thread busy. */
import { unlessAborted } from '../cancellation.ts';
import type { ContainerLook, ContainerPlace } from '../containers/look.ts';
import { startWorker } from './startWorker.ts';

export async function openWorkerLook(
  place: ContainerPlace,
  script: string | URL,
  signal?: AbortSignal,
): Promise<ContainerLook> {
  const { client, end } = startWorker(script);
  try {
    await unlessAborted(client.call('look', [place], signal), signal);
  } catch (error) {
    await end();
    throw error;
  }
  return { next: (wanted) => client.call('found', [], wanted), dispose: end };
}
