import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { becomes, eventually } from '../eventually.ts';
import { addLanguagePack } from './languagePack.ts';
import { Palette } from './palette.ts';
import { screenshotFolder } from './paths.ts';
import {
  inOldest,
  type PageOptions,
  type ServerOptions,
  type Settings,
  startServer,
  steadySettings,
  type WorkbenchServer,
} from './server.ts';
import { sharedBrowser, sharedServer } from './shared.ts';
import { slowDown } from './slow.ts';

/** A theme's name in `workbench.colorTheme`, and the classes that it gives the workbench and pages of extensions. */
export const themes = {
  dark: { name: 'Dark Modern', className: 'vs-dark', pageClass: 'vscode-dark' },
  light: { name: 'Light Modern', className: 'vs', pageClass: 'vscode-light' },
  highContrast: {
    name: 'Default High Contrast',
    className: 'hc-black',
    pageClass: 'vscode-high-contrast:not(.vscode-high-contrast-light)',
  },
  highContrastLight: {
    name: 'Default High Contrast Light',
    className: 'hc-light',
    pageClass: 'vscode-high-contrast-light',
  },
} as const;

export type Theme = keyof typeof themes;

/** Pictures for people to look at: `npm run test:e2e -- --pictures`. */
const pictured = process.env['PICTURES'] !== undefined;

export interface WorkbenchOptions extends ServerOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** The display language: "zh-cn". VS Code's own words stay English. */
  readonly language?: string;
  /** Folder of the extension to load, instead of the work tree. */
  readonly extension?: string;
}

/** Starting the server, the browser and the workbench, on a machine that is busy with other things. */
const readyTimeoutMs = 120_000;
/** Twice what the slowest start took that came to an end. */
const stuckAfterMs = 60_000;
/** One step of a journey. A lost selector must not eat minutes. */
const stepTimeoutMs = 20_000;
/** What may have been closed, or may not have been heard, is tried again after this. */
const retryTimeoutMs = 3_000;

/**
 * Opens a folder in Chromium, with the extension from the work tree, or with the installed one when `vsix` is given, on
 * a server with a new profile, or on the shared one. Resolves when the explorer and the themes are up.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const settings = { ...steadySettings, ...options.settings };
  const own = needsItsOwn(options) ? await startServer({ ...options, settings }) : undefined;
  const server = own ?? (await sharedServer());
  if (own === undefined) await server.resetSettings(settings);
  let close = async () => own?.stop();
  try {
    const { language } = options;
    if (language !== undefined) await addLanguagePack(server.place.profile, language);
    const browser = await sharedBrowser();
    const page = await browser.newPage({
      viewport: { width: 1400, height: 900 },
      ...(language !== undefined && { locale: language }),
    });
    close = async () => {
      await page.context().close();
      await own?.stop();
    };
    const workbench = new Workbench(server, page, options.folder, close);
    const development = options.extension ?? options.vsix === undefined;
    await workbench.open({ development, ...options });
    return workbench;
  } catch (error) {
    await close();
    throw error;
  }
}

function needsItsOwn({ vsix, env, profile }: WorkbenchOptions): boolean {
  return vsix !== undefined || env !== undefined || profile !== undefined;
}

/** One page of VS Code, driven as a person would: palette, explorer, menus, editors, hovers. */
export class Workbench {
  readonly page: Page;
  /** Absolute path of the open folder. */
  readonly folder: string;
  readonly palette: Palette;
  /** Everything the page wrote to its console, errors of the page included. */
  readonly consoleLines: string[] = [];
  readonly #server: WorkbenchServer;
  /** Closes the page, and ends what is its own. */
  readonly close: () => Promise<void>;

  constructor(server: WorkbenchServer, page: Page, folder: string, close: () => Promise<void>) {
    this.#server = server;
    this.close = close;
    this.page = page;
    this.folder = folder;
    this.palette = new Palette(page);
    page.setDefaultTimeout(stepTimeoutMs);
    page.on('console', (message) => this.consoleLines.push(message.text()));
    page.on('pageerror', (error) => this.consoleLines.push(String(error)));
  }

  async open(options: PageOptions): Promise<void> {
    await slowDown(this.page, 3);
    await this.page.goto(this.#server.address(options));
    try {
      await this.#ready(stuckAfterMs);
    } catch {
      // Seen once in hundreds of starts, on a machine that had no processor left: no extension runs by then.
      console.log(`A window is not there after ${stuckAfterMs / 1000} s, and is loaded anew:`);
      console.log(await this.savePicture('failed/not there'), this.consoleLines.slice(-20).join('\n'));
      await this.reload();
    }
  }

  /** Reloads the page as F5 in a browser does; the extension host is a new process afterwards. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  /**
   * Makes the window what it was when it opened: no editor, terminal or notification, the settings of a new profile.
   * @param replaceFiles puts others into its folder
   * @param names of what is in it then
   */
  async startOver(replaceFiles: () => Promise<void>, names: readonly string[]): Promise<void> {
    await this.page.bringToFront();
    await this.#server.resetSettings(steadySettings);
    await this.runCommand('View: Close All Editors');
    await absentFrom(this.page, '.tabs-container .tab');
    if ((await this.page.locator('.terminal-wrapper').count()) > 0) {
      await this.runCommand('Terminal: Kill All Terminals');
      await absentFrom(this.page, '.terminal-wrapper');
    }
    await this.runCommand('Notifications: Clear All Notifications');
    await replaceFiles();
    // Nothing watches files there.
    if (inOldest) await this.runCommand('Refresh Explorer');
    const items = this.page.locator('.explorer-folders-view [role=treeitem]');
    await becomes(
      () => items.evaluateAll((all) => all.map((each) => each.ariaLabel ?? '').sort()),
      names.toSorted(),
    );
    // The theme of a new profile.
    await this.page.locator(`.monaco-workbench.${themes.light.className}`).waitFor();
    this.consoleLines.length = 0;
  }

  /**
   * Waits until the workbench has written down a state that says all of `texts`: it writes some seconds later, into the
   * browser's storage, and a reload does not wait for that.
   * @param texts what the last actions have put into the state: a text of an earlier one may be written while what came
   *   after it is not
   */
  async stateWritten(...texts: string[]): Promise<void> {
    await becomes(() => this.#notInState(texts), []);
  }

  /**
   * Looks five times a second: each look reads all that is stored.
   * @returns what has not been written within some seconds
   */
  #notInState(texts: readonly string[]): Promise<readonly string[]> {
    // Not by `waitForFunction`, which takes the promise of an answer for an answer that is true.
    return this.page.evaluate(async (wanted) => {
      const done = <Result>(request: IDBRequest<Result>) =>
        new Promise<Result>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const stored = async (): Promise<readonly unknown[]> => {
        const values: unknown[] = [];
        for (const { name } of await indexedDB.databases()) {
          if (!name?.startsWith('vscode-web-state-db')) continue;
          const database = await done(indexedDB.open(name));
          try {
            for (const store of database.objectStoreNames)
              values.push(...(await done(database.transaction(store).objectStore(store).getAll())));
          } finally {
            database.close();
          }
        }
        return values;
      };
      for (let look = 1; ; look++) {
        const values = (await stored()).filter((each) => typeof each === 'string');
        const missing = wanted.filter((text) => !values.some((each) => each.includes(text)));
        if (missing.length === 0 || look === 10) return missing;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }, texts);
  }

  async #ready(timeout = readyTimeoutMs): Promise<void> {
    // `.monaco-workbench` alone comes seconds earlier, and shows a half-themed page.
    await this.page.locator('.monaco-workbench.file-icons-enabled').waitFor({ timeout });
  }

  /** Runs a command by its title in the palette (`Inspect vDSO`, `View: Close All Editors`). */
  async runCommand(title: string): Promise<void> {
    await this.palette.run(title);
  }

  /** Opens a file of the workspace by its name, through quick open; the oldest server lacks what searches files. */
  async openFile(name: string): Promise<void> {
    if (inOldest) await this.explorerItem(name).dblclick();
    else await this.palette.openFile(name);
    await this.tab(path.basename(name)).waitFor();
  }

  /** A file or folder in the explorer, by its exact name. */
  explorerItem(name: string): Locator {
    return this.page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true });
  }

  /**
   * Selects files in the explorer, which opens the first: as soon as its editor is there it is selected alone, and what
   * was selected before that no longer is.
   */
  async select(first: string, ...others: string[]): Promise<void> {
    await this.explorerItem(first).click();
    await this.tab(first).waitFor();
    for (const name of others) await this.explorerItem(name).click({ modifiers: ['ControlOrMeta'] });
    for (const name of [first, ...others])
      assert.equal(
        await this.explorerItem(name).getAttribute('aria-selected'),
        'true',
        `${name} is selected`,
      );
  }

  /** Right-clicks an element and returns the names in its context menu, which is closed again. */
  async contextMenu(target: Locator): Promise<string[]> {
    let names: readonly string[] = [];
    await eventually(async () => {
      names = await this.#openContextMenu(target);
    });
    await this.page.keyboard.press('Escape');
    return [...names];
  }

  /** A page that is just loading takes the focus, which closes the menu: whoever calls this does so again then. */
  async #openContextMenu(target: Locator): Promise<string[]> {
    // The hover of what the mouse was left on may lie over the target, and stays as long as the mouse does.
    await this.page.mouse.move(0, 0);
    await target.click({ button: 'right' });
    const labels = this.page.locator('.monaco-menu .action-item .action-label');
    await labels.first().waitFor({ timeout: retryTimeoutMs });
    return (await labels.allInnerTexts()).map((label) => label.trim()).filter((label) => label !== '');
  }

  /** Whether the context menu of an element has an entry with exactly this name, once extensions have added theirs. */
  async offers(target: Locator, name: string, expected: boolean): Promise<void> {
    await eventually(async () => {
      const names = await this.contextMenu(target);
      assert.equal(names.includes(name), expected, `${name} among ${names.join(', ')}`);
    });
  }

  /**
   * Right-clicks an element and chooses the entry with exactly this name.
   * @param select selects what the menu is about, and before each try once more: whoever opens a file in the explorer
   * finds it selected alone as soon as its editor is there
   */
  async chooseFromContextMenu(
    target: Locator,
    name: string,
    select: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    const entry = this.page
      .locator('.monaco-menu .action-item')
      .filter({ has: this.page.getByText(name, { exact: true }) });
    await eventually(async () => {
      await select();
      const names = await this.#openContextMenu(target);
      if (names.includes(name)) {
        // The menu ignores a release that comes with the press.
        await entry.click({ delay: 50, timeout: retryTimeoutMs });
        return;
      }
      await this.page.keyboard.press('Escape');
      // The text cursor stands where the click was, and Playwright takes it for something in front of the text.
      await this.page.keyboard.press('Home');
      throw new Error(`No "${name}" in the context menu: ${names.join(', ')}`);
    });
  }

  /** An editor tab by its exact label. VS Code 1.96 leaves out what an editor adds to its file's name. */
  tab(title: string): Locator {
    const label = inOldest ? title.replace(/ \((live|process \d+)\)$/, '') : title;
    return this.page
      .locator('.tabs-container .tab')
      .filter({ has: this.page.getByText(label, { exact: true }) });
  }

  /**
   * The document inside a webview. A hidden webview has no frame, so with one editor group there is one.
   * @param index which one, where editors stand side by side
   */
  webview(index = 0): FrameLocator {
    return this.page.locator('iframe.webview.ready').nth(index).contentFrame().frameLocator('#active-frame');
  }

  /**
   * Ctrl+F in a page of ours, from one of its elements. VS Code learns a moment later that the page has the focus, and
   * gives the key to somebody else until then: pressed again, as a person does.
   */
  async goToFilter(from: Locator): Promise<void> {
    await eventually(async () => {
      await from.click({ position: { x: 40, y: 8 } });
      await this.page.keyboard.press('Control+F');
      await this.webview().locator('.filter-bar:focus-within').waitFor({ timeout: retryTimeoutMs });
    });
  }

  /**
   * Points at a word of the visible text editor and returns the hover that appears. VS Code asks once, and in the first
   * seconds nobody may be there to answer; a mark or a hint that comes late closes what is shown: pointed at again then.
   * @param text of a token as the editor colours it; the last visible one is taken
   * @param saying what stands in it once all have answered
   */
  async hover(text: string, saying: RegExp = /\S/): Promise<Locator> {
    const token = this.page.locator('.monaco-editor .view-line span > span').filter({ hasText: text }).last();
    const hover = this.page
      .locator('.monaco-hover:not(.hidden):not(.workbench-hover)')
      .filter({ hasText: saying, hasNotText: /^\s*Loading\.\.\.\s*$/, visible: true })
      .first();
    await eventually(async () => {
      await this.page.mouse.move(5, 5);
      await token.hover();
      await hover.waitFor({ timeout: retryTimeoutMs });
    });
    // It fades in: a screenshot before that shows a ghost.
    await hover.evaluate((element) =>
      Promise.all(element.getAnimations({ subtree: true }).map((animation) => animation.finished)),
    );
    return hover;
  }

  /** Switches the theme while everything stays open; webviews follow. The oldest server does not see settings change. */
  async setTheme(theme: Theme): Promise<void> {
    if (inOldest) return;
    const { name, className } = themes[theme];
    await this.#server.applySettings({ 'workbench.colorTheme': name });
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Changes settings while everything stays open. */
  async applySettings(settings: Settings): Promise<void> {
    await this.#server.applySettings(settings);
  }

  /** Saves what the window shows as out/screenshots/NAME.png, where people want pictures to look at. */
  async screenshot(name: string): Promise<void> {
    if (pictured) await this.savePicture(name);
  }

  /**
   * The same in each theme, as NAME-THEME.png. No test: a theme that changes, and the picture of it, take as long as
   * opening an image.
   * @param show brings back what a theme that changes has closed
   */
  async pictures(name: string, show: () => Promise<void> = async () => undefined): Promise<void> {
    if (!pictured) return;
    for (const theme of Object.keys(themes) as Theme[]) {
      await this.setTheme(theme);
      await show();
      await this.savePicture(`${name}-${theme}`);
    }
    await this.#server.applySettings({});
    await this.page.locator(`.monaco-workbench.${themes.light.className}`).waitFor();
  }

  /** @returns path of out/screenshots/NAME.png */
  async savePicture(name: string): Promise<string> {
    await mkdir(screenshotFolder, { recursive: true });
    const file = path.join(screenshotFolder, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Texts of the messages that popped up at the lower right. */
  async notifications(): Promise<string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** What browsers say when a page violates its content security policy; ours must never. */
  policyViolations(): string[] {
    return this.consoleLines.filter((line) =>
      line.includes('violates the following Content Security Policy'),
    );
  }

  /** What the server has printed, for a failure's message. */
  serverOutput(): string {
    return this.#server.output();
  }
}

async function absentFrom(page: Page, selector: string): Promise<void> {
  await becomes(() => page.locator(selector).count(), 0, `${selector} in a window that starts over`);
}
