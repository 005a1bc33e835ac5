/** Where images were found in their containers: what leads to them again after the window was loaded anew. */
import type { InnerImage } from '../elf/innerImage.ts';
import type { KnownPlaces } from './innerImages.ts';

/** Places that are remembered. */
export const PLACES_KEPT = 100;
const KEY = 'vdsoExplorer.innerImages';

/** As JSON has it. */
type Stored = Omit<InnerImage, 'base'> & { readonly base?: string };

/** What VS Code keeps for a workspace. */
export interface Storage {
  get(key: string): unknown;
  update(key: string, value: unknown): unknown;
}

export function knownPlaces(storage: Storage): KnownPlaces {
  const kept = storage.get(KEY);
  const places = new Map<string, Stored>(Array.isArray(kept) ? kept.filter(isPlace) : []);
  return {
    get(path) {
      const { base, ...image } = places.get(path) ?? {};
      return 'index' in image ? { ...image, ...(base !== undefined && { base: BigInt(base) }) } : undefined;
    },
    set(path, { base, ...image }) {
      places.delete(path);
      places.set(path, { ...image, ...(base !== undefined && { base: String(base) }) });
      for (const oldest of [...places.keys()].slice(0, Math.max(0, places.size - PLACES_KEPT)))
        places.delete(oldest);
      storage.update(KEY, [...places]);
    },
  };
}

/** Written by an older version of us, if by anybody. */
function isPlace(entry: unknown): entry is [string, Stored] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const image: unknown = entry[1];
  if (typeof image !== 'object' || image === null) return false;
  const { index, members, offset, size, sha256, name, header, base } = image as Partial<Stored>;
  return (
    [index, offset, size].every(Number.isSafeInteger) &&
    Array.isArray(members) &&
    [sha256, name].every((each) => typeof each === 'string') &&
    typeof header === 'object' &&
    (base === undefined || /^\d{1,20}$/.test(base))
  );
}
