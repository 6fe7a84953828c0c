import { RememberedRun } from '../memory';
import { toRunReports } from './toRunReports';

const now = Date.parse('2026-03-01T12:10:00Z');
const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);
const schedule = { frequency: { hours: 1 }, timeout: { minutes: 20 } };

const report = (...runs: RememberedRun[]) =>
  toRunReports(runs, { schedule, now });
const endings = (...runs: RememberedRun[]) =>
  report(...runs).map(({ ending }) => ending);

describe('toRunReports', () => {
  it('tells when a run was, how it ended and why, and what it counted', () => {
    const run: RememberedRun = {
      ...{ startedAt: at('11:00:00'), endedAt: at('11:00:07') },
      ...{ ending: 'failed', reason: 'it is down' },
      ...{ looks: 3, unknown: 2, requests: 12 },
    };
    expect(report(run)).toEqual([
      {
        startedAt: '2026-03-01T11:00:00.000Z',
        endedAt: '2026-03-01T11:00:07.000Z',
        ...{ ending: 'failed', reason: 'it is down' },
        ...{ looks: 3, unknown: 2, requests: 12 },
      },
    ]);
  });

  it('has null for what is not known of a run under way', () => {
    expect(report({ startedAt: at('12:00:00'), ending: 'running' })).toEqual([
      {
        startedAt: '2026-03-01T12:00:00.000Z',
        ...{ endedAt: null, ending: 'running', reason: null },
        ...{ looks: null, unknown: null, requests: null },
      },
    ]);
  });

  it('tells that a run was killed that has not ended within its timeout', () => {
    const ending = 'running';
    expect(endings({ startedAt: at('11:49:00'), ending })).toEqual(['killed']);
  });

  it('tells that a run was killed that has not ended before another one began', () => {
    const ending = 'running';
    expect(
      endings(
        { startedAt: at('12:05:00'), ending },
        { startedAt: at('12:00:00'), ending },
      ),
    ).toEqual(['running', 'killed']);
  });
});
