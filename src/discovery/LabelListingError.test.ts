import {
  BitbucketServerResponseError,
  HostDownError,
  RequestError,
} from '../bitbucket';
import { LabelListingError } from './LabelListingError';

const url = 'https://git.example.com/rest/api/1.0/labels/service/labeled';
const key = 'p.filters.labels.include';

const toMessage = (cause: RequestError) =>
  new LabelListingError({ key, label: 'service', cause }).message;

describe('LabelListingError', () => {
  it('names the key, the label, the cause and what is to be done', () => {
    const cause = new BitbucketServerResponseError({ url, status: 500 });
    const error = new LabelListingError({ key, label: 'service', cause });

    expect(error.message).toBe(
      `p.filters.labels.include names the label 'service', and which repositories have it could not be read: GET ${url} answered 500. Nothing was changed, and the next run asks again. If this lasts, find the request in the log of the server, or in that of a proxy before it`,
    );
    expect(error.cause).toBe(cause);
  });

  it.each([
    [400, /Check its spelling in the settings of a repository that has it$/],
    [401, /a signed-in user alone: check the credentials of the integration$/],
    [403, /a signed-in user alone: check the credentials of the integration$/],
    [404, /knows no labels: leave filters\.labels out$/],
    [409, /Nothing was changed, and the next run asks again\. If this lasts, /],
    [429, /Nothing was changed, and the next run asks again\. If this lasts, /],
    [503, /Nothing was changed, and the next run asks again\. If this lasts, /],
  ])('advises by the status where it is %i', (status, advice) => {
    expect(
      toMessage(new BitbucketServerResponseError({ url, status })),
    ).toMatch(advice);
  });

  it('advises to check the spelling of a label that no repository has', () => {
    const exceptionName = 'NoSuchLabelException';

    expect(
      toMessage(
        new BitbucketServerResponseError({ url, status: 404, exceptionName }),
      ),
    ).toMatch(/a label that no repository has is one that the server does not/);
  });

  it('leaves it to the next run where there was no answer', () => {
    const cause = new Error('reset');

    expect(toMessage(new HostDownError({ url, failures: 20, cause }))).toMatch(
      /"reset"\. Nothing was changed, and the next run asks again\. If this lasts, /,
    );
  });
});
