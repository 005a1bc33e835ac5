/** As session/disassembler.ts: in a browser nothing unpacks the disassembler. */
import type { CapstoneModule } from '../code/decode/capstone.ts';
import { SessionError } from '../session/sessionError.ts';

async function loadNothing(): Promise<CapstoneModule> {
  throw new SessionError('noDisassembler', {});
}

export { loadNothing as loadCapstone };
