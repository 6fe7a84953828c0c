import { ProviderConfig } from '../config';
import { describeNextRun, planNextRun } from './planNextRun';

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

const soon = { at: 1, isUnderWay: false };
const counts = { total: 1_250, leftOut: 50, urgent: 4 };

describe('describeNextRun', () => {
  it('looks at everything in the first run', () => {
    expect(
      describeNextRun(soon, {
        counts: { total: 0, leftOut: 0, urgent: 0 },
        ...{ hasRun: false, mayWait: false },
      }),
    ).toBe('it reads all lists, and looks at all repositories that they show');
  });

  it('begins with what is urgent, and says what of the others has its turn', () => {
    const options = { counts, hasRun: true };
    expect(describeNextRun(soon, { ...options, mayWait: false })).toMatch(
      /looks at 4 repositories at once, and then at the other 1,196, those looked at longest ago first/,
    );
    expect(describeNextRun(soon, { ...options, mayWait: true })).toMatch(
      /of the other 1,196 at those that have changed or whose turn it is/,
    );
  });

  it('says that one is under way', () => {
    const nextRun = { at: 1, isUnderWay: true };
    expect(
      describeNextRun(nextRun, { counts, hasRun: true, mayWait: true }),
    ).toMatch(/^one is under way; the one after it reads/);
  });
});
