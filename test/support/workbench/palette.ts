import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { becomes, eventually } from '../eventually.ts';

/** Until a box that a command asks in is there, or was closed meanwhile. */
const ASKS_WITHIN_MS = 8_000;

/** The command palette, and the quick open that shares its box. */
export class Palette {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Types into the palette and returns its rows, best first, once there are any. The palette stays open. */
  async rows(text: string): Promise<string[]> {
    await this.#type(`>${text}`);
    await this.#list().first().waitFor();
    return (await this.#labels()).map(withoutKeys);
  }

  /** Runs the command with exactly this title, category included. Waits until the host has told of it. */
  async run(title: string): Promise<void> {
    await this.#choose(`>${title}`, title);
  }

  /** Runs a command that asks in the same box, which is open then. A page that is just loading may have closed it: again. */
  async runAsking(title: string): Promise<void> {
    const text = `>${title}`;
    await eventually(async () => {
      await this.#clickTyped(text, title);
      await eventually(async () => {
        assert.ok(await this.#input().isVisible(), `"${title}" asks for nothing`);
        assert.notEqual(await this.#input().inputValue(), text);
      }, ASKS_WITHIN_MS);
    });
  }

  /**
   * Runs a command that asks in the same box, and types there. The page that had the focus before the palette gets it
   * back, by a message: late, that takes it from the box, which closes. Again then.
   */
  async runThenType(title: string, text: string): Promise<void> {
    await eventually(async () => {
      await this.runAsking(title);
      await this.#input().fill(text, { timeout: 2_000 });
    });
  }

  /** Runs a command that asks in the same box, and chooses an answer there. */
  async runThenPick(title: string, label: string): Promise<void> {
    await this.runAsking(title);
    await this.pick(label);
  }

  /** @param name with its folder, where it is in one */
  async openFile(name: string): Promise<void> {
    const [, folder, file = name] = /^(.+)\/([^/]+)$/.exec(name) ?? [];
    await this.#choose(name, folder === undefined ? file : `${file} ${folder}`);
  }

  /** Chooses in a list that the extension shows (`showQuickPick`). */
  async pick(label: string): Promise<void> {
    await this.#row(label).click();
  }

  /**
   * Chooses a row, or the first that has a text, of a list that closes with it. A list that fills is drawn again: a click
   * between press and release is lost then.
   */
  async pickLast(row: Locator | string): Promise<void> {
    const wanted = typeof row === 'string' ? this.#list().filter({ hasText: row }).first() : row;
    const widget = this.#page.locator('.quick-input-widget');
    await eventually(async () => {
      if (await widget.isVisible()) await wanted.click({ timeout: 3_000 });
      await widget.waitFor({ state: 'hidden', timeout: 3_000 });
    });
  }

  /** Runs a command that asks for a file in the same box, and answers with a path. */
  async runWithFile(title: string, file: string): Promise<void> {
    await this.runAsking(title);
    await this.answerWithFile(file);
  }

  /** Answers the box that asks for a file with a path. */
  async answerWithFile(file: string): Promise<void> {
    // The box proposes a path first, and would put it over an answer that came too early.
    const box = this.#page.locator('.quick-input-widget input.input');
    await box.and(this.#page.locator('[placeholder="Folder path"]')).waitFor();
    await this.#page.waitForFunction(() =>
      document.querySelector<HTMLInputElement>('.quick-input-widget input.input')?.value.startsWith('/'),
    );
    await this.#list().first().waitFor();
    await box.fill(file);
    // While the box still lists the folder it takes no answer.
    for (let attempt = 0; attempt < 10 && (await box.isVisible()); attempt++) {
      await box.press('Enter', { timeout: 2_000 }).catch(() => undefined);
      await box.waitFor({ state: 'hidden', timeout: 2_000 }).catch(() => undefined);
    }
    await box.waitFor({ state: 'hidden' });
  }

  /** The first Escape may close a hover only. */
  async close(): Promise<void> {
    await eventually(async () => {
      if (await this.#input().isVisible()) await this.#page.keyboard.press('Escape');
      await this.#input().waitFor({ state: 'hidden', timeout: 2_000 });
    });
  }

  async #choose(text: string, label: string): Promise<void> {
    await this.#clickTyped(text, label);
    // Gone, or asked already by what was chosen.
    const still = async () =>
      (await this.#input().isVisible()) && (await this.#input().inputValue()) === text;
    await becomes(still, false);
  }

  /** An editor that opens late takes the focus, and the palette closes: it is opened again, as a person does. */
  async #clickTyped(text: string, label: string): Promise<void> {
    await eventually(async () => {
      await this.#type(text);
      try {
        await this.#row(label).click({ timeout: 5_000 });
      } catch (error) {
        // What was found for a text is kept while the box is open, be it nothing because files have just come.
        await this.#page.keyboard.press('Escape');
        throw error;
      }
    });
  }

  /** A page that is just loading in a webview takes the focus, and with it the key: pressed again, as a person does. */
  async #type(text: string): Promise<void> {
    const opened = this.#input();
    for (let attempt = 0; attempt < 10 && !(await opened.isVisible()); attempt++) {
      await this.#page.keyboard.press('F1');
      await opened.waitFor({ timeout: 2_000 }).catch(() => undefined);
    }
    await opened.fill(text, { timeout: 5_000 });
  }

  #input(): Locator {
    return this.#page.locator('.quick-input-widget input.input');
  }

  #list(): Locator {
    return this.#page.locator('.quick-input-widget .monaco-list-row');
  }

  async #labels(): Promise<string[]> {
    return this.#list().evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  }

  /** Case differs between releases of VS Code. Not `hasText`: it matches parts, so `Compare` would hit `Compare with...` as well. */
  #row(label: string): Locator {
    const quoted = JSON.stringify(label);
    const begins = JSON.stringify(`${label}, `);
    return this.#page
      .locator(`.quick-input-widget .monaco-list-row:is([aria-label=${quoted} i], [aria-label^=${begins} i])`)
      .first();
  }
}

/** A row's label carries its key binding and group after commas. */
function withoutKeys(label: string): string {
  return label.split(', ')[0] ?? label;
}
