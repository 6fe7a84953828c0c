import {
  IncompleteSweepError,
  RemovalsRejectedError,
  toFailureKind,
} from './sweepErrors';

const cause = new Error('no answer');
const incomplete = new IncompleteSweepError({ cause, others: 0 });
const rejected = new RemovalsRejectedError({
  removals: 2,
  known: 3,
  maxPercentage: 10,
});

describe('toFailureKind', () => {
  it.each([
    ['a list that broke off', incomplete, 'incomplete'],
    ['removals that were refused', rejected, 'incomplete'],
    ['anything else', cause, 'failed'],
  ])('says of %s: %s %s', (_, error, kind) => {
    expect(toFailureKind(error, { isStopping: false })).toBe(kind);
  });

  it('says stopped of what a shutdown has ended, but for what was applied', () => {
    expect(toFailureKind(cause, { isStopping: true })).toBe('stopped');
    expect(toFailureKind(incomplete, { isStopping: true })).toBe('incomplete');
  });
});
