/** How the check of a need ends. */
import type { Reason, ReasonCode, Reasons } from '../../reasons.ts';
import type { Replay } from '../replay.ts';

export interface NeedResult {
  /** Why it is fulfilled; absent: the last failed step says why it is not. */
  readonly met?: Reason;
}

/** Records what fulfils it. */
export function met<Code extends ReasonCode>(
  replay: Replay,
  code: Code,
  args: Reasons[Code],
  address?: bigint,
  length?: number,
): NeedResult {
  replay.test(true, code, args, address, length);
  return { met: { code, args } as Reason };
}

/** Records what speaks against it. */
export function unmet<Code extends ReasonCode>(
  replay: Replay,
  code: Code,
  args: Reasons[Code],
  address?: bigint,
  length?: number,
): NeedResult {
  replay.fail(code, args, address, length);
  return {};
}
