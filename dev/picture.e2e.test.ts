import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { renderPicture } from '../src/picture/renderPicture';
import type { Picture, PicturedRow } from '../src/picture';
import { pollUntil } from './pollUntil';
import { findChromium } from './rig/findChromium';
import { PictureBrowser } from './rig/PictureBrowser';
import { startCommand } from './rig/startCommand';
import { serveStandIn } from './standin/serveStandIn';
import { StandInBitbucket } from './standin/StandInBitbucket';

const chromium = findChromium({ env: process.env });
if (!chromium) {
  process.stdout.write(
    "Skipped the tests of the picture in a browser: this machine has no Chromium. Install one, such as Debian's package chromium\n",
  );
}
const describeInBrowser = chromium ? describe : describe.skip;

/** What would be markup, or an end of the block, if it were not text. */
const HOSTILE = [
  '</script><script>globalThis.wasRun=1</script>',
  '<img src=x onerror="globalThis.wasRun=1">',
  '<!--<script>globalThis.wasRun=1',
  '"\'><svg onload=globalThis.wasRun=1>',
  '${globalThis.wasRun=1}`{{script}}$&',
  '\u2028globalThis.wasRun=1\u2029',
  '\u202egpj.exe\u200f',
];

const toPicture = (rows: PicturedRow[], id = 'main'): Picture => ({
  takenAt: '28 November 2026 at 12:00 UTC',
  providers: [
    {
      id,
      host: id,
      status: 'complete',
      isLookedAt: true,
      errors: [],
      warnings: [],
      summary: id,
      cost: [id],
      rows,
    },
  ],
});

/** The cells of a column, from the first row that is shown to the last. */
const readColumn = (page: Page, column: string) =>
  page.locator(`tbody .${column}`).allTextContents();

describeInBrowser('the picture in a browser', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'picture-'));
  const file = path.join(folder, 'report.html');
  const url = pathToFileURL(file).href;
  let browser: PictureBrowser;

  const open = async (picture: Picture) => {
    writeFileSync(file, renderPicture(picture));
    return browser.open(url);
  };

  beforeAll(async () => {
    browser = await PictureBrowser.start(chromium ?? '');
  }, 60_000);

  afterAll(async () => {
    await browser?.stop();
    rmSync(folder, { recursive: true });
  }, 60_000);

  describe('of a server', () => {
    const token = 'token-77ad01c3';
    const files = { 'catalog-info.yaml': '' };
    const hostilePath = `docs/${HOSTILE.join(' ')}/a.yaml`;
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
    }, 60_000);

    afterAll(() => stop?.());

    it('shows what was found, and asks nobody for anything', async () => {
      const { page, requests, troubles } = await browser.open(url);

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
      expect({ requests, troubles }).toEqual({ requests: [url], troubles: [] });
    }, 60_000);

    it('filters by words, by result, by reason, and by a bar', async () => {
      const { page } = await browser.open(url);
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
    }, 60_000);

    it('goes by keyboard, and says how it is sorted', async () => {
      const { page } = await browser.open(url);
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
    }, 60_000);

    it('shows the path of a file as text, and leads to it', async () => {
      const { page, troubles } = await browser.open(url);
      const link = page.locator('tr', { hasText: 'odd' }).getByRole('link');

      expect(await link.textContent()).toBe(hostilePath);
      expect(await link.getAttribute('href')).toMatch(
        /^https:\/\/git\.example\.com\/projects\/PLAT\/repos\/odd\/browse\/docs\//,
      );
      expect(await page.evaluate('globalThis.wasRun')).toBeUndefined();
      expect(troubles).toEqual([]);
    }, 60_000);
  });

  it.each(HOSTILE)('shows %j as text wherever it stands', async name => {
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
    const picture = toPicture(rows, name);
    const { page, troubles } = await open({
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
  }, 60_000);

  it('runs no script but its own', async () => {
    const { page, troubles } = await open(toPicture([]));
    await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'globalThis.wasRun = 1';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="https://git.example.com/x.png" onerror="globalThis.wasRun = 1">');
    `);
    await pollUntil('the policy refuses the script and the image', {
      deadlineMs: 30_000,
      ask: async () => (troubles.length >= 2 ? true : undefined),
    });
    expect(troubles.join('\n')).toContain('script-src');
    expect(troubles.join('\n')).toContain('img-src');
    expect(await page.evaluate('globalThis.wasRun')).toBeUndefined();
  }, 60_000);

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
    const { page, troubles } = await open(toPicture(rows));
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
  }, 60_000);

  it('is light or dark as the browser is', async () => {
    writeFileSync(file, renderPicture(toPicture([])));
    const toBackground = async (colorScheme: 'light' | 'dark') => {
      const { page } = await browser.open(url, { colorScheme });
      return page.evaluate('getComputedStyle(document.body).backgroundColor');
    };
    expect(await toBackground('light')).not.toBe(await toBackground('dark'));
  }, 60_000);
});
