import { askStandIn } from '../askStandIn';
import { StandInBitbucket } from '../StandInBitbucket';

const browsePath = '/projects/ONE/repos/alpha/browse';

function createStandIn() {
  return new StandInBitbucket({
    baseUrl: 'https://git.example.com',
    projects: [{ key: 'ONE' }],
    repositories: [
      {
        project: 'ONE',
        slug: 'alpha',
        files: {
          'catalog-info.yaml': 'kind: Component\n',
          LICENSE: 'MIT',
          'src/main/java/App.java': 'class App {}',
          'docs/index.md': 'a\r\nb\n\nc\n',
          'docs/pictures/a b#1%.png': 'PNG\0',
        },
      },
      { project: 'ONE', slug: 'empty' },
      { project: 'ONE', slug: 'late', state: 'INITIALISING', files: { a: '' } },
    ],
  });
}

function ask(path: string) {
  return askStandIn(createStandIn(), { path: `${browsePath}${path}` });
}

function exceptionOf(json: unknown): string | null | undefined {
  const { errors } = json as { errors: { exceptionName: string | null }[] };
  return errors[0]?.exceptionName;
}

describe('browse', () => {
  it('nests the page of a directory under children, with the default ref', () => {
    expect(ask('/docs').json).toEqual({
      path: { components: ['docs'], parent: '', name: 'docs', toString: 'docs' },
      revision: 'refs/heads/main',
      children: {
        size: 2,
        limit: 500,
        isLastPage: true,
        values: [
          {
            path: {
              components: ['pictures'],
              parent: '',
              name: 'pictures',
              toString: 'pictures',
            },
            node: expect.stringMatching(/^[0-9a-f]{40}$/),
            type: 'DIRECTORY',
          },
          {
            path: {
              components: ['index.md'],
              parent: '',
              name: 'index.md',
              extension: 'md',
              toString: 'index.md',
            },
            contentId: expect.stringMatching(/^[0-9a-f]{40}$/),
            type: 'FILE',
            size: 8,
          },
        ],
        start: 0,
      },
    });
  });

  it('gives files the ids git gives them', () => {
    expect(ask('').json).toMatchObject({
      children: {
        values: expect.arrayContaining([
          expect.objectContaining({
            size: 3,
            // git hash-object of "MIT"
            contentId: '8ab70c0254878ca8a5a15e98c7d32b4f7c5710c9',
          }),
        ]),
      },
    });
  });

  it('collapses a chain of folders that hold one folder each', () => {
    expect(ask('').json).toMatchObject({
      children: {
        values: [
          { path: { toString: 'docs' } },
          {
            path: {
              components: ['src', 'main', 'java'],
              parent: 'src/main',
              name: 'java',
              toString: 'src/main/java',
            },
            type: 'DIRECTORY',
          },
          { path: { toString: 'LICENSE' } },
          { path: { toString: 'catalog-info.yaml' } },
        ],
      },
    });
  });

  it('pages the children', () => {
    const { json } = ask('?start=1&limit=2');
    expect(json).toMatchObject({
      children: { size: 2, start: 1, isLastPage: false, nextPageStart: 3 },
    });
    expect(json).not.toHaveProperty('nextPageStart');
  });

  it.each(['refs/heads/main', 'main'])(
    'calls the revision as requested for at=%s',
    at => {
      const { json } = ask(`?at=${encodeURIComponent(at)}`);
      expect(json).toMatchObject({ revision: at });
    },
  );

  it('finds a branch with special characters', () => {
    const standIn = createStandIn();
    const file = { slug: 'alpha', path: 'x', content: '', branch: 'a/b #%+ü' };
    standIn.writeFile('ONE', file);
    const at = encodeURIComponent('refs/heads/a/b #%+ü');
    const path = `${browsePath}/x?at=${at}&type=true`;
    expect(askStandIn(standIn, { path }).json).toEqual({ type: 'FILE' });
  });

  it('answers a file with pages of lines, null after the last', () => {
    expect(ask('/docs/index.md').json).toEqual({
      lines: [{ text: 'a' }, { text: 'b' }, { text: '' }, { text: 'c' }],
      start: 0,
      size: 4,
      isLastPage: true,
      limit: 500,
      nextPageStart: null,
    });
    expect(ask('/docs/index.md?limit=3').json).toMatchObject({
      size: 3,
      isLastPage: false,
      nextPageStart: 3,
    });
  });

  it('answers a binary file with its path only', () => {
    const name = 'a b#1%.png';
    expect(ask(`/docs/pictures/${encodeURIComponent(name)}`).json).toEqual({
      binary: true,
      path: {
        components: ['docs', 'pictures', name],
        parent: 'docs/pictures',
        name,
        extension: 'png',
        toString: `docs/pictures/${name}`,
      },
    });
  });

  it.each([
    ['/catalog-info.yaml?type=true', { type: 'FILE' }],
    ['/src?type=true', { type: 'DIRECTORY' }],
    ['?type=true', { type: 'DIRECTORY' }],
    ['/LICENSE?type=true&size=true', { size: 3 }],
  ])('answers %s with %j', (path, expected) => {
    expect(ask(path).json).toEqual(expected);
  });

  it.each([
    ['/nope.txt', 'content.NoSuchPathException'],
    ['/catalog-info.yaml/x', 'content.NoSuchPathException'],
    ['?at=refs/heads/nope', 'NoSuchObjectException'],
    ['?at=refs/tags/v1', 'NoSuchObjectException'],
    ['?at=nope', 'commit.NoSuchCommitException'],
    [`?at=${'0'.repeat(40)}`, 'commit.NoSuchCommitException'],
  ])('answers %s with 404 %s', (path, exception) => {
    const { status, json } = ask(path);
    expect(status).toBe(404);
    expect(exceptionOf(json)).toBe(`com.atlassian.bitbucket.${exception}`);
  });

  it('answers 404 NoDefaultBranch for an empty repository', () => {
    const path = '/projects/ONE/repos/empty/browse';
    const { status, json } = askStandIn(createStandIn(), { path });
    expect(status).toBe(404);
    expect(exceptionOf(json)).toBe(
      'com.atlassian.bitbucket.repository.NoDefaultBranchException',
    );
  });

  it('refuses a repository that is not AVAILABLE', () => {
    const path = '/projects/ONE/repos/late/browse';
    expect(askStandIn(createStandIn(), { path }).status).toBe(409);
  });
});
