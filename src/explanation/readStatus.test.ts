import { RememberedRun } from '../memory';
import { toRunReports, toWebhookReport } from './readStatus';

const now = Date.parse('2026-03-01T12:10:00Z');
const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);
const schedule = { frequency: { hours: 1 }, timeout: { minutes: 20 } };

const reportsOf = (...runs: RememberedRun[]) =>
  toRunReports(runs, { schedule, now });
const endings = (...runs: RememberedRun[]) =>
  reportsOf(...runs).map(({ ending }) => ending);

describe('toRunReports', () => {
  it('tells when a run was, how it ended and why, and what it counted', () => {
    const run: RememberedRun = {
      ...{ startedAt: at('11:00:00'), endedAt: at('11:00:07') },
      ...{ ending: 'failed', reason: 'it is down' },
      ...{ looks: 3, unknown: 2, requests: 12 },
    };
    expect(reportsOf(run)).toEqual([
      {
        startedAt: '2026-03-01T11:00:00.000Z',
        endedAt: '2026-03-01T11:00:07.000Z',
        ...{ ending: 'failed', reason: 'it is down' },
        ...{ looks: 3, unknown: 2, requests: 12 },
      },
    ]);
  });

  it('has null for what is not known of a run under way', () => {
    expect(reportsOf({ startedAt: at('12:00:00'), ending: 'running' })).toEqual([
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

const heard = { inLastDay: 0, projectKeys: new Set<string>() };

describe('toWebhookReport', () => {
  it('tells how many came, when the last one did, and which projects never sent one', () => {
    const report = toWebhookReport(
      {
        inLastDay: 7,
        lastAt: Date.parse('2026-03-01T12:00:00Z'),
        projectKeys: new Set(['plat', 'elsewhere']),
      },
      { projectKeys: ['DOCS', 'PLAT'] },
    );
    expect(report).toEqual({
      inLastDay: 7,
      lastAt: '2026-03-01T12:00:00.000Z',
      silentProjects: { total: 1, projectKeys: ['DOCS'] },
    });
  });

  it('names a hundred projects at most, and counts all', () => {
    const projectKeys = Array.from({ length: 130 }, (_, index) => `P${index}`);
    const { silentProjects } = toWebhookReport(heard, { projectKeys });
    expect(silentProjects.total).toBe(130);
    expect(silentProjects.projectKeys).toEqual(projectKeys.slice(0, 100));
  });

  it('has null where none ever came', () => {
    expect(toWebhookReport(heard, { projectKeys: [] }).lastAt).toBeNull();
  });
});
