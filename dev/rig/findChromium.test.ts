import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from './findChromium';

describe('findChromium', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'find-chromium-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives nothing where no folder of the PATH has one', () => {
    expect(findChromium({ env: { PATH: folder } })).toBeUndefined();
    expect(findChromium({ env: {} })).toBeUndefined();
  });

  it('finds the program of Debian on the PATH', () => {
    writeFileSync(path.join(folder, 'chromium'), '');
    const PATH = ['/nowhere', folder].join(path.delimiter);
    expect(findChromium({ env: { PATH } })).toBe(path.join(folder, 'chromium'));
  });
});
