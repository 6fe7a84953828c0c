import { judgeDeliveries } from './judgeDeliveries';

const many = { successes: 5, failures: 5 };

describe('judgeDeliveries', () => {
  it.each([
    ['nothing was delivered', { successes: 0, failures: 0 }, 'none'],
    [
      'the last one got through',
      { ...many, lastSuccess: { at: 2 }, lastFailure: { at: 1 } },
      'well',
    ],
    [
      'the last one failed',
      { ...many, lastSuccess: { at: 1 }, lastFailure: { at: 2 } },
      'failing',
    ],
    [
      'one failed and none ever got through',
      { successes: 0, failures: 1, lastFailure: { at: 1 } },
      'failing',
    ],
    [
      'the last one failed before what is counted',
      { successes: 0, failures: 0, lastFailure: { at: 1 } },
      'failing',
    ],
    ['all got through', { successes: 3, failures: 0, lastSuccess: {} }, 'well'],
    ['no time is told, and some got through', { successes: 1, failures: 1 }, 'well'],
    ['no time is told, and none got through', { successes: 0, failures: 1 }, 'failing'],
  ] as const)('judges by the last one: %s', (_, statistics, verdict) => {
    expect(judgeDeliveries(statistics)).toEqual({ ...statistics, verdict });
  });
});
