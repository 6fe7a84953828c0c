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
    expect(known.size).toBe(3);
    expect(known.repositoryOf('location:default/1')).toBe(one);
    expect(known.repositoryOf('location:default/3')).toBeUndefined();
    expect(known.toRepositoryNames().inProject('A')).toHaveLength(1);
  });
});
