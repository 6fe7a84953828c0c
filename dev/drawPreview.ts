import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from './rig/findChromium';
import { PictureBrowser } from './rig/PictureBrowser';
import { startCommand } from './rig/startCommand';
import { startStandInProcess } from './standin/startStandInProcess';

const TARGET = path.join(__dirname, '../docs/preview.png');

const appConfig = (port: string) => `
integrations:
  bitbucketServer:
    - host: bitbucket.example.com
      apiBaseUrl: http://127.0.0.1:${port}/rest/api/1.0
      token: demonstration
catalog:
  providers:
    bitbucketServer:
      host: bitbucket.example.com
      filters: { skipArchivedRepos: true }
`;

/** Draws what the demonstration serves, for the README. */
async function drawPreview(): Promise<void> {
  const chromium = findChromium({ env: process.env });
  if (!chromium) {
    throw new Error('This machine has no Chromium');
  }
  const cwd = mkdtempSync(path.join(tmpdir(), 'draw-preview-'));
  const file = path.join(cwd, 'report.html');
  const standIn = await startStandInProcess({
    folders: path.join(__dirname, 'repositories'),
    baseUrl: 'https://bitbucket.example.com',
    credentials: { token: 'demonstration' },
  });
  const { port } = new URL(standIn.url);
  writeFileSync(path.join(cwd, 'app-config.yaml'), appConfig(port));
  const { stderr } = await startCommand(['preview', '--html', file], {
    ...{ cwd, env: {} },
  }).ended;
  process.stderr.write(stderr);
  await standIn.stop();
  const browser = await PictureBrowser.start(chromium);
  const { page } = await browser.open(file);
  await page.setViewportSize({ width: 1120, height: 800 });
  await page.screenshot({ path: TARGET, fullPage: true });
  await browser.stop();
  rmSync(cwd, { recursive: true });
}

void drawPreview();
