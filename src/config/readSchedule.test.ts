import { AppConfig, ConfigReader } from '@backstage/config';
import { providerOptions } from './options';
import { readOptions } from './readOptions';
import { readSchedule } from './readSchedule';

type JsonValue = AppConfig['data'][string];

const timeout = { minutes: 5 };

function read(schedule?: JsonValue) {
  const provider = { config: new ConfigReader({ schedule }), key: 'p.main' };
  readOptions(providerOptions, provider);
  return readSchedule(provider);
}

describe('readSchedule', () => {
  it('sweeps every 30 minutes for one hour at most without a schedule', () => {
    const byDefault = { frequency: { minutes: 30 }, timeout: { hours: 1 } };

    expect(read()).toEqual(byDefault);
    expect(read(null)).toEqual(byDefault);
  });

  it.each([
    [{ minutes: 3 }, { minutes: 3 }],
    ['PT3M', { minutes: 3 }],
    ['3 minutes', { minutes: 3 }],
    [{ cron: '*/5 * * * *' }, { cron: '*/5 * * * *' }],
    [{ trigger: 'manual' }, { trigger: 'manual' }],
    [{ hours: 1, minutes: -30 }, { hours: 1, minutes: -30 }],
  ])('reads the frequency %j', (frequency, expected) => {
    expect(read({ frequency, timeout })).toEqual({
      frequency: expected,
      timeout,
    });
  });

  it('reads initialDelay and scope', () => {
    const schedule = {
      frequency: { hours: 1 },
      timeout,
      initialDelay: { seconds: 0 },
      scope: 'local',
    };

    expect(read(schedule)).toEqual(schedule);
  });

  it.each([
    ['x', "p.main.schedule is 'x'; an object is wanted"],
    [[], 'p.main.schedule is a list; an object is wanted'],
    [{}, 'p.main.schedule.frequency is missing; give frequency and timeout'],
    [{ timeout }, 'p.main.schedule.frequency is missing'],
    [{ frequency: 'PT1M' }, 'p.main.schedule.timeout is missing'],
    [{ frequency: 'often', timeout }, 'p.main.schedule cannot be read: '],
    [{ frequency: 5, timeout }, 'p.main.schedule cannot be read: '],
    [{ frequency: {}, timeout }, 'p.main.schedule cannot be read: '],
    [{ frequency: { weekz: 1 }, timeout }, 'p.main.schedule cannot be read: '],
    [{ frequency: 'PT1M', timeout: 'x' }, 'p.main.schedule cannot be read: '],
    [
      { frequency: 'PT1M', timeout, scope: 'everywhere' },
      'p.main.schedule cannot be read: ',
    ],
    [
      { frequency: { cron: 5 }, timeout },
      'p.main.schedule.frequency.cron is not a string',
    ],
    [
      { frequency: { cron: 'every day' }, timeout },
      "p.main.schedule.frequency.cron is 'every day', which is no cron expression",
    ],
    [
      { frequency: { cron: '0 0 31 4 *' }, timeout },
      "p.main.schedule.frequency.cron is '0 0 31 4 *', which is no cron expression, or one of a day that never comes",
    ],
    [
      { frequency: { minutes: 0 }, timeout },
      'p.main.schedule.frequency comes to 0 ms; give a duration above zero',
    ],
    [
      { frequency: 'PT0S', timeout },
      'p.main.schedule.frequency comes to 0 ms',
    ],
    [
      { frequency: { minutes: 1, seconds: -61 }, timeout },
      'p.main.schedule.frequency comes to -1000 ms',
    ],
    [
      { frequency: { minutes: Infinity }, timeout },
      'p.main.schedule.frequency comes to Infinity ms',
    ],
    [
      { frequency: { cron: '0 0 * * *' }, timeout: { days: 25 } },
      'p.main.schedule.timeout is longer than 24 days',
    ],
    [
      { frequency: { trigger: 'manual' }, timeout: { hours: 0 } },
      'p.main.schedule.timeout comes to 0 ms',
    ],
    [
      { frequency: { cron: '* * * * *' }, timeout: '-PT1H' },
      'p.main.schedule',
    ],
    [
      { frequency: 'PT1M', timeout, initialDelay: { seconds: -1 } },
      'p.main.schedule.initialDelay is below zero',
    ],
  ])('refuses %j', (schedule, message) => {
    expect(() => read(schedule)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('keeps the reason why a duration cannot be read', () => {
    expect(() => read({ frequency: { weekz: 1 }, timeout })).toThrow(
      /^p\.main\.schedule cannot be read: .*frequency/,
    );
  });
});
