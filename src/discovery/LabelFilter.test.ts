import {
  BitbucketServerResponseError,
  describeWayOut,
  HostDownError,
  RequestError,
  toFailureAdvice,
} from '../bitbucket';
import { LabelListingError } from './LabelFilter';

const url = 'https://git.example.com/rest/api/1.0/labels/service/labeled';
const key = 'p.filters.labels.include';

const WORDS = { standing: 'It stands', next: 'the next one asks' };
const toWayOut = (cause: RequestError) =>
  describeWayOut(new LabelListingError({ key, label: 'service', cause }), WORDS);

describe('LabelListingError', () => {
  it('names the key, the label and the cause, and advises as that does', () => {
    const cause = new BitbucketServerResponseError({ url, status: 500 });
    const error = new LabelListingError({ key, label: 'service', cause });

    expect(error.message).toBe(
      `p.filters.labels.include names the label 'service', and which repositories have it could not be read: GET ${url} answered 500`,
    );
    expect(error.cause).toBe(cause);
    expect(error.failureAdvice).toEqual(toFailureAdvice(cause));
  });

  it.each([
    [400, /^It stands\. Check its spelling in the settings of a repository that has it$/],
    [401, /^It stands\. Check the credentials of the integration: .* a signed-in user alone$/],
    [403, /^It stands\. Check the credentials of the integration: .* a signed-in user alone$/],
    [404, /^It stands\. Leave filters\.labels out: .* knows no labels$/],
    [409, /^It stands, and the next one asks\. If this lasts, /],
    [429, /^It stands, and the next one asks\. If this lasts, /],
    [503, /^It stands, and the next one asks\. If this lasts, /],
  ])('advises by the status where it is %i', (status, advice) => {
    expect(
      toWayOut(new BitbucketServerResponseError({ url, status })),
    ).toMatch(advice);
  });

  it('advises to check the spelling of a label that no repository has', () => {
    const exceptionName = 'NoSuchLabelException';

    expect(
      toWayOut(
        new BitbucketServerResponseError({ url, status: 404, exceptionName }),
      ),
    ).toMatch(/a label that no repository has is one that the server does not/);
  });

  it('leaves it to the next run where there was no answer', () => {
    const cause = new Error('reset');

    expect(toWayOut(new HostDownError({ url, failures: 20, cause }))).toMatch(
      /^It stands, and the next one asks\. If this lasts, /,
    );
  });
});
