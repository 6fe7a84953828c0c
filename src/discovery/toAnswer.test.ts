import {
  BitbucketServerResponseError,
  HostDownError,
  RequestError,
} from '../bitbucket';
import { isOfContent, Subject, toAnswer, toUnknownIfGone } from './toAnswer';
import { RepositoryAnswer } from './types';

const url = 'https://git.example.com/rest/api/1.0/projects/A';

function answered(status: number, exceptionName?: string) {
  return new BitbucketServerResponseError({ url, status, exceptionName });
}

/** All that is a definite no, by what was asked about. */
const absences: Record<Subject, Record<string, string>> = {
  server: {},
  project: { NoSuchProjectException: 'gone' },
  repository: {
    NoSuchProjectException: 'gone',
    NoSuchRepositoryException: 'gone',
  },
  content: {
    NoSuchProjectException: 'gone',
    NoSuchRepositoryException: 'gone',
    NoSuchPathException: 'noFile',
    NoSuchObjectException: 'noBranch',
    NoSuchCommitException: 'noBranch',
    NoDefaultBranchException: 'empty',
  },
};
const subjects = Object.keys(absences) as Subject[];
const exceptions = [
  ...Object.keys(absences.content),
  'NoSuchLabelException',
  'AuthorisationException',
  'constructor',
];

describe('toAnswer', () => {
  it.each(
    subjects.flatMap(about => exceptions.map(name => ({ about, name }))),
  )('maps a 404 with $name about a $about', ({ about, name }) => {
    const cause = answered(404, name);
    const reason = Object.hasOwn(absences[about], name)
      ? absences[about][name]
      : undefined;
    expect(toAnswer(cause, { about })).toEqual(
      reason ? { outcome: 'absent', reason } : { outcome: 'unknown', cause },
    );
  });

  it('takes a 204 for an empty repository where content was asked for', () => {
    expect(toAnswer(answered(204), { about: 'content' })).toEqual({
      outcome: 'absent',
      reason: 'empty',
    });
  });

  it.each(['project', 'repository'] as const)(
    'does not know what a 204 says about a %s',
    about => {
      expect(toAnswer(answered(204), { about }).outcome).toBe('unknown');
    },
  );

  it.each([400, 401, 403, 409, 410, 429, 500, 502, 503])(
    'does not know what %i says, even with an exception of absence',
    status => {
      const cause = answered(status, 'NoSuchRepositoryException');
      expect(toAnswer(cause, { about: 'content' })).toEqual({
        outcome: 'unknown',
        cause,
      });
    },
  );

  it('does not know what a 404 without an exception says', () => {
    expect(toAnswer(answered(404), { about: 'content' }).outcome).toBe(
      'unknown',
    );
  });

  it('does not know what became of a request that got no answer', () => {
    const cause: RequestError = new HostDownError({
      url,
      failures: 20,
      cause: new Error('reset'),
    });
    expect(toAnswer(cause, { about: 'content' })).toEqual({
      outcome: 'unknown',
      cause,
    });
  });

  it('throws an error that is not about a request', () => {
    const bug = new TypeError('a bug');
    expect(() => toAnswer(bug, { about: 'content' })).toThrow(bug);
  });
});

const name = { projectKey: 'A', repoSlug: 'one' };

describe('toUnknownIfGone', () => {
  it('does not know what became of a repository that is gone', () => {
    expect(toUnknownIfGone({ outcome: 'absent', reason: 'gone' }, name)).toEqual({
      outcome: 'unknown',
      cause: expect.objectContaining({
        name: 'VanishedError',
        message: expect.stringContaining('A/one'),
      }),
    });
  });

  it.each<RepositoryAnswer>([
    { outcome: 'absent', reason: 'empty' },
    { outcome: 'absent', reason: 'noBranch' },
    { outcome: 'absent', reason: 'noFile' },
    { outcome: 'absent', reason: 'repoSlug' },
    { outcome: 'present', files: [] },
    { outcome: 'unknown', cause: new Error('503') },
  ])('leaves $outcome $reason as it is', answer => {
    expect(toUnknownIfGone(answer, name)).toBe(answer);
  });
});

describe('isOfContent', () => {
  it.each(['empty', 'noBranch', 'noFile'] as const)(
    'is true of %s, which a look inside has shown',
    reason => expect(isOfContent(reason)).toBe(true),
  );

  it.each(['gone', 'archived', 'projectKey'] as const)(
    'is false of %s, for which nobody has looked inside',
    reason => expect(isOfContent(reason)).toBe(false),
  );
});
