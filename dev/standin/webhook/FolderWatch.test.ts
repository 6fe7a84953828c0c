import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FolderWatch, type RepositoryChange } from './FolderWatch';

const state = expect.stringMatching(/^[0-9a-f]{40}$/) as string;

describe('FolderWatch', () => {
  let root: string;
  let watch: FolderWatch;
  let changes: RepositoryChange[];

  const write = (file: string, content = 'kind: Component') => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  const remove = (file: string) =>
    rmSync(path.join(root, file), { recursive: true });
  const look = () => jest.advanceTimersByTime(500);

  beforeEach(() => {
    jest.useFakeTimers();
    root = mkdtempSync(path.join(tmpdir(), 'folder-watch-'));
    write('ORBIT/antenna/catalog-info.yaml');
    write('ORBIT/dish/docs/api.yaml');
    write('ORBIT/project.json', '{}');
    mkdirSync(path.join(root, 'ORBIT/empty'));
    changes = [];
    watch = new FolderWatch({
      root,
      onChange: change => changes.push(change),
    });
    watch.start();
  });

  afterEach(() => {
    watch.stop();
    jest.useRealTimers();
    rmSync(root, { recursive: true });
  });

  const antenna = { project: 'ORBIT', folder: 'antenna' };
  const dish = { project: 'ORBIT', folder: 'dish' };

  it.each<[string, () => void, RepositoryChange]>([
    [
      'a file is new',
      () => write('ORBIT/antenna/more/catalog-info.yaml'),
      { ...antenna, from: state, to: state },
    ],
    [
      'a file has other content of the same length',
      () => write('ORBIT/antenna/catalog-info.yaml', 'kind: componenT'),
      { ...antenna, from: state, to: state },
    ],
    [
      'a file is older than before',
      () => utimesSync(path.join(root, 'ORBIT/antenna/catalog-info.yaml'), 1, 1),
      { ...antenna, from: state, to: state },
    ],
    [
      'a file has another name',
      () =>
        renameSync(
          path.join(root, 'ORBIT/dish/docs/api.yaml'),
          path.join(root, 'ORBIT/dish/docs/interface.yaml'),
        ),
      { ...dish, from: state, to: state },
    ],
    [
      'the last file is gone',
      () => remove('ORBIT/dish/docs'),
      { ...dish, from: state, to: undefined },
    ],
    [
      'the first file is there',
      () => write('ORBIT/empty/catalog-info.yaml'),
      { project: 'ORBIT', folder: 'empty', from: undefined, to: state },
    ],
  ])('tells of a repository once where %s', (_, act, change) => {
    act();
    look();
    look();

    expect(changes).toEqual([change]);
    expect(changes[0]?.from).not.toBe(changes[0]?.to);
  });

  it.each<[string, () => void]>([
    ['nothing happens', () => {}],
    ['a repository comes', () => write('ORBIT/new/catalog-info.yaml')],
    ['a repository goes', () => remove('ORBIT/dish')],
    [
      'a repository gets another name',
      () =>
        renameSync(path.join(root, 'ORBIT/dish'), path.join(root, 'ORBIT/bowl')),
    ],
    ['a project goes', () => remove('ORBIT')],
    ['its metadata changes', () => write('ORBIT/dish/.repository.json', '{}')],
    ['git writes something down', () => write('ORBIT/dish/.git/HEAD', 'x')],
    ["a project's metadata changes", () => write('ORBIT/project.json', '{ }')],
  ])('tells of nothing where %s', (_, act) => {
    act();
    look();

    expect(changes).toEqual([]);
  });

  it('tells of each repository by itself, and goes on from there', () => {
    write('ORBIT/antenna/a.yaml');
    write('ORBIT/dish/a.yaml');
    look();
    expect(changes).toMatchObject([antenna, dish]);

    write('ORBIT/antenna/b.yaml');
    look();
    expect(changes[2]).toEqual({
      ...antenna,
      from: changes[0]?.to,
      to: state,
    });
  });

  it('tells of nothing once it is stopped, nor of what happened until it starts again', () => {
    watch.stop();
    write('ORBIT/antenna/a.yaml');
    look();
    watch.start();
    look();
    expect(changes).toEqual([]);

    write('ORBIT/antenna/b.yaml');
    look();
    expect(changes).toHaveLength(1);
  });
});
