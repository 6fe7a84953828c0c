import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { askStandIn } from './askStandIn';
import { readFolders } from './readFolders';
import { StandInBitbucket } from './StandInBitbucket';

let root = '';

function write(file: string, options: { content: string }): void {
  const full = path.join(root, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, options.content);
}

function createStandIn() {
  return new StandInBitbucket({
    baseUrl: 'https://git.example.com',
    model: readFolders(root),
  });
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'standin-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('readFolders', () => {
  it('makes projects and repositories of folders, personal ones of ~user', () => {
    write('ONE/alpha/a.txt', { content: '' });
    write('~jane/Own/a.txt', { content: '' });
    const { json } = askStandIn(createStandIn(), { path: '/repos' });
    expect(json).toMatchObject({
      values: [
        { slug: 'own', name: 'Own', project: { key: '~jane' } },
        { slug: 'alpha', project: { key: 'ONE', type: 'NORMAL' } },
      ],
    });
  });

  it('takes fields from project.json and .repository.json', () => {
    const project = { name: 'First', description: 'D', public: true };
    write('ONE/project.json', { content: JSON.stringify(project) });
    const repository = { archived: true, labels: ['x'], defaultBranch: 'dev' };
    write('ONE/alpha/.repository.json', { content: JSON.stringify(repository) });
    write('ONE/alpha/a.txt', { content: '' });
    const standIn = createStandIn();
    expect(askStandIn(standIn, { path: '/projects/ONE' }).json).toMatchObject(
      project,
    );
    const alpha = '/projects/ONE/repos/alpha';
    expect(askStandIn(standIn, { path: alpha }).json).toMatchObject({
      archived: true,
    });
    expect(
      askStandIn(standIn, { path: `${alpha}/default-branch` }).json,
    ).toMatchObject({ displayId: 'dev' });
    expect(askStandIn(standIn, { path: `${alpha}/files` }).json).toMatchObject({
      values: ['a.txt'],
    });
  });

  it('takes a folder without files for an empty repository', () => {
    mkdirSync(path.join(root, 'ONE/alpha'), { recursive: true });
    const { status } = askStandIn(createStandIn(), {
      path: '/projects/ONE/repos/alpha/browse',
    });
    expect(status).toBe(404);
  });

  it('shows what is edited, added and removed in the next answer', () => {
    write('ONE/alpha/a.txt', { content: 'old' });
    const standIn = createStandIn();
    const read = (file: string) => {
      const address = `/projects/ONE/repos/alpha/raw/${file}`;
      return askStandIn(standIn, { path: address });
    };
    expect(read('a.txt').text).toBe('old');
    write('ONE/alpha/a.txt', { content: 'new' });
    write('ONE/alpha/b/c.txt', { content: 'added' });
    expect(read('a.txt').text).toBe('new');
    expect(read('b/c.txt').text).toBe('added');
    rmSync(path.join(root, 'ONE/alpha/a.txt'));
    expect(read('a.txt').status).toBe(404);
    rmSync(path.join(root, 'ONE'), { recursive: true });
    expect(askStandIn(standIn, { path: '/projects' }).json).toMatchObject({
      size: 0,
    });
  });

  it('gives the same ids on each start', () => {
    write('ONE/alpha/a.txt', { content: '' });
    const idOf = () =>
      createStandIn().repository('ONE', { slug: 'alpha' }).id;
    expect(idOf()).toBe(idOf());
  });

  it('writes and removes files in the folder', () => {
    write('ONE/alpha/a.txt', { content: '' });
    const standIn = createStandIn();
    const file = { slug: 'alpha', path: 'b/c.txt' };
    standIn.writeFile('ONE', { ...file, content: 'x' });
    const files = '/projects/ONE/repos/alpha/files';
    const list = () => askStandIn(standIn, { path: files }).json;
    expect(list()).toMatchObject({ values: ['a.txt', 'b/c.txt'] });
    standIn.removeFile('ONE', file);
    expect(list()).toMatchObject({ values: ['a.txt'] });
  });

  it('neither writes nor reads outside of its folders', () => {
    write('secret.txt', { content: 'secret' });
    write('ONE/alpha/a.txt', { content: '' });
    const link = path.join(root, 'ONE/alpha/link.txt');
    symlinkSync(path.join(root, 'secret.txt'), link);
    const standIn = createStandIn();
    const outside = { slug: 'alpha', path: '../../../x.txt', content: '' };
    expect(() => standIn.writeFile('ONE', outside)).toThrow('lies outside');
    const { branches } = standIn.repository('ONE', { slug: 'alpha' });
    expect(branches.main?.read('../../secret.txt')).toBeUndefined();
    expect(branches.main?.read('link.txt')).toBeUndefined();
    expect([...(branches.main?.list() ?? [])]).toEqual(['a.txt']);
  });
});
