import type { RememberedAnswer } from '../memory';
import type { RepositoryAnswer } from '../discovery';
import { toRefreshed } from './toRefreshed';

const repository = {
  projectKey: 'ORBIT',
  repoSlug: 'antenna',
  archived: false,
  isFork: false,
  isPublic: false,
};

function present(contentIds: Record<string, string | undefined>) {
  const files = Object.entries(contentIds).map(([path, contentId]) => ({
    repository,
    path,
    contentId,
  }));
  return { outcome: 'present', files } as unknown as RepositoryAnswer &
    RememberedAnswer;
}

const mapper = {
  toLocation: ({ path }: { path: string }) => ({
    type: 'url',
    target: `https://git.x/${path}`,
  }),
};
const gone = { outcome: 'absent', reason: 'gone' } as const;

describe('toRefreshed', () => {
  it('gives all files after a push, whatever their content', () => {
    const answer = present({ 'a.yaml': '1', 'b.yaml': undefined });
    expect(
      toRefreshed({ answer }, { mapper, reread: 'all', before: answer }),
    ).toEqual(['https://git.x/a.yaml', 'https://git.x/b.yaml']);
  });

  it.each<[string, RememberedAnswer | undefined, string[]]>([
    ['another content', present({ 'a.yaml': '0', 'b.yaml': '2' }), ['https://git.x/a.yaml']],
    ['the same content', present({ 'a.yaml': '1', 'b.yaml': '2' }), []],
    ['a content that nobody has seen before', present({ 'a.yaml': undefined, 'b.yaml': '2' }), []],
    ['one that was not there before', present({ 'b.yaml': '2' }), []],
    ['a repository that had none', gone, []],
    ['a repository that nobody has looked at', undefined, []],
  ])('gives of %s, otherwise, what was rewritten', (_, before, expected) => {
    const answer = present({ 'a.yaml': '1', 'b.yaml': '2' });
    expect(
      toRefreshed({ answer }, { mapper, reread: 'rewritten', before }),
    ).toEqual(expected);
  });

  it('gives nothing where the server shows no content id any more, or no file', () => {
    const before = present({ 'a.yaml': '1', 'b.yaml': '2' });
    const answer = present({ 'a.yaml': undefined, 'b.yaml': '2' });
    const reread = 'rewritten';
    const options = { mapper, reread, before } as const;
    expect(toRefreshed({ answer }, options)).toEqual([]);
    expect(toRefreshed({ answer: gone }, options)).toEqual([]);
  });
});
