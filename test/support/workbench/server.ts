import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ServerName, serverMain } from '../../../scripts/setup/codeServer.mjs';
import { projectRoot } from './paths.ts';

export type Settings = Readonly<Record<string, unknown>>;

/** Without these a new profile shows a welcome tab, a trust dialog and a chat side bar. */
const calmSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
};

/** For tests, beside them. */
export const steadySettings: Settings = {
  // What moves is drawn again and again, and by the processor here.
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  // What was run last comes first, and another test's is nobody's expectation.
  'workbench.commandPalette.history': 0,
};

/** The oldest VS Code that the extension promises to run in: `npm run test:floor` asks for it. */
export const inOldest = process.env['VDSO_EXPLORER_TEST_SERVER'] === 'floor';
const serverName: ServerName = inOldest ? 'floor' : 'newest';

/**
 * What VS Code has built in and nobody asks for here. Every page and extension host would read their manifests, of up to
 * 300 kB, and start those that wait for nothing: four seconds of a processor for each window.
 */
const leftOut = {
  VSCODE_SKIP_BUILTIN_EXTENSIONS: [
    'GitHub.copilot-chat', // switched off by the settings above
    ...['js-debug', 'js-debug-companion', 'vscode-js-profile-table'].map((name) => `ms-vscode.${name}`),
    ...[
      'git',
      'git-base',
      'github',
      'github-authentication',
      'microsoft-authentication',
      'merge-conflict',
    ].map((name) => `vscode.${name}`),
    ...['typescript', 'css', 'html', 'php'].map((name) => `vscode.${name}-language-features`),
    ...['emmet', 'npm', 'grunt', 'gulp', 'jake', 'ipynb', 'debug-auto-launch', 'debug-server-ready'].map(
      (name) => `vscode.${name}`,
    ),
  ].join(','),
};

const startTimeoutMs = 60_000;

export interface ServerOptions {
  /** User settings on top of the calm ones. */
  readonly settings?: Settings;
  /** Environment of the server, which every extension host inherits. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ends an extension host so many seconds after its page has gone. Default: three hours. */
  readonly graceSeconds?: number;
  /** A profile that stays (settings in it win over ours). Default: a new one that is removed at the end. */
  readonly profile?: string;
  /** An extension to install before the start, as a user would; `undefined` for none. */
  readonly vsix?: string;
}

export interface PageOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Load the extension from the work tree, or from a folder. Leave false when it was installed from a VSIX. */
  readonly development: boolean | string;
  /** Absolute path of a module with `run()`, to be called in the extension host. */
  readonly tests?: string;
  /** URI of a file to open at once. */
  readonly openFile?: string;
}

/** How a server is reached, and where it keeps what it knows. */
interface ServerPlace {
  readonly port: number;
  readonly token: string;
  readonly profile: string;
}

export interface WorkbenchServer {
  readonly place: ServerPlace;
  /** The address to open in a browser. */
  address(page: PageOptions): string;
  /** Replaces the machine settings, which win over the user's and take effect while a page is open. */
  applySettings(settings: Settings): Promise<void>;
  /** Makes all settings those of a new profile, for the page that is opened next. */
  resetSettings(settings?: Settings): Promise<void>;
  /** Everything the server has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts VS Code's server on a free port of this machine's loopback address.
 * @throws when it is not installed, or does not listen within a minute; the message carries what it printed.
 */
export async function startServer(options: ServerOptions = {}): Promise<WorkbenchServer> {
  const profile = options.profile ?? (await mkdtemp(path.join(tmpdir(), 'vdso-explorer-profile-')));
  const temporary = options.profile === undefined;
  const env = temporary ? { ...leftOut, ...options.env } : options.env;
  await writeSettings(path.join(profile, 'data/User'), { ...calmSettings, ...options.settings });
  if (options.vsix !== undefined)
    await runServer(profile, ['--install-extension', options.vsix], env).finished;

  // Whoever may open the page may run programs as us, and other users of this machine reach the port as well.
  const token = randomUUID();
  const tokenFile = path.join(profile, 'token');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const listen = ['--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile];
  listen.push('--enable-smoke-test-driver'); // without it a built workbench ignores extensionDevelopmentPath
  if (options.graceSeconds !== undefined)
    listen.push('--reconnection-grace-time', String(options.graceSeconds));
  const server = runServer(profile, listen, env);
  const stop = async () => {
    server.kill();
    await server.finished.catch(() => undefined);
    if (temporary) await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  let port: number;
  try {
    port = await server.port;
  } catch (error) {
    await stop();
    throw error;
  }
  const place = { port, token, profile };
  const address = (page: PageOptions) => pageAddress(port, token, page);
  return { place, address, ...settingsIn(profile), output: server.output, stop };
}

function settingsIn(profile: string): Pick<WorkbenchServer, 'applySettings' | 'resetSettings'> {
  const user = path.join(profile, 'data/User');
  const machine = path.join(profile, 'data/Machine');
  return {
    applySettings: (settings) => writeSettings(machine, settings, true),
    async resetSettings(settings) {
      await writeSettings(user, { ...calmSettings, ...settings }, true);
      await writeSettings(machine, {}, true);
    },
  };
}

interface RunningServer {
  readonly port: Promise<number>;
  readonly finished: Promise<void>;
  output(): string;
  kill(): void;
}

function runServer(profile: string, args: string[], env: ServerOptions['env'] = {}): RunningServer {
  const paths = ['--server-data-dir', profile, '--extensions-dir', path.join(profile, 'extensions')];
  const child = spawn(
    process.execPath,
    [serverMain(serverName), ...paths, '--accept-server-license-terms', '--telemetry-level', 'off', ...args],
    { cwd: projectRoot, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // So that a script which throws or is interrupted leaves no server behind.
  const kill = () => void child.kill();
  process.once('exit', kill);

  let text = '';
  const said = (sentence: string) => new Error(`${sentence} It printed:\n${text}`);
  const finished = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('exit', kill);
      if (code === 0 || signal === 'SIGTERM') resolve();
      else reject(said(`VS Code's server ended with ${signal ?? `exit code ${code}`}.`));
    });
  });
  const port = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(said("VS Code's server does not listen.")), startTimeoutMs);
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const match = /Extension host agent listening on (\d+)/.exec(text);
      if (match === null) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    const ended = () => {
      clearTimeout(timer);
      reject(said("VS Code's server ended before it listened."));
    };
    finished.then(ended, ended);
  });
  // Who only installs does not wait for a port, and who stops before the end does not wait for the end.
  port.catch(() => undefined);
  finished.catch(() => undefined);
  return { port, finished, output: () => text, kill };
}

function pageAddress(port: number, token: string, page: PageOptions): string {
  // "localhost" and not 127.0.0.1: with the name, the origin counts as secure, which webviews need.
  const remote = `vscode-remote://localhost:${port}`;
  const payload: [string, string][] = [];
  const { development } = page;
  if (development !== false) {
    const folder = development === true ? projectRoot : development;
    payload.push(['extensionDevelopmentPath', remote + folder]);
  }
  if (page.tests !== undefined) payload.push(['extensionTestsPath', remote + page.tests]);
  if (page.openFile !== undefined) payload.push(['openFile', page.openFile]);
  const query = new URLSearchParams({ tkn: token, folder: page.folder, payload: JSON.stringify(payload) });
  return `http://localhost:${port}/?${query}`;
}

/** @param replace false keeps what the file says already */
async function writeSettings(folder: string, settings: Settings, replace = false): Promise<void> {
  const file = path.join(folder, 'settings.json');
  const before: Settings = replace ? {} : JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify({ ...settings, ...before }, null, 2));
}
