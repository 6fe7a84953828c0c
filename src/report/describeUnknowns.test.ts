import { BitbucketServerResponseError } from '../bitbucket';
import { AFTER_RUN, describeUnknowns } from './describeUnknowns';
import { SweepReport } from './SweepReport';

const url = 'https://git.example.com/rest/api/1.0/projects';

function createReport(times: number): SweepReport {
  const report = new SweepReport({ now: 0 });
  for (let index = 1; index <= times; index += 1) {
    const cause = new BitbucketServerResponseError({ url, status: 500 });
    const name = { projectKey: `P${index}`, repoSlug: 'one' };
    report.noteIncompleteList(cause, name);
    report.noteRepository(name, { outcome: 'unknown', cause });
  }
  return report;
}

describe('describeUnknowns', () => {
  it('says nothing where nothing is unknown', () => {
    const report = new SweepReport({ now: 0 });
    expect(describeUnknowns(report, AFTER_RUN)).toEqual([]);
  });

  it('gives one line for what is unknown alone, lists first', () => {
    expect(describeUnknowns(createReport(1), AFTER_RUN)).toEqual([
      `a list broke off (the repositories of P1): GET ${url} answered 500; what was known of it is kept, and the next run asks again. If this lasts, find the request in the log of the server, or in that of a proxy before it`,
      `a repository could not be checked (P1/one): GET ${url} answered 500; what was known of it is kept, and the next run asks again. If this lasts, find the request in the log of the server, or in that of a proxy before it`,
    ]);
  });

  it('gives one line for many that are unknown alike', () => {
    expect(describeUnknowns(createReport(300), AFTER_RUN)).toEqual([
      expect.stringMatching(
        /^300 lists broke off \(the repositories of P1, .* P5 and 295 more\), for example: GET/,
      ),
      expect.stringMatching(
        /^300 repositories could not be checked \(P1\/one, .* P5\/one and 295 more\), for example: GET/,
      ),
    ]);
  });

  it('names the list of all projects', () => {
    const report = new SweepReport({ now: 0 });
    const cause = new BitbucketServerResponseError({ url, status: 500 });
    report.noteIncompleteList(cause, {});
    expect(describeUnknowns(report, AFTER_RUN)[0]).toMatch(
      /^a list broke off \(all projects\): /,
    );
  });
});
