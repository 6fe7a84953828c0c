import { RepositoryRow } from '../memory';
import { BELIEVED_MS } from '../provider';
import { NextLookOptions, planNextLook } from './planNextLook';

const row: RepositoryRow = {
  ...{ key: 'id:1', projectKey: 'PLAT', repoSlug: 'api', revision: 1 },
  answer: { outcome: 'absent', reason: 'noFile' },
  fingerprint: 'now',
  lookedAt: 1_000,
};

const plan = (change: Partial<NextLookOptions> = {}) =>
  planNextLook({
    ...{ row, isLeftOut: false, fingerprint: 'now' },
    nextRun: { at: 5_000, isUnderWay: false },
    areHashesBelieved: false,
    ...change,
  });

describe('planNextLook', () => {
  it.each<[string, Partial<NextLookOptions>, string]>([
    ['a filter leaves it out', { isLeftOut: true }, 'without a look'],
    ['nothing is remembered of it', { row: undefined }, 'when a list shows it'],
    [
      'something was heard of it',
      { row: { ...row, due: 'hint' } },
      'begins with it: something was heard',
    ],
    [
      'a look has left something to it',
      { row: { ...row, due: 'left' } },
      'has left something to the next one',
    ],
    [
      'its answer is held back',
      { row: { ...row, due: 'heldBack' } },
      'waits for a second look',
    ],
    [
      'the last look gave no answer',
      { row: { ...row, unknown: { since: 1, reason: 'x' } } },
      'gave no answer',
    ],
    [
      'it has no answer',
      { row: { ...row, answer: undefined } },
      'no answer yet',
    ],
    [
      'the configuration has changed',
      { fingerprint: 'then' },
      'the configuration has changed',
    ],
    ['nothing else is known', {}, 'as far as its time reaches'],
  ])('is at the next run where %s', (_, change, words) => {
    const { at, explanation } = plan(change);
    expect({ at, explanation }).toEqual({
      at: 5_000,
      explanation: expect.stringContaining(words),
    });
  });

  it('waits until its answer is as old as it may get', () => {
    expect(plan({ recheckAfterMs: 60_000 }).at).toBe(61_000);
    expect(plan({ areHashesBelieved: true }).at).toBe(1_000 + BELIEVED_MS);
  });

  it('is no sooner than the next run, and nobody knows when where that is up to somebody', () => {
    expect(plan({ recheckAfterMs: 10 }).at).toBe(5_000);
    const nextRun = { isUnderWay: false };
    expect(plan({ nextRun, recheckAfterMs: 10 }).at).toBeUndefined();
  });
});
