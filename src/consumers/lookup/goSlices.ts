/**
 * The bounds of Go's array types over the image: vdsoArrayMax bytes (src/runtime/vdso_linux_*.go), 2^50-1
 * on 64-bit ports and 2^31-1 on 386 and arm. An index beyond is a panic at start-up.
 */
import type { LookupRules } from '../model.ts';
import type { FieldName } from '../reasons.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';

const VDSO_ARRAY_MAX = { 32: 2 ** 31 - 1, 64: 2 ** 50 - 1 } as const;

/** Elements of an array type, as vdsoArrayMax / unsafe.Sizeof(element). */
export function goArrayLength(width: 32 | 64, elementSize: number): number {
  return Math.floor(VDSO_ARRAY_MAX[width] / elementSize);
}

export interface ArrayInMemory {
  readonly start: bigint;
  readonly elementSize: number;
  /** "DT_SYMTAB" */
  readonly what: FieldName;
  /** Whether Go's compiler has to test the pointer before it indexes: it does so by reading what it points to. */
  readonly nilChecked: boolean;
}

/** Address of element `index` of an array; stops the replay where Go's own checks would stop the program. */
export function elementAddress(
  replay: Replay,
  rules: LookupRules,
  array: ArrayInMemory,
  index: number | bigint,
): bigint {
  if (rules.indexing === 'go-slices') {
    if (array.nilChecked) replay.touch(array.start, ['start', array.what]);
    const limit = goArrayLength(replay.memory.class, array.elementSize);
    if (index >= limit) {
      throw new ReplayStop('crash', { code: 'index-panic', args: { what: array.what, index, limit } });
    }
  }
  return array.start + BigInt(index) * BigInt(array.elementSize);
}
