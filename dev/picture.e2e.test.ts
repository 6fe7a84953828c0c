import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeInBrowser } from './rig/describeInBrowser';
import { HOSTILE_NAMES } from './rig/hostileNames';
import { readColumn } from './rig/PictureBrowser';
import { startCommand } from './rig/startCommand';
import { serveStandIn } from './standin/serveStandIn';
import { StandInBitbucket } from './standin/StandInBitbucket';

describeInBrowser('the picture of a preview', browser => {
  const folder = mkdtempSync(path.join(tmpdir(), 'picture-'));
  const file = path.join(folder, 'report.html');
  const token = 'token-77ad01c3';
  const files = { 'catalog-info.yaml': '' };
  const hostilePath = `docs/${HOSTILE_NAMES.join(' ')}/a.yaml`;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const standIn = new StandInBitbucket({
      baseUrl: 'https://git.example.com',
      credentials: { token },
      projects: [{ key: 'PLAT' }, { key: 'ORG' }, { key: 'OLD' }],
      repositories: [
        { project: 'PLAT', slug: 'api', files },
        { project: 'PLAT', slug: 'docs', files: { 'README.md': '' } },
        { project: 'PLAT', slug: 'odd', files: { [hostilePath]: '' } },
        { project: 'ORG', slug: 'people', files, defaultBranch: 'trunk' },
      ],
    });
    const served = await serveStandIn({ standIn });
    stop = () => served.close();
    writeFileSync(
      path.join(folder, 'app-config.yaml'),
      // JSON is YAML too.
      JSON.stringify({
        integrations: {
          bitbucketServer: [
            {
              host: 'git.example.com',
              apiBaseUrl: `${served.url}/rest/api/1.0`,
              token,
            },
          ],
        },
        catalog: {
          providers: {
            bitbucketServer: {
              host: 'git.example.com',
              catalogPath: ['/catalog-info.yaml', '/docs/**/a.yaml'],
              filters: { exclude: { projectKey: '^OLD$' } },
            },
          },
        },
      }),
    );
    const { code, stderr } = await startCommand(
      ['preview', '--json', '--html', file],
      { cwd: folder, env: {} },
    ).ended;
    if (code !== 0) {
      throw new Error(`The preview ended with ${code}: ${stderr}`);
    }
  });

  afterAll(async () => {
    await stop?.();
    rmSync(folder, { recursive: true });
  });

  it('shows what was found, and asks nobody for anything', async () => {
    const { page, requests, troubles } = await browser().open(file);

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      '3 of 4 repositories have a catalog file',
    );
    expect(await page.getByRole('status').textContent()).toBe('5 rows');
    expect(await readColumn(page, 'repository')).toEqual([
      ...['the whole project', 'people', 'api', 'docs', 'odd'],
    ]);
    expect(await readColumn(page, 'why')).toEqual([
      'left out by filters.exclude.projectKey',
      ...['', '', 'no such file: /catalog-info.yaml, /docs/**/a.yaml', ''],
    ]);
    expect(await page.locator('#projects li').allInnerTexts()).toEqual([
      expect.stringMatching(/^PLAT\s+2 of 3$/),
      expect.stringMatching(/^ORG\s+1 of 1$/),
    ]);
    expect(await page.locator('#costs').textContent()).toContain(
      'A run costs ',
    );
    expect(await page.content()).not.toContain(token);
    expect({ requests, troubles }).toEqual({
      requests: [pathToFileURL(file).href],
      troubles: [],
    });
  });

  it('filters by words, by result, by reason, and by a bar', async () => {
    const { page } = await browser().open(file);
    const shown = page.getByRole('status');

    await page.getByLabel('Search').fill('TRUNK');
    expect(await shown.textContent()).toBe('1 row, out of 5');
    expect(await readColumn(page, 'repository')).toEqual(['people']);

    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('In or out').selectOption('out');
    expect(await readColumn(page, 'repository')).toEqual([
      ...['the whole project', 'docs'],
    ]);

    await page.getByRole('combobox', { name: 'Why not' }).selectOption({
      label: 'left out by filters.exclude.projectKey (1 project)',
    });
    expect(await readColumn(page, 'project')).toEqual(['OLD']);

    await page.getByLabel('Search').fill('nothing like it');
    expect(await page.getByRole('table').isVisible()).toBe(false);
    expect(await page.locator('#nothing').isVisible()).toBe(true);

    await page.getByRole('button', { name: 'PLAT', exact: true }).click();
    expect(await readColumn(page, 'repository')).toEqual([
      ...['api', 'docs', 'odd'],
    ]);
    expect(await page.getByLabel('Search').inputValue()).toBe('');
  });

  it('goes by keyboard, and says how it is sorted', async () => {
    const { page } = await browser().open(file);
    const header = page.getByRole('columnheader', { name: 'Repository' });
    expect(await header.getAttribute('aria-sort')).toBeNull();

    await header.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Space');
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect(await readColumn(page, 'repository')).toEqual([
      ...['people', 'odd', 'docs', 'api', 'the whole project'],
    ]);
    expect(await page.locator('[aria-sort]').count()).toBe(1);
    expect(await page.getByRole('rowheader').first().textContent()).toBe(
      'people',
    );

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(
      await page
        .getByRole('columnheader', { name: 'In or out' })
        .getAttribute('aria-sort'),
    ).toBe('ascending');
  });

  it('shows the path of a file as text, and leads to it', async () => {
    const { page, troubles } = await browser().open(file);
    const link = page.locator('tr', { hasText: 'odd' }).getByRole('link');

    expect(await link.textContent()).toBe(hostilePath);
    expect(await link.getAttribute('href')).toMatch(
      /^https:\/\/git\.example\.com\/projects\/PLAT\/repos\/odd\/browse\/docs\//,
    );
    expect(await page.evaluate('globalThis.wasRun')).toBeUndefined();
    expect(troubles).toEqual([]);
  });
});
