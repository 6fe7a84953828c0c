import { SweepReport } from '../report';
import { describeCutOff } from './describeCutOff';

const timeoutMs = 60 * 60_000;

function describeAfterAnHour(counts: Partial<SweepReport>): string {
  const report = Object.assign(new SweepReport({ now: 0 }), counts);
  return describeCutOff(report, { now: timeoutMs, timeoutMs });
}

describe('describeCutOff', () => {
  it('reckons with all projects that were listed, not only those begun', () => {
    expect(
      describeAfterAnHour({
        projectsListed: 200,
        projects: 108,
        projectsDone: 100,
        repositories: 6_000,
      }),
    ).toMatch(
      /100 of the 200 projects seen so far are done, at 100 repositories a minute\. Set schedule\.timeout to at least 144 minutes$/,
    );
  });

  it('names twice the time, with a reserve, where no project is done', () => {
    expect(describeAfterAnHour({ projectsListed: 5, projects: 5 })).toContain(
      'to at least 144 minutes',
    );
    expect(describeAfterAnHour({})).toContain('to at least 144 minutes');
  });
});
