/** Colours for a terminal. The words say everything without them, and NO_COLOR (https://no-color.org) is respected. */
import type { Writable } from 'node:stream';
import type { Paint } from '../report/output/checkReport.ts';
import type { Tone } from '../report/viewModel/tone.ts';

/** Parameters of SGR (ECMA-48): red for what must not be, amber for what is not as it should be. */
const COLOURS: Readonly<Partial<Record<Tone, number>>> = { good: 32, warn: 33, bad: 31, muted: 2 };

/** undefined where there is no terminal, or one without colours. */
export function paintFor(
  output: Writable & { readonly isTTY?: boolean },
  { NO_COLOR = '', TERM = '' }: NodeJS.ProcessEnv,
): Paint | undefined {
  if (output.isTTY !== true || NO_COLOR !== '' || TERM === 'dumb') return undefined;
  return (word, tone) => {
    const colour = COLOURS[tone];
    return colour === undefined ? word : `\u001b[${colour}m${word}\u001b[0m`;
  };
}
