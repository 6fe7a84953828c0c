import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPostgres } from './findPostgres';

describe('findPostgres', () => {
  let root: string;
  let debianFolder: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'find-postgres-'));
    debianFolder = path.join(root, 'postgresql');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function install(folder: string, programs: readonly string[]): string {
    mkdirSync(folder, { recursive: true });
    programs.forEach(name => writeFileSync(path.join(folder, name), ''));
    return folder;
  }

  const ofVersion = (version: string) =>
    path.join(debianFolder, version, 'bin');
  const all = ['initdb', 'postgres', 'pg_isready'];

  it("finds the newest of Debian's versions", () => {
    ['9.6', '13', '15'].forEach(version => install(ofVersion(version), all));

    expect(findPostgres({ env: {}, debianFolder })).toBe(ofVersion('15'));
  });

  it('passes over a version of which only the client is installed', () => {
    install(ofVersion('15'), ['pg_isready']);
    install(ofVersion('13'), all);

    expect(findPostgres({ env: {}, debianFolder })).toBe(ofVersion('13'));
  });

  it('finds one on the PATH where Debian has none', () => {
    const folder = install(path.join(root, 'bin'), all);
    const PATH = ['/nowhere', folder].join(path.delimiter);

    expect(findPostgres({ env: { PATH }, debianFolder })).toBe(folder);
  });

  it('finds nothing where there is none', () => {
    const env = { PATH: path.join(root, 'bin') };

    expect(findPostgres({ env, debianFolder })).toBeUndefined();
  });
});
