import { link, open, rename, rm } from 'node:fs/promises';
import { errnoOf } from '../sources/errno.ts';
import { WriteError } from './writeError.ts';

/**
 * Gives a finished file a name that nothing has yet: link(2) refuses one that exists, a link to nowhere included,
 * where rename(2) would replace it. Rejects with a WriteError, or with the system's error.
 * @param hardLink another one in tests, of a file system without hard links
 */
export async function placeNew(unfinished: string, target: string, hardLink = link): Promise<void> {
  try {
    // FAT, exFAT and several network file systems have none. Systems say so in many ways, Windows with EISDIR; whatever
    // else is wrong, taking the name fails of it too.
    await hardLink(unfinished, target).catch(() => reserve(unfinished, target));
  } catch (error) {
    throw errnoOf(error) === 'EEXIST' ? new WriteError('exists', { path: target }, error) : error;
  }
  await rm(unfinished, { force: true });
}

/** An empty file takes the name, if nothing has it, and is replaced at once. */
async function reserve(unfinished: string, target: string): Promise<void> {
  await (await open(target, 'wx')).close();
  try {
    await rename(unfinished, target);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}
