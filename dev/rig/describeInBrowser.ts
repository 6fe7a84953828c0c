import { findChromium } from './findChromium';
import { PictureBrowser } from './PictureBrowser';

/**
 * Describes what needs a browser. Where this machine has none, that is said
 * and skipped.
 */
export function describeInBrowser(
  title: string,
  /** Each test is given the browser once it runs. */
  defineTests: (browser: () => PictureBrowser) => void,
): void {
  const chromium = findChromium({ env: process.env });
  if (!chromium) {
    process.stdout.write(
      `Skipped ${title}: this machine has no Chromium. Install one, such as Debian's package chromium\n`,
    );
    describe.skip(title, () => defineTests(() => fail(title)));
    return;
  }
  describe(title, () => {
    let browser: PictureBrowser | undefined;

    beforeAll(async () => {
      browser = await PictureBrowser.start(chromium);
    });

    afterAll(() => browser?.stop());

    defineTests(() => browser ?? fail(title));
  });
}

function fail(title: string): never {
  throw new Error(`${title}: there is no browser`);
}
