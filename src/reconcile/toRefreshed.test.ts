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

const targets = new Map([
  ['a.yaml', 'https://git.x/a.yaml'],
  ['b.yaml', 'https://git.x/b.yaml'],
]);
const gone = { outcome: 'absent', reason: 'gone' } as const;

describe('toRefreshed', () => {
  it('gives all files after a push, whatever their content', () => {
    const answer = present({ 'a.yaml': '1', 'b.yaml': undefined });
    expect(
      toRefreshed({ answer, targets }, { reread: 'all', before: answer }),
    ).toEqual([...targets.values()]);
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
      toRefreshed({ answer, targets }, { reread: 'rewritten', before }),
    ).toEqual(expected);
  });

  it('gives nothing where the server shows no content id any more, or no file', () => {
    const before = present({ 'a.yaml': '1', 'b.yaml': '2' });
    const answer = present({ 'a.yaml': undefined, 'b.yaml': '2' });
    const reread = 'rewritten';
    expect(toRefreshed({ answer, targets }, { reread, before })).toEqual([]);
    const nothing = { answer: gone, targets };
    expect(toRefreshed(nothing, { reread, before })).toEqual([]);
  });
});
