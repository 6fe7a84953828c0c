import type { PicturedRow } from '../src/picture';
import { describeInBrowser } from './rig/describeInBrowser';
import { readColumn } from './rig/PictureBrowser';
import { toPicture } from './rig/toPicture';

describeInBrowser('the rows of a picture', browser => {
  it('draws a hundred of 20,000 rows, and filters and sorts all of them', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index): PicturedRow => {
      const repoSlug = `service-${19_999 - index}`;
      const projectKey = `P${index % 40}`;
      const isIn = index % 4 > 0;
      return {
        ...{ projectKey, repoSlug, result: isIn ? 'in' : 'out' },
        why: isIn ? undefined : 'no such file: /catalog-info.yaml',
        files: isIn
          ? [
              {
                path: 'catalog-info.yaml',
                branch: 'main',
                target: `https://git.example.com/projects/${projectKey}/repos/${repoSlug}/browse/catalog-info.yaml`,
              },
            ]
          : [],
      };
    });
    const { page, troubles } = await browser().draw(toPicture({ main: rows }));
    const shown = page.getByRole('status');
    expect(await shown.textContent()).toBe('Rows 1 to 100 of 20,000');
    expect(await page.locator('tbody tr').count()).toBe(100);
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe(
      '20001',
    );

    await page.getByRole('button', { name: 'Repository' }).click();
    const firstOf = async () => (await readColumn(page, 'repository'))[0];
    expect(await firstOf()).toBe('service-0');

    const pager = page.getByRole('navigation', { name: 'above' });
    await pager.getByRole('button', { name: 'Next page' }).click();
    expect(await shown.textContent()).toBe('Rows 101 to 200 of 20,000');
    expect(await firstOf()).toBe('service-100');
    expect(
      await page.locator('tbody tr').first().getAttribute('aria-rowindex'),
    ).toBe('102');

    await page.getByLabel('Search').fill('service-1234');
    expect(await shown.textContent()).toBe('11 rows, out of 20,000');
    await page.getByLabel('In or out').selectOption('out');
    expect(await readColumn(page, 'repository')).toEqual([
      ...['service-12343', 'service-12347'],
    ]);
    expect(await pager.isVisible()).toBe(false);

    await page.getByRole('button', { name: 'Show all 40 projects' }).click();
    expect(await page.locator('#projects li').count()).toBe(40);
    expect(troubles).toEqual([]);
  });

  it('keeps apart what two providers have of one name', async () => {
    const file = {
      path: 'catalog-info.yaml',
      branch: 'main',
      target: 'https://git.example.com/x',
    };
    const rows: PicturedRow[] = [
      { projectKey: 'PLAT', repoSlug: 'api', result: 'in', files: [file] },
      { projectKey: 'PLAT', repoSlug: 'web', result: 'unknown', files: [] },
    ];
    const { page } = await browser().draw(
      toPicture({ one: rows, two: rows.slice(0, 1) }),
    );

    expect(await page.locator('#projects li').allInnerTexts()).toEqual([
      expect.stringMatching(/^PLAT \(one\)\s+1 of 2$/),
      expect.stringMatching(/^PLAT \(two\)\s+1 of 1$/),
    ]);
    expect(await readColumn(page, 'provider')).toEqual(['one', 'one', 'two']);
    await page.getByRole('button', { name: 'PLAT (two)' }).click();
    expect(await readColumn(page, 'provider')).toEqual(['two']);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('combobox', { name: 'Provider' }).selectOption('one');
    expect(await readColumn(page, 'repository')).toEqual(['api', 'web']);
  });

  it('fits a narrow screen, with a long name too, and stays a table', async () => {
    const name = 'a-name-without-end-'.repeat(12);
    const row = { projectKey: name, repoSlug: name, why: name, files: [] };
    const { page } = await browser().draw(
      toPicture({ main: [{ ...row, result: 'out' }] }),
    );
    await page.setViewportSize({ width: 320, height: 640 });

    expect(
      await page.evaluate('document.documentElement.scrollWidth'),
    ).toBeLessThanOrEqual(320);
    expect(await page.getByRole('columnheader').count()).toBe(6);
    expect(await page.getByRole('cell', { name }).count()).toBeGreaterThan(0);
  });

  it('is light or dark as the browser is', async () => {
    const toBackground = async (colorScheme: 'light' | 'dark') => {
      const { page } = await browser().draw(toPicture({ main: [] }), {
        colorScheme,
      });
      return page.evaluate('getComputedStyle(document.body).backgroundColor');
    };
    expect(await toBackground('light')).not.toBe(await toBackground('dark'));
  });
});
