import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from './loadConfig';

describe('loadConfig', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'load-config-'));
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  it('lets a later file win, and reads what a file includes', async () => {
    write('token.txt', 'included\n');
    const config = await loadConfig([
      write('one.yaml', 'a: { b: 1, c: 1 }\n'),
      write('two.yaml', 'a: { c: 2, d: { $file: ./token.txt } }\n'),
    ]);
    expect(config.get('a')).toEqual({ b: 1, c: 2, d: 'included' });
  });

  it('names a file that is not there', async () => {
    const missing = path.join(folder, 'missing.yaml');
    await expect(loadConfig([missing])).rejects.toThrow(
      `The configuration cannot be read: Config file "${missing}" does not exist`,
    );
  });

  it('repeats no line of a file that is not YAML', async () => {
    const broken = write('broken.yaml', 'token: s3cret: x\n');
    const failure = loadConfig([broken]);
    await expect(failure).rejects.toThrow('at line 1');
    await expect(failure).rejects.not.toThrow('s3cret');
  });
});
