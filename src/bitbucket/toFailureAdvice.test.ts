import { HostDownError } from '../http';
import { CertificateError } from '../http/transportErrors';
import { BitbucketServerResponseError } from './answerErrors';
import { describeWayOut, toFailureAdvice } from './toFailureAdvice';

const url = 'https://git.example.com/rest/api/1.0/projects';
const cause = new Error('reset');
const answered = (status: number, exceptionName?: string) =>
  new BitbucketServerResponseError({ url, status, exceptionName });

describe('toFailureAdvice', () => {
  it.each([
    ['bad credentials', answered(401, 'IncorrectPasswordAuthenticationException'), /have not expired/],
    ['a captcha', answered(403, 'CaptchaRequiredAuthenticationException'), /solve the captcha/],
    ['a 401', answered(401), /still good, and give .* read permission/],
    ['a 403', answered(403), /read permission/],
    ['an unknown address', answered(404), /apiBaseUrl/],
  ])('does not wait for %s to pass', (_, error, advice) => {
    expect(toFailureAdvice(error)).toEqual({
      mayPass: false,
      advice: expect.stringMatching(advice),
    });
  });

  it.each([
    ['a failing server', answered(503), /log of the server/],
    ['a refusal', answered(429), /rate limit/],
    ['a host that is down', new HostDownError({ url, failures: 20, cause }), /apiBaseUrl/],
  ])('lets %s pass, and says what to do if it does not', (_, error, advice) => {
    expect(toFailureAdvice(error)).toEqual({
      mayPass: true,
      advice: expect.stringMatching(advice),
    });
  });

  it('leaves it to the message of a certificate what to do', () => {
    const error = new CertificateError({ url, fault: 'expired', cause });
    expect(toFailureAdvice(error)).toEqual({ mayPass: false });
  });

  it('lets pass what is not about a request', () => {
    expect(toFailureAdvice(cause)).toEqual({ mayPass: true });
  });
});

describe('describeWayOut', () => {
  const words = { standing: 'It is kept', next: 'somebody asks again' };

  it('says what happens by itself, and what to do if that does not help', () => {
    expect(describeWayOut(answered(500), words)).toBe(
      'It is kept, and somebody asks again. If this lasts, find the request in the log of the server, or in that of a proxy before it',
    );
  });

  it('says what to do where it will not pass', () => {
    expect(describeWayOut(answered(403), words)).toBe(
      'It is kept. Give the account read permission',
    );
  });
});
