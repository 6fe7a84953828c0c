import { describeLongLists } from './describeRunEnd';

const minute = 60_000;
const schedule = { frequency: { minutes: 5 }, timeout: { minutes: 10 } };

describe('describeLongLists', () => {
  it('names what to change where the lists leave no time for looks', () => {
    const clock = { listedMs: 6 * minute, lookingMs: 5 * minute };
    expect(describeLongLists({ schedule, clock })).toEqual([
      'the lists alone took 6 min, and a run has 5 min for everything: too little to look at repositories. Make schedule.frequency and schedule.timeout longer',
    ]);
  });

  it('names the timeout alone where a cron decides', () => {
    const clock = { listedMs: 6 * minute, lookingMs: 5 * minute };
    const cron = { ...schedule, frequency: { cron: '* * * * *' } };
    expect(describeLongLists({ schedule: cron, clock })[0]).toMatch(
      /Make schedule\.timeout longer$/,
    );
  });

  it('says nothing where there is time left', () => {
    const clock = { listedMs: 4 * minute, lookingMs: 5 * minute };
    expect(describeLongLists({ schedule, clock })).toEqual([]);
  });
});
