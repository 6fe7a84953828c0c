import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Picture } from '../../src/picture';
import { renderPicture } from '../../src/picture/renderPicture';

/**
 * A page that is open in a browser, and what happened on it.
 */
export interface OpenPage {
  page: Page;
  /** The addresses that were asked for, the page's own included. */
  requests: string[];
  /** Errors, dialogs, and what the page's policy has refused. */
  troubles: string[];
}

interface OpenOptions {
  readonly colorScheme?: 'light' | 'dark';
}

/**
 * Reads the cells of a column, from the first row that is shown to the last.
 */
export async function readColumn(
  page: Page,
  column: string,
): Promise<string[]> {
  return page.locator(`tbody .${column}`).allTextContents();
}

/**
 * A Chromium without a network, which opens files.
 */
export class PictureBrowser {
  readonly #browser: Browser;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'picture-browser-'));

  private constructor(options: { browser: Browser }) {
    this.#browser = options.browser;
  }

  static async start(executablePath: string): Promise<PictureBrowser> {
    return new PictureBrowser({
      browser: await chromium.launch({ executablePath }),
    });
  }

  /** Writes a picture to a file, and opens that. */
  async draw(
    picture: Picture,
    options: OpenOptions = {},
  ): Promise<OpenPage> {
    const file = path.join(this.#folder, 'report.html');
    writeFileSync(file, renderPicture(picture));
    return this.open(file, options);
  }

  async open(file: string, options: OpenOptions = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({
      ...options,
      offline: true,
    });
    const page = await context.newPage();
    const requests: string[] = [];
    const troubles: string[] = [];
    page.on('request', request => requests.push(request.url()));
    page.on('pageerror', error => troubles.push(error.message));
    page.on('console', message => troubles.push(message.text()));
    page.on('dialog', async dialog => {
      troubles.push(`a dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    await page.goto(pathToFileURL(file).href);
    return { page, requests, troubles };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true });
  }
}
