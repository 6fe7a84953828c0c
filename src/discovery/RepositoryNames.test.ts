import {
  isSameRepository,
  ProjectKeySet,
  RepositoryNames,
  toRepositoryId,
} from './RepositoryNames';

describe('RepositoryNames', () => {
  it('holds a repository once, whatever the letter case', () => {
    const names = new RepositoryNames();
    names.add({ projectKey: 'PRJ', repoSlug: 'one' });
    names.add({ projectKey: 'prj', repoSlug: 'ONE' });
    names.add({ projectKey: '~User', repoSlug: 'one' });
    expect(names.projectKeys()).toEqual(['PRJ', '~User']);
    expect(names.inProject('pRj')).toHaveLength(1);
  });

  it('has no repository in a project it does not hold', () => {
    expect(new RepositoryNames().inProject('PRJ')).toEqual([]);
  });
});

describe('isSameRepository', () => {
  it.each([
    ['PRJ', 'one', true],
    ['prj', 'One', true],
    ['PRJ', 'two', false],
    ['PR', 'one', false],
  ])('compares PRJ/one with %s/%s', (projectKey, repoSlug, isSame) => {
    const one = { projectKey: 'PRJ', repoSlug: 'one' };
    expect(isSameRepository(one, { projectKey, repoSlug })).toBe(isSame);
  });
});

describe('toRepositoryId', () => {
  it('is one and the same in any letter case', () => {
    expect(toRepositoryId({ projectKey: 'PRJ', repoSlug: 'One' })).toBe(
      'prj/one',
    );
  });
});

describe('ProjectKeySet', () => {
  it('notes a project once, whatever the letter case', () => {
    const seen = new ProjectKeySet();
    expect(seen.isEmpty).toBe(true);
    expect(seen.add('PRJ')).toBe(true);
    expect(seen.add('prj')).toBe(false);
    expect(seen.isEmpty).toBe(false);
  });
});
