import { RunClock, toEveryMs } from './RunClock';

type Schedule = ConstructorParameters<typeof RunClock>[0]['schedule'];

function lookingMs(schedule: Schedule): number {
  return new RunClock({ schedule }).lookingMs;
}

describe('RunClock', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<{ what: string; schedule: Schedule; before: number }>([
    {
      what: 'the next run, where that is due before the timeout',
      schedule: { frequency: { minutes: 30 }, timeout: { hours: 1 } },
      before: 30 * 60_000,
    },
    {
      what: 'the timeout, where that is shorter',
      schedule: { frequency: { hours: 6 }, timeout: { minutes: 3 } },
      before: 3 * 60_000,
    },
    {
      what: 'the timeout of a cron',
      schedule: { frequency: { cron: '* * * * *' }, timeout: { minutes: 5 } },
      before: 5 * 60_000,
    },
    {
      what: 'the timeout of runs that somebody starts',
      schedule: { frequency: { trigger: 'manual' }, timeout: { minutes: 5 } },
      before: 5 * 60_000,
    },
    {
      what: 'a next run that is due in a second',
      schedule: { frequency: { seconds: 1 }, timeout: { seconds: 15 } },
      before: 1_000,
    },
  ])('leaves time before $what', ({ schedule, before }) => {
    const looking = lookingMs(schedule);
    expect(looking).toBeLessThan(before);
    expect(looking).toBeGreaterThanOrEqual(before * 0.88);
  });

  it('leaves a tenth of the timeout, since a run that it cuts off has failed', () => {
    const schedule: Schedule = {
      frequency: { hours: 1 },
      timeout: { minutes: 10 },
    };
    expect(lookingMs(schedule)).toBeLessThanOrEqual(9 * 60_000);
  });

  it('knows how much time is left, by a clock that nobody sets', async () => {
    const clock = new RunClock({
      schedule: { frequency: { minutes: 10 }, timeout: { hours: 1 } },
    });
    jest.setSystemTime(Date.now() - 30 * 24 * 60 * 60_000);
    expect(clock.leftMs).toBe(clock.lookingMs);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(clock.elapsedMs).toBe(60_000);
    expect(clock.leftMs).toBe(clock.lookingMs - 60_000);
  });

  it('notes when the lists were read', async () => {
    const clock = new RunClock({
      schedule: { frequency: { minutes: 10 }, timeout: { hours: 1 } },
    });
    expect(clock.listedMs).toBe(0);
    await jest.advanceTimersByTimeAsync(5_000);
    clock.noteListed();
    expect(clock.listedMs).toBe(5_000);
  });
});

describe('toEveryMs', () => {
  it('is the frequency, in both forms of a duration', () => {
    const timeout = { minutes: 1 };
    expect(toEveryMs({ frequency: { minutes: 2 }, timeout })).toBe(120_000);
  });

  it('is unknown where a cron or a person decides', () => {
    const timeout = { minutes: 1 };
    expect(
      toEveryMs({ frequency: { cron: '* * * * *' }, timeout }),
    ).toBeUndefined();
    expect(
      toEveryMs({ frequency: { trigger: 'manual' }, timeout }),
    ).toBeUndefined();
  });
});
