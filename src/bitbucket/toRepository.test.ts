import { toRepository } from './toRepository';

describe('toRepository', () => {
  it('gives what discovery needs to know', () => {
    expect(
      toRepository({
        slug: 'my-repo',
        project: { key: 'KEY' },
        state: 'OFFLINE',
        archived: true,
        links: { self: [{ href: 'https://git.example.com/x' }] },
      }),
    ).toEqual({
      projectKey: 'KEY',
      repoSlug: 'my-repo',
      state: 'OFFLINE',
      archived: true,
      selfUrl: 'https://git.example.com/x',
    });
  });

  it('takes a repository for available and not archived where an old server says nothing', () => {
    expect(toRepository({ slug: 'r', project: { key: 'K' } })).toEqual({
      projectKey: 'K',
      repoSlug: 'r',
      state: 'AVAILABLE',
      archived: false,
      selfUrl: undefined,
    });
  });
});
