import { BitbucketServerResponseError, HostDownError } from '../bitbucket';
import { RepositoryAnswer } from '../discovery';
import { toAnalysisError } from './toAnalysisError';

const host = 'git.example.com';
const url = `https://${host}/rest/api/1.0/projects/KEY/repos/one`;
const name = { projectKey: 'KEY', repoSlug: 'one' };
const file = {
  repository: {
    ...name,
    state: 'AVAILABLE',
    archived: false,
    isPublic: false,
    isFork: false,
  },
  path: 'catalog-info.yaml',
};

function toError(answer: RepositoryAnswer, ref?: string): Error | undefined {
  const asked = { ...name, baseUrl: `https://${host}`, path: '' };
  const address = { ...asked, ...(ref !== undefined && { ref }) };
  return toAnalysisError(answer, { address, host });
}

function answered(status: number): Error {
  return new BitbucketServerResponseError({ url, status });
}

const permission = '.*give the account read';
const lookAtAddress = 'look at the address of the request, and ';
const tryAgain = 'try again, and if this lasts, ';

describe('toAnalysisError', () => {
  it.each(['empty', 'noFile'] as const)(
    'is no error for %s, which says that there is no file',
    reason => {
      expect(toError({ outcome: 'absent', reason })).toBeUndefined();
    },
  );

  it('is no error where all files are there', () => {
    expect(toError({ outcome: 'present', files: [file] })).toBeUndefined();
  });

  it('asks for a directory where files are left out', () => {
    const files = [file, file];
    const error = toError({ outcome: 'present', files, cutFrom: 3 });
    expect(error).toMatchObject({
      name: 'InputError',
      message:
        'KEY/one has 3 catalog files, and 2 is the most; give the address of a directory',
    });
  });

  it.each([
    ['gone', undefined, 'git.example.com has no repository KEY/one'],
    ['noBranch', undefined, 'KEY/one on git.example.com has no default branch'],
    ['noBranch', 'a/b', "has no branch, tag or commit 'a/b'"],
  ] as const)('is not found for %s at %s', (reason, ref, message) => {
    expect(toError({ outcome: 'absent', reason }, ref)).toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [400, lookAtAddress],
    [401, permission],
    [403, permission],
    [404, lookAtAddress],
    [409, tryAgain],
    [429, tryAgain],
    [500, tryAgain],
    [503, tryAgain],
  ])('says how to mend an answer %d', (status, advice) => {
    const cause = answered(status);
    expect(toError({ outcome: 'unknown', cause })).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        new RegExp(`^Whether KEY/one on ${host} .*; ${advice}.*${status}`),
      ),
      cause,
    });
  });

  it('says how to mend a host that is down', () => {
    const cause = new HostDownError({ url, failures: 5, cause: answered(400) });
    const error = toError({ outcome: 'unknown', cause });
    expect(error?.message).toContain(tryAgain);
  });

  it('leaves it at trying again for an error that is not about a request', () => {
    const cause = new Error('KEY/one is OFFLINE');
    const error = toError({ outcome: 'unknown', cause });
    expect(error?.message).toMatch(/found out; try again; caused by/);
  });
});
