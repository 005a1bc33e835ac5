/** What is found is listed by whoever looks: few bytes that are packed can be very many images and notices. */
import { ContainerError } from './containerError.ts';
import type { Found } from './model.ts';

/** Bytes of one list, as it is counted here: some sixty thousand images. */
export const LARGEST_LIST = 32 * 1024 * 1024;
/** What an image or a notice takes beside the names of its members, and a character of those. */
const EACH = 512;
const CHARACTER = 2;

/** The same up to the limit, then a notice. @param limit of the list, in bytes */
export async function* withinList(
  found: AsyncGenerator<Found>,
  limit: number = LARGEST_LIST,
): AsyncGenerator<Found> {
  let room = limit;
  for await (const each of found) {
    room -= bytesOf(each);
    if (room < 0) {
      yield { kind: 'notice', notice: new ContainerError('listFull', { limit }).notice([]) };
      return;
    }
    yield each;
  }
}

function bytesOf(found: Found): number {
  const { members } = found.kind === 'image' ? found.image : found.notice.args;
  return members.reduce((sum, member) => sum + CHARACTER * member.length, EACH);
}
