import {
  BadCredentialsError,
  BitbucketServerResponseError,
} from '../bitbucket';
import { describeFailure } from './describeFailure';

const apiBaseUrl = 'https://git.example.com/rest/api/1.0';
const url = `${apiBaseUrl}/projects`;
const cause = new BitbucketServerResponseError({ url, status: 401 });

describe('describeFailure', () => {
  it('says what to check when the server gives no proper answer', () => {
    expect(describeFailure(cause, { apiBaseUrl })).toMatch(
      /^the run failed: GET .* answered 401\. Nothing was changed, .*check that https:\/\/git\.example\.com\/rest\/api\/1\.0 is/,
    );
  });

  it('adds nothing to an error that says itself how to mend it', () => {
    const host = 'git.example.com';
    const error = new BadCredentialsError({
      host,
      credentials: 'token',
      cause,
    });
    expect(describeFailure(error, { apiBaseUrl })).toBe(
      `the run failed: ${error.message}`,
    );
  });
});
