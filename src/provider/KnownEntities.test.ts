import { KnownEntities } from './KnownEntities';

describe('KnownEntities', () => {
  it('gives the repositories of its entities, each once', () => {
    const one = { projectKey: 'A', repoSlug: 'one' };
    const known = new KnownEntities({
      isComplete: true,
      repositories: new Map([
        ['location:default/1', one],
        ['location:default/2', { ...one }],
        ['location:default/3', undefined],
      ]),
    });
    expect(known.shownSize).toBe(3);
    expect(known.repositoryOf('location:default/1')).toBe(one);
    expect(known.repositoryOf('location:default/3')).toBeUndefined();
    expect(known.toRepositoryNames().inProject('A')).toHaveLength(1);
  });

  it('counts only what the catalog shows, where that is known', () => {
    const known = new KnownEntities({
      isComplete: true,
      repositories: new Map([
        ['location:default/1', undefined],
        ['location:default/2', undefined],
      ]),
      shown: new Set(['location:default/2']),
    });
    expect(known.shownSize).toBe(1);
    expect(known.isShown('location:default/1')).toBe(false);
    expect(known.isShown('location:default/2')).toBe(true);
  });
});
