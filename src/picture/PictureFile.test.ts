import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PictureFile } from './PictureFile';

describe('PictureFile', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'picture-'));
  const at = (...names: string[]) => path.join(folder, ...names);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes a new file, and makes none before there is a picture', async () => {
    await new PictureFile({ name: at('new.html') }).assertWritable();
    expect(() => readFileSync(at('new.html'))).toThrow('ENOENT');
  });

  it('leaves a file as it is until there is a picture, and then replaces it', async () => {
    writeFileSync(at('old.html'), 'what was there');
    const file = new PictureFile({ name: at('old.html') });
    await file.assertWritable();
    expect(readFileSync(at('old.html'), 'utf8')).toBe('what was there');

    await file.write({ takenAt: 'today', providers: [] });
    expect(readFileSync(at('old.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  it.each([
    ['a folder that is not there', ['missing', 'report.html'], 'ENOENT'],
    ['a folder in its place', ['taken.html'], 'EISDIR'],
    ['what names a folder that is not there', ['missing/'], 'EISDIR'],
    ['a file on the way', ['file', 'report.html'], 'ENOTDIR'],
  ])('refuses %s with the path and what to do', async (_, names, reason) => {
    mkdirSync(at('taken.html'), { recursive: true });
    writeFileSync(at('file'), '');
    const name = at(...names);
    const file = new PictureFile({ name });

    for (const work of [
      () => file.assertWritable(),
      () => file.write({ takenAt: 'today', providers: [] }),
    ]) {
      await expect(work()).rejects.toThrow(
        `--html ${name} cannot be written: `,
      );
      await expect(work()).rejects.toThrow(
        'Name a file in a folder that is there and that you may write to',
      );
    }
    await expect(file.assertWritable()).rejects.toThrow(reason);
  });
});
