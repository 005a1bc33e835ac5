/** Runs a compiled shim over images, and takes what it answers for each name. */
import { spawn } from 'node:child_process';

/** offset: of what was found, from the image's first byte, modulo 2^64. */
export type Answer =
  | { readonly kind: 'found'; readonly offset: bigint }
  | { readonly kind: 'none' | 'refuses' | 'crash' | 'hang' };

export interface Question {
  readonly file: string;
  readonly names: readonly { readonly symbol: string; readonly version?: string | undefined }[];
}

/** Far from everything else, and below 2^40 as some machines want it; of 32-bit programs below 2^31. */
export const BASE = { 64: 0x2f_0000_0000n, 32: 0x5f00_0000n } as const;

/** Of all images, on a busy machine. */
const TIME_LIMIT = 280_000;

/** @returns for each question the answers to its names, in order */
export async function answers(
  command: readonly string[],
  width: 32 | 64,
  questions: readonly Question[],
): Promise<readonly (readonly Answer[])[]> {
  const base = BASE[width].toString(16);
  const lines = questions.flatMap(({ file, names }) => [
    `image ${base} ${file}`,
    ...names.map(({ symbol, version }) => `key ${symbol} ${version ?? '-'}`),
  ]);
  const given = (await output(command, `${lines.join('\n')}\n`)).split('\n');
  let at = 0;
  return questions.map(({ names }) => names.map(() => parsed(given[at++] ?? '', width)));
}

function parsed(line: string, width: 32 | 64): Answer {
  const [kind, value = ''] = line.split(' ');
  switch (kind) {
    case 'found':
      return { kind, offset: BigInt.asUintN(width, BigInt(`0x${value}`)) };
    case 'none':
    case 'refuses':
    case 'hang':
      return { kind };
    case 'signal':
      return { kind: 'crash' };
    default:
      throw new Error(`not an answer: “${line}”`);
  }
}

function output([command = '', ...args]: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: TIME_LIMIT });
    let text = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdin.on('error', () => {}); // it ended before it read everything: its exit code says so
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(text);
      else reject(new Error(`${command} ended with ${code ?? signal}: ${errors.trim()}`));
    });
    child.stdin.end(input);
  });
}
