import { parseFileTarget } from './parseFileTarget';

const base = 'https://git.example.com/bitbucket';
const integration = {
  host: 'git.example.com',
  apiBaseUrl: `${base}/rest/api/1.0`,
};

const parse = (rest: string) => {
  const { target, restUrl, host, ...file } = parseFileTarget(`${base}${rest}`, {
    integration,
  });
  expect({ target, host }).toEqual({
    target: `${base}${rest}`,
    host: 'git.example.com',
  });
  expect(restUrl.startsWith(`${integration.apiBaseUrl}/projects/`)).toBe(true);
  return file;
};

const file = { projectKey: 'KEY', repoSlug: 'repo' };

describe('parseFileTarget', () => {
  it.each([
    ['/projects/KEY/repos/repo/browse/a.yaml', { ...file, path: 'a.yaml' }],
    ['/projects/KEY/repos/repo/browse/a/b%20c.yaml', { ...file, path: 'a/b c.yaml' }],
    ['/projects/KEY/repos/repo/browse/a%252F%2A%3F%23.yaml', { ...file, path: 'a%2F*?#.yaml' }],
    ['/projects/KEY/repos/repo/browse/a.yaml?at=', { ...file, path: 'a.yaml' }],
    ['/projects/KEY/repos/repo/browse/a.yaml?at=refs%2Fheads%2Fx%26y', { ...file, path: 'a.yaml', at: 'refs/heads/x&y' }],
    ['/users/jane/repos/repo/browse/a.yaml', { ...file, projectKey: '~jane', path: 'a.yaml' }],
    ['/projects/~jane/repos/repo/browse/a.yaml', { ...file, projectKey: '~jane', path: 'a.yaml' }],
  ])('takes %s apart', (rest, expected) => {
    expect(parse(rest)).toEqual(expected);
  });

  it.each([
    '/projects/KEY/repos/repo/browse/100%.yaml',
    '/projects/KEY/repos/repo',
    '/projects/KEY',
    '/',
  ])(
    'refuses %s, which is no address of a file',
    rest => {
      expect(() => parse(rest)).toThrow(`Incorrect URL: ${base}${rest}`);
    },
  );
});
