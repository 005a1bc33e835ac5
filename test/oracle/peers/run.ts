import { spawn } from 'node:child_process';

export interface PeerOutput {
  readonly stdout: string;
  /** Warnings and errors, one a line, without the program's and the file's name. */
  readonly warnings: readonly string[];
}

/** Runs a peer on a file, in the C locale. A peer that complains or fails has still said something. */
export async function runPeer(command: string, args: readonly string[], file: string): Promise<PeerOutput> {
  const child = spawn(command, [...args, file], {
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([collect(child.stdout), collect(child.stderr), ended(child)]);
  const warnings = stderr
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.replaceAll(`'${file}': `, '').replace(/^\S*readelf[^:]*: /, ''));
  return { stdout, warnings };
}

/** First line of `--version` that names one. */
export async function peerVersion(command: string): Promise<string> {
  const { stdout } = await runPeer(command, [], '--version');
  const line = stdout.split('\n').find((each) => /[0-9]+\.[0-9]+/.test(each));
  return line?.trim() ?? 'unknown';
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
}
