import type { ProcFs } from './procFs.ts';

/** LOGIN_NAME_MAX. */
const LONGEST_NAME = 256;

/** Names of users by number, from /etc/passwd; empty where it cannot be read. Others have their number only. */
export async function readUserNames(proc: ProcFs): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  try {
    for (const line of new TextDecoder().decode(await proc.readFile('/etc/passwd')).split('\n')) {
      const [name, , uid] = line.split(':');
      if (name !== undefined && uid !== undefined && /^\d+$/.test(uid))
        names.set(Number(uid), name.slice(0, LONGEST_NAME));
    }
  } catch {
    // The number says it as well.
  }
  return names;
}
