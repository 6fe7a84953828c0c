import { ProviderConfig } from '../config';
import { planNextRun } from './planNextRun';

const now = Date.parse('2026-03-01T12:10:00Z');
const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);

type Frequency = ProviderConfig['schedule']['frequency'];

const plan = (
  frequency: Frequency,
  lastRun?: Parameters<typeof planNextRun>[1]['lastRun'],
) =>
  planNextRun(
    { schedule: { frequency, timeout: { minutes: 20 } } },
    { lastRun, now },
  );

describe('planNextRun', () => {
  it('is due at once before the first run', () => {
    expect(plan({ hours: 1 })).toEqual({ at: now, isUnderWay: false });
  });

  it('is due when the frequency has passed since the last run began', () => {
    const lastRun = { startedAt: at('12:00:00'), ending: 'complete' } as const;
    expect(plan({ hours: 1 }, lastRun)).toEqual({
      at: at('13:00:00'),
      isUnderWay: false,
    });
  });

  it('is due now where it is late', () => {
    const lastRun = { startedAt: at('10:00:00'), ending: 'failed' } as const;
    expect(plan({ hours: 1 }, lastRun).at).toBe(now);
  });

  it('is due when a cron expression says so', () => {
    const { at: next } = plan({ cron: '*/30 * * * *' });
    expect(next).toBe(at('12:30:00'));
  });

  it('is up to somebody where a person starts it', () => {
    expect(plan({ trigger: 'manual' })).toEqual({ isUnderWay: false });
  });

  it('knows a run under way from one that was killed', () => {
    const ending = 'running' as const;
    const begun = (time: string) =>
      plan({ hours: 1 }, { startedAt: at(time), ending }).isUnderWay;
    expect([begun('12:00:00'), begun('11:49:59')]).toEqual([true, false]);
  });
});
