import { loadFour } from './testing/loadFour';
import { toCoverage } from './toCoverage';

describe('toCoverage', () => {
  it('counts what was looked at, and finds what was looked at longest ago', async () => {
    const repositories = await loadFour({ startedAt: index => 100 - index });
    repositories.get('id:1')!.result = 'unknown';
    expect(toCoverage(repositories, { now: 500 })).toEqual({
      ...{ lookedAt: 1, total: 4, never: 1, unmoved: 0 },
      oldestAt: 98,
    });

    repositories.get('id:2')!.isUnmoved = true;
    expect(toCoverage(repositories, { now: 500 })).toMatchObject({
      ...{ lookedAt: 1, total: 4, never: 1, unmoved: 1 },
    });

    repositories.get('id:3')!.isLeftOut = true;
    expect(toCoverage(repositories, { now: 500 })).toEqual({
      ...{ lookedAt: 1, total: 3, never: 1, unmoved: 1 },
      oldestAt: 500,
    });
  });
});
