import { answer } from '../http/testing/answers';
import {
  BodyTooLargeError,
  CertificateError,
  HostDownError,
  NetworkError,
  RequestTimeoutError,
  RetryAfterTooLongError,
} from '../http/transportErrors';
import {
  BadCredentialsError,
  BitbucketServerResponseError,
  UnexpectedAnswerError,
} from './answerErrors';
import {
  isCredentialsDoubt,
  toFailureKind,
  toForeignType,
} from './toFailureKind';

const url = 'https://git.example.com/rest/api/1.0/projects';
const cause = new Error('reset');

describe('toFailureKind', () => {
  it.each([
    [204, undefined, 'empty'],
    [302, undefined, 'notBitbucket'],
    [400, undefined, 'badRequest'],
    [401, undefined, 'unauthorized'],
    [401, 'AuthorisationException', 'unauthorized'],
    [401, 'IncorrectPasswordAuthenticationException', 'badCredentials'],
    [403, undefined, 'forbidden'],
    [403, 'AuthorisationException', 'forbidden'],
    [403, 'CaptchaRequiredAuthenticationException', 'captcha'],
    [404, undefined, 'noEndpoint'],
    [404, 'NoSuchProjectException', 'noProject'],
    [404, 'NoSuchRepositoryException', 'noRepository'],
    [404, 'NoSuchPathException', 'noPath'],
    [404, 'NoSuchObjectException', 'noBranch'],
    [404, 'NoSuchCommitException', 'noBranch'],
    [404, 'NoDefaultBranchException', 'empty'],
    [404, 'NoSuchLabelException', 'unknownLabel'],
    [404, 'AuthorisationException', 'unexpected'],
    [404, 'NoSuchPathExceptionException', 'unexpected'],
    [405, undefined, 'unexpected'],
    [409, 'NoSuchRepositoryException', 'unexpected'],
    [410, 'NoSuchRepositoryException', 'unexpected'],
    [429, undefined, 'refused'],
    [500, 'NoSuchRepositoryException', 'unavailable'],
    [502, undefined, 'unavailable'],
    [503, undefined, 'unavailable'],
    [504, undefined, 'unavailable'],
  ])('takes %i with %s for %s', (status, exceptionName, kind) => {
    const error = new BitbucketServerResponseError({
      url,
      status,
      exceptionName,
    });
    expect(toFailureKind(error)).toBe(kind);
  });

  it.each([
    [400, 'notBitbucket'],
    [403, 'notBitbucket'],
    [409, 'notBitbucket'],
    [401, 'unauthorized'],
    [404, 'noEndpoint'],
    [429, 'refused'],
    [503, 'unavailable'],
  ])('takes %i with a page in place of JSON for %s', (status, kind) => {
    const foreignType = 'text/html';
    const error = new BitbucketServerResponseError({
      url,
      status,
      foreignType,
    });
    expect(toFailureKind(error)).toBe(kind);
  });

  it.each([
    ['unreachable', new NetworkError({ url, cause })],
    ['certificate', new CertificateError({ url, fault: 'expired', cause })],
    ['timeout', new RequestTimeoutError({ url, timeoutMs: 1 })],
    ['tooLarge', new BodyTooLargeError({ url, maxBytes: 1 })],
    ['hostDown', new HostDownError({ url, failures: 20, cause })],
    [
      'longRefusal',
      new RetryAfterTooLongError({ url, retryAfterMs: 2, maxMs: 1 }),
    ],
    ['unexpected', new UnexpectedAnswerError({ url, found: 'was odd' })],
  ])('gives the kind %s of what has no answer', (kind, error) => {
    expect(toFailureKind(error)).toBe(kind);
  });

  it.each([
    cause,
    new TypeError('a bug'),
    new BadCredentialsError({ host: 'h', credentials: 'token', cause }),
    undefined,
  ])('gives none for %p, which is not about a request', error => {
    expect(toFailureKind(error)).toBeUndefined();
  });
});

describe('isCredentialsDoubt', () => {
  it.each(['badCredentials', 'captcha', 'unauthorized'] as const)(
    'is so for %s',
    kind => {
      expect(isCredentialsDoubt(kind)).toBe(true);
    },
  );

  it.each(['forbidden', 'noProject', 'unavailable', undefined] as const)(
    'is not so for %s',
    kind => {
      expect(isCredentialsDoubt(kind)).toBe(false);
    },
  );
});

describe('toForeignType', () => {
  const typed = (type: string, body: string) =>
    answer(403, { headers: { 'content-type': type }, body });

  it('gives the type of a body that is no JSON', () => {
    const page = typed('text/html; charset=utf-8', '<html>');
    expect(toForeignType(page)).toBe('text/html; charset=utf-8');
  });

  it.each([
    ['JSON', typed('application/json;charset=UTF-8', '{}')],
    ['an empty body', typed('text/plain', '')],
    ['a body of no type', answer(403, { body: 'no' })],
  ])('gives none for %s, which may be Bitbucket', (_, response) => {
    expect(toForeignType(response)).toBeUndefined();
  });
});
