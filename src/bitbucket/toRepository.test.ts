import { toRepository } from './toRepository';

describe('toRepository', () => {
  it('gives what discovery needs to know', () => {
    expect(
      toRepository({
        id: 12,
        slug: 'my-repo',
        project: { key: 'KEY', id: 3 },
        state: 'OFFLINE',
        archived: true,
        public: true,
        origin: { slug: 'first' },
        links: 'https://git.example.com/x',
      }),
    ).toEqual({
      projectKey: 'KEY',
      repoSlug: 'my-repo',
      id: 12,
      projectId: 3,
      state: 'OFFLINE',
      archived: true,
      isPublic: true,
      isFork: true,
      selfUrl: 'https://git.example.com/x',
    });
  });

  it('takes a repository for available, private, and neither archived nor a fork where the server says nothing', () => {
    expect(toRepository({ slug: 'r', project: { key: 'K' } })).toEqual({
      projectKey: 'K',
      repoSlug: 'r',
      state: 'AVAILABLE',
      archived: false,
      isPublic: false,
      isFork: false,
      selfUrl: undefined,
    });
  });

  it('takes a private repository in a public project for public', () => {
    const project = { key: 'K', public: true };
    const answer = { slug: 'r', project, public: false };
    expect(toRepository(answer).isPublic).toBe(true);
  });

  it('takes an origin that is null for none', () => {
    const answer = { slug: 'r', project: { key: 'K' }, origin: null };
    expect(toRepository(answer).isFork).toBe(false);
  });
});
