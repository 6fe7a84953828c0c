import {
  BadCredentialsError,
  BitbucketServerResponseError,
} from '../bitbucket';
import { EmptyListsError } from '../discovery';
import { SweepReport } from '../report';
import { describeCutOff, describeFailure } from './describeFailure';

const url = 'https://git.example.com/rest/api/1.0/projects';
const cause = new BitbucketServerResponseError({ url, status: 401 });

describe('describeFailure', () => {
  it('says what to check when the server gives no proper answer', () => {
    const error = new BitbucketServerResponseError({ url, status: 404 });
    expect(describeFailure(error, { isApplied: false })).toMatch(
      /^the run failed: GET .* answered 404\. Nothing was changed\. .*check that the apiBaseUrl of the integration is the address/,
    );
  });

  it('says that the next run tries again where that may help', () => {
    const error = new BitbucketServerResponseError({ url, status: 503 });
    expect(describeFailure(error, { isApplied: false })).toMatch(
      / answered 503\. Nothing was changed, and the next run tries again\. If this lasts, find the request in the log/,
    );
  });

  it('says that what was found is in the catalog, where something was told', () => {
    const error = new BitbucketServerResponseError({ url, status: 503 });
    expect(describeFailure(error, { isApplied: true })).toMatch(
      / answered 503\. What was found before is in the catalog, and the next run tries again/,
    );
  });

  it('says what an error advises that knows itself what to do', () => {
    const error = new EmptyListsError({ host: 'git.example.com' });
    expect(describeFailure(error, { isApplied: false })).toBe(
      `the run failed: ${error.message}. Nothing was changed. Check that the account of integrations.bitbucketServer may read at least one repository`,
    );
    expect(describeFailure(error, { isApplied: true })).toContain(
      '. What was found before is in the catalog. Check that',
    );
  });

  it('adds nothing to an error that says itself how to mend it', () => {
    const host = 'git.example.com';
    const error = new BadCredentialsError({
      host,
      credentials: 'token',
      cause,
    });
    expect(describeFailure(error, { isApplied: false })).toBe(
      `the run failed: ${error.message}`,
    );
  });
});

const timeoutMs = 60 * 60_000;

function describeAfterAnHour(counts: Partial<SweepReport>): string {
  const report = Object.assign(new SweepReport({ now: 0 }), counts);
  return describeCutOff(report, { elapsedMs: timeoutMs, timeoutMs });
}

describe('describeCutOff', () => {
  it('says how far the run got, and that the next one goes on', () => {
    expect(
      describeAfterAnHour({ projects: 108, repositories: 6_000 }),
    ).toMatch(
      /^the run was cut off by its timeout of 1 h\. It got as far as 6,000 repositories in 108 projects, .* 3,600 s\. What it has seen is remembered, nothing was removed at its end, and the next run goes on\. If this lasts, make schedule\.timeout longer$/,
    );
  });

  it('says that what was found is in the catalog where it was told', () => {
    expect(describeAfterAnHour({ isApplied: true })).toContain(
      'is remembered, what it had found is in the catalog, nothing was removed',
    );
  });
});
