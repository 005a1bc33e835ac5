/** Builds the webview with the fake host, serves both, and opens pages in Chromium under the real policy. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { after, afterEach } from 'node:test';
import { build, type Metafile } from 'esbuild';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { asOnePage } from '../../scripts/build/page.mjs';
import { pageHtml } from '../../src/editor/html.ts';
import { chosenConsumers } from '../../src/editor/selection.ts';
import type { Language } from '../../src/elf/language.ts';
import type { CopyQuery, PageChoice, RowQuery } from '../../src/protocol.ts';
import { AtlasSession } from '../../src/session/atlasSession.ts';
import type { Session } from '../../src/session/model.ts';
import type { TablePage } from '../../src/session/tablePage.ts';
import { eventually } from '../support/eventually.ts';
import { launchBrowser } from '../support/workbench/browser.ts';
import { projectRoot } from '../support/workbench/paths.ts';
import { slow, slowDown } from '../support/workbench/slow.ts';
import { openCode } from './fake/code.ts';
import type { FakeHost } from './fake/fakeHost.ts';

export type Theme = 'dark' | 'light' | 'contrast' | 'contrastLight';

export const themes: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  contrast: 'vscode-high-contrast',
  contrastLight: 'vscode-high-contrast-light',
};

export interface OpenOptions {
  readonly image?: string;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** Milliseconds that the fake host takes to answer. */
  readonly delay?: number;
  /** Who answers instead of the fake host, `ready` as well; `image` names nothing then. */
  readonly answer?: Answer;
  /** Of the page; who answers is in one by himself. */
  readonly language?: Language;
  /** The host tells the state before the page asks, and this becomes of it. */
  readonly told?: 'arrived' | 'lost';
}

/** Answers a request of the page. */
export type Answer = (name: string, args: unknown[]) => Promise<unknown>;

type Files = ReadonlyMap<string, Uint8Array>;

/** A page of the browser, which lasts, and who answers for what is open in it where the fake host does not. */
interface Tab {
  readonly page: Page;
  answer: Answer;
}

const usualDelay = slow ? 300 : 2;

export class Harness {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #address: string;
  readonly #context: BrowserContext;
  /** One for the next test. More would lie behind one another, where a browser draws seldom. */
  #idle: Tab | undefined;
  readonly #used: Tab[] = [];
  #openings = 0;

  constructor(browser: Browser, context: BrowserContext, server: Server, address: string) {
    this.#browser = browser;
    this.#context = context;
    this.#server = server;
    this.#address = address;
  }

  static async start(browserOptions?: Parameters<typeof launchBrowser>[0]): Promise<Harness> {
    const files = await bundle();
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname === '/') {
        response.setHeader('content-type', 'text/html');
        response.end(html(url));
        return;
      }
      const file = files.get(url.pathname.slice(1));
      response.setHeader('content-type', url.pathname.endsWith('.css') ? 'text/css' : 'text/javascript');
      response.statusCode = file === undefined ? 404 : 200;
      // It stays what it is: the browser keeps it, and what it has compiled of it.
      if (file !== undefined) response.setHeader('cache-control', 'max-age=86400');
      response.end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const browser = await launchBrowser(browserOptions);
    const context = await browser.newContext();
    return new Harness(browser, context, server, `http://127.0.0.1:${address.port}`);
  }

  get crashed(): boolean {
    return !this.#browser.isConnected();
  }

  async open(options: OpenOptions = {}): Promise<Page> {
    const {
      answer,
      language,
      image = answer === undefined ? 'live' : 'answered',
      theme = 'dark',
      width = 1280,
      height = 800,
      delay = usualDelay,
      told,
    } = options;
    const tab = this.#idle ?? (await this.#newTab());
    this.#idle = undefined;
    this.#used.push(tab);
    const { page } = tab;
    tab.answer = answer ?? atlasOf({ machine: 'x86_64' });
    this.#openings += 1;
    const size = page.viewportSize();
    if (size?.width !== width || size.height !== height) await page.setViewportSize({ width, height });
    await slowDown(page, 6);
    page.on('pageerror', (error) => {
      throw error;
    });
    const query = new URLSearchParams({
      case: image,
      theme,
      delay: String(delay),
      opening: String(this.#openings),
      ...(told && { told }),
      ...(language && { language }),
    });
    await page.goto(`${this.#address}/?${query}`);
    await page.waitForSelector('.image-header:not(:empty), .failure');
    return page;
  }

  /** Closes what was opened so far. */
  async closePages(): Promise<void> {
    for (const tab of this.#used.splice(0)) {
      if (this.#idle === undefined && (await emptied(tab.page))) this.#idle = tab;
      else await tab.page.close();
    }
  }

  async #newTab(): Promise<Tab> {
    const page = await this.#context.newPage();
    const tab: Tab = { page, answer: atlasOf({ machine: 'x86_64' }) };
    await page.exposeFunction('askHarness', (name: string, args: unknown[]) => tab.answer(name, args));
    await page.exposeFunction('askCode', askCode);
    return tab;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/**
 * Takes from a page what a test has put around it; what is in it goes when the next test's page takes its place. Opening
 * another one takes the browser a second of a processor.
 * @returns false for a page that no other test should meet: it is closed, has crashed or does not answer
 */
async function emptied(page: Page): Promise<boolean> {
  try {
    for (const event of ['dialog', 'pageerror'] as const) page.removeAllListeners(event);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.mouse.move(0, 0);
    await page.locator('html').waitFor({ state: 'attached', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

let shared: Promise<Harness> | undefined;

/**
 * One browser for all tests of a process, of whatever file. What a test has opened ends with it. A browser that has
 * crashed under a test is none for the next one.
 */
export function useHarness(): Pick<Harness, 'open'> {
  afterEach(async () => (await shared)?.closePages());
  after(async () => {
    const harness = await shared;
    shared = undefined;
    await harness?.stop();
  });
  return {
    async open(options) {
      if ((await shared)?.crashed === true) shared = undefined;
      shared ??= Harness.start();
      return (await shared).open(options);
    },
  };
}

/** The requests of a page of the atlas, answered as the extension host does. */
export function atlasOf({ machine, language }: { machine: string; language?: Language }): Answer {
  const selection = chosenConsumers([], 'newest');
  return pageOf(new AtlasSession({ selection, machine, language, generator: 'test' }));
}

/** The requests of a page of no image, answered as the extension host does. */
export function pageOf(session: TablePage): Answer {
  const answers: Readonly<Record<string, (...args: never[]) => Promise<unknown>>> = {
    choose: (choice: PageChoice) => session.choose(choice),
    rows: (query: RowQuery) => session.rows(query),
    detail: (_table: unknown, index: number, column?: number) => session.detail(index, column),
    locate: (query: RowQuery, index: number) => session.locate(query, index),
    find: (_table: unknown, name: string) => session.find(name),
    copy: async (query: CopyQuery) => (await session.copy(query)).text,
  };
  return (name, args) =>
    answers[name]?.(...(args as never[])) ?? Promise.reject(new Error(`No ${name} here.`));
}

let coded: Promise<Session> | undefined;

/** The requests about code, answered by a session of an image whose code is a test's. */
async function askCode(name: 'code' | 'instructions' | 'rows', args: unknown[]): Promise<unknown> {
  coded ??= openCode();
  const session = await coded;
  return Reflect.apply(session[name], session, args);
}

/** Runs in the page, with its fake host. */
export function withHost<Result>(page: Page, run: (host: FakeHost) => Result): Promise<Result> {
  return page.evaluate(`(${run.toString()})(window.fakeHost)`) as Promise<Result>;
}

/** Resolves when the host owes no answer and two frames were painted since: what follows by itself has happened. */
export async function quiet(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let still = 0; still < 2; still = window.fakeHost.unanswered === 0 ? still + 1 : 0)
      await new Promise(requestAnimationFrame);
  })()`);
}

/** There is none of these, now that what follows by itself has happened. */
export async function absent(elements: Locator): Promise<void> {
  await quiet(elements.page());
  const found = await elements.count();
  assert.equal(found, 0);
}

/** An element has the focus, and keeps it when what follows by itself has happened. */
export async function hasFocus(element: Locator): Promise<void> {
  await eventually(async () => assert.ok(await focused(element)));
  await quiet(element.page());
  assert.ok(await focused(element), 'The focus went on.');
}

const focused = (element: Locator) => element.evaluate((each) => each === document.activeElement);

export async function tab(page: Page, name: string): Promise<void> {
  await page.locator(`.tabs-main [data-tab="${name}"]`).click();
}

let built: Promise<Files> | undefined;
let metafile: Metafile | undefined;

function bundle(): Promise<Files> {
  built ??= buildAll();
  return built;
}

async function buildAll(): Promise<Files> {
  const shared = {
    absWorkingDir: projectRoot,
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'chrome128',
    logLevel: 'warning',
  } as const;
  const webview = await build({
    ...shared,
    entryPoints: ['webview/main.ts'],
    outdir: 'webview',
    format: 'esm',
    splitting: true,
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    plugins: [asOnePage],
  });
  const fake = await build({
    ...shared,
    entryPoints: ['test/webview/fake/fakeHost.ts', 'test/webview/fake/themes.css'],
    outdir: 'fake',
    format: 'iife',
    minify: true,
  });
  metafile = webview.metafile;
  const files = new Map<string, Uint8Array>();
  for (const { path: name, contents } of [...webview.outputFiles, ...fake.outputFiles]) {
    files.set(path.relative(projectRoot, name), contents);
  }
  return files;
}

/** The host's own page, with the fake host before its script and a theme on its body. */
function html(url: URL): string {
  const theme = url.searchParams.get('theme') ?? 'dark';
  const kind = Object.hasOwn(themes, theme) ? themes[theme as Theme] : themes.dark;
  const classes = kind === themes.contrastLight ? `${kind} ${themes.contrast}` : kind;
  const page = pageHtml({
    language: url.searchParams.get('language') ?? 'en',
    cspSource: "'self'",
    script: 'webview/main.js',
    styleSheets: ['fake/themes.css', 'webview/main.css'],
  });
  const nonce = /nonce="([^"]+)"/.exec(page)?.[1] ?? '';
  return page
    .replace('<body>', `<body class="${classes}" data-vscode-theme-kind="${kind}">`)
    .replace(
      '<script type="module"',
      `<script nonce="${nonce}" src="fake/fakeHost.js"></script>\n<script type="module"`,
    );
}

/**
 * Bytes of the scripts that the first paint waits for, and how many files these are; of all scripts and styles that
 * every page loads by itself; and of the others, by what each begins with.
 */
export async function bundleSizes(): Promise<{
  readonly first: number;
  readonly firstFiles: number;
  readonly always: number;
  readonly onDemand: readonly { readonly entry: string; readonly bytes: number }[];
}> {
  const { outputs } = (await bundle().then(() => metafile)) ?? assert.fail('nothing was built');
  const named = Object.entries(outputs);
  const load = (name: string, loaded: Set<string>): Set<string> => {
    if (loaded.has(name)) return loaded;
    loaded.add(name);
    for (const { path: next, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement') load(next, loaded);
    return loaded;
  };
  const first = load('webview/main.js', new Set());
  const always = new Set(first);
  for (const [name, { entryPoint }] of named)
    if (entryPoint === 'webview/controls.ts' || name.endsWith('.css')) load(name, always);
  const bytes = (name: string): number => outputs[name]?.bytes ?? 0;
  const sum = (names: Iterable<string>): number => [...names].reduce((all, name) => all + bytes(name), 0);
  return {
    first: sum(first),
    firstFiles: first.size,
    always: sum(always),
    onDemand: named
      .filter(([name]) => !always.has(name))
      .map(([name, { entryPoint = name }]) => ({ entry: entryPoint, bytes: bytes(name) })),
  };
}
