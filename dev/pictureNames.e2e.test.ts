import type { PicturedRow } from '../src/picture';
import { pollUntil } from './pollUntil';
import { describeInBrowser } from './rig/describeInBrowser';
import { HOSTILE_NAMES } from './rig/hostileNames';
import { readColumn } from './rig/PictureBrowser';
import { toPicture } from './rig/toPicture';

describeInBrowser('names in a picture', browser => {
  it.each(HOSTILE_NAMES)('shows %j as text wherever it stands', async name => {
    const rows: PicturedRow[] = [
      {
        projectKey: name,
        repoSlug: name,
        result: 'in',
        files: [
          { path: name, branch: name, target: 'javascript:globalThis.wasRun=1' },
        ],
      },
      { projectKey: name, result: 'out', why: name, files: [] },
    ];
    const picture = toPicture({ [name]: rows });
    const { page, troubles } = await browser().draw({
      takenAt: name,
      providers: picture.providers.flatMap(provider => [
        { ...provider, status: 'failed', errors: [name], warnings: [name] },
        provider,
      ]),
    });

    for (const column of ['provider', 'project', 'branch', 'files']) {
      expect((await readColumn(page, column))[0]).toBe(name);
    }
    expect((await readColumn(page, 'repository'))[0]).toBe(name);
    expect(await readColumn(page, 'why')).toContain(name);
    expect(await page.locator('tbody a, img, svg, iframe').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    // Marks of direction end with the name.
    expect(
      await page.evaluate(
        "getComputedStyle(document.querySelector('tbody bdi')).unicodeBidi",
      ),
    ).toBe('isolate');

    await page.getByLabel('Search').fill(name);
    await page.getByLabel('Project', { exact: true }).selectOption({ index: 1 });
    expect(await page.evaluate('globalThis.wasRun')).toBeUndefined();
    expect(troubles).toEqual([]);
  });

  it('runs no script but its own', async () => {
    const { page, troubles } = await browser().draw(toPicture({ main: [] }));
    await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'globalThis.wasRun = 1';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="https://git.example.com/x.png" onerror="globalThis.wasRun = 1">');
    `);
    await pollUntil('the policy refuses the script and the image', {
      ask: async () => (troubles.length >= 2 ? true : undefined),
    });
    expect(troubles.join('\n')).toContain('script-src');
    expect(troubles.join('\n')).toContain('img-src');
    expect(await page.evaluate('globalThis.wasRun')).toBeUndefined();
  });
});
