import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { lookUpOutput, type PeerOutput } from './kept.ts';

/** Asks a peer about a file, in the C locale. One that complains or fails has still said something. */
export async function runPeer(command: string, args: readonly string[], file: string): Promise<PeerOutput> {
  const { size, mtimeMs } = await stat(command);
  // Its file as well as its version: a distribution mends a program and leaves the version as it is.
  const program = [await peerVersion(command), size, mtimeMs];
  return lookUpOutput([program, args], file, () => run(command, args, file));
}

async function run(command: string, args: readonly string[], file: string): Promise<PeerOutput> {
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

const versions = new Map<string, Promise<string>>();

/** First line of `--version` that names one. */
export function peerVersion(command: string): Promise<string> {
  const asked = versions.get(command) ?? askVersion(command);
  versions.set(command, asked);
  return asked;
}

async function askVersion(command: string): Promise<string> {
  const { stdout } = await run(command, [], '--version');
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
    child.once('close', (_, signal) =>
      signal === null ? resolve() : reject(new Error(`${child.spawnfile} was ended by ${signal}`)),
    );
  });
}
