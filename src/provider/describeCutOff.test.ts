import { SweepReport } from '../report';
import { describeCutOff } from './describeCutOff';

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
