import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { isCancelled } from './cancellation.ts';
import type { Session } from './model.ts';

/**
 * What is compared of an image with its code, and without where that cannot be disassembled: the comparison says so.
 * @param told of why it cannot
 */
export async function comparedAnyway(
  session: Session,
  signal?: AbortSignal,
  told?: (why: unknown) => void,
): Promise<ComparedImage> {
  try {
    return await session.compared(true, signal);
  } catch (error) {
    if (isCancelled(error)) throw error;
    told?.(error);
    return session.compared(false, signal);
  }
}
