import {
  BitbucketServerResponseError,
  HostDownError,
  RetryAfterTooLongError,
} from '../bitbucket';
import { ParserError } from '../entities';
import { AFTER_RUN, toAdvice } from './describeUnknowns';

const url = 'https://git.example.com/rest/api/1.0/projects';
const cause = new Error('reset');

describe('toAdvice', () => {
  it.each([
    ['a 401', new BitbucketServerResponseError({ url, status: 401 }), /read permission.*filters\.projectKey/],
    ['a 403', new BitbucketServerResponseError({ url, status: 403 }), /read permission.*filters\.projectKey/],
    ['a 500', new BitbucketServerResponseError({ url, status: 500 }), /next run asks again/],
    ['a host that is down', new HostDownError({ url, failures: 20, cause }), /next run asks again/],
    ['a long refusal', new RetryAfterTooLongError({ url, retryAfterMs: 2, maxMs: 1 }), /^what was known of it is kept$/],
    ['a failing parser', new ParserError({ target: url, cause }), /custom location parser/],
  ])('says how to be rid of %s', (_, error, advice) => {
    expect(toAdvice(error, AFTER_RUN)).toMatch(advice);
  });
});
