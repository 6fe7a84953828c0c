import { type Browser, chromium, type Page } from 'playwright-core';

/**
 * A page that is open in a browser, and what happened on it.
 *
 * @internal
 */
export interface OpenPage {
  page: Page;
  /** The addresses that were asked for, the page's own included. */
  requests: string[];
  /** Errors, dialogs, and what the page's policy has refused. */
  troubles: string[];
}

/**
 * A Chromium without a network, which opens files.
 *
 * @internal
 */
export class PictureBrowser {
  readonly #browser: Browser;

  private constructor(options: { browser: Browser }) {
    this.#browser = options.browser;
  }

  static async start(executablePath: string): Promise<PictureBrowser> {
    return new PictureBrowser({
      browser: await chromium.launch({ executablePath }),
    });
  }

  async open(
    url: string,
    options: { colorScheme?: 'light' | 'dark' } = {},
  ): Promise<OpenPage> {
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
    await page.goto(url);
    return { page, requests, troubles };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
  }
}
