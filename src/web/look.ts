/** As session/worker/workerLook.ts: the extension host of a browser is a worker, and containers are looked through in it. */
import { openLocalLook } from '../session/containers/localLook.ts';
import type { ContainerLook, ContainerPlace } from '../session/containers/look.ts';

function openLookInPlace(place: ContainerPlace): Promise<ContainerLook> {
  return openLocalLook(place);
}

export { openLookInPlace as openWorkerLook };
