import { loadFour } from './testing/loadFour';
import { toCoverage, toHeldAnswers } from './toRunEnd';

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

const loadRepositories = () =>
  loadFour({ startedAt: index => 100 + index });

describe('toHeldAnswers', () => {
  it('finds the oldest answer, and none of what was never looked at', async () => {
    const repositories = await loadRepositories();
    const held = () => toHeldAnswers(repositories, { now: 500 });
    expect(held()).toEqual({ oldestMs: 400, unknown: 0 });

    repositories.get('id:1')!.result = 'definite';
    expect(held()).toEqual({ oldestMs: 399, unknown: 0 });
  });

  it('keeps the age of one that is unknown now, and counts it', async () => {
    const repositories = await loadRepositories();
    repositories.get('id:1')!.result = 'unknown';
    expect(toHeldAnswers(repositories, { now: 500 })).toEqual({
      oldestMs: 400,
      unknown: 1,
    });
  });

  it('leaves out what a filter leaves out', async () => {
    const repositories = await loadRepositories();
    for (const repository of repositories) {
      repository.isLeftOut = true;
    }
    expect(toHeldAnswers(repositories, { now: 500 })).toEqual({
      oldestMs: undefined,
      unknown: 0,
    });
  });
});
