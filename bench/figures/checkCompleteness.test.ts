import { createMeasurement } from '../createMeasurement';
import { checkCompleteness } from './checkCompleteness';

const expected = 10;
const complete = createMeasurement();

describe('checkCompleteness', () => {
  it('is met when every sweep found everything', () => {
    expect(
      checkCompleteness({ ours: [complete, complete], expected }),
    ).toMatchObject({ isMet: true, ours: '10 of 10' });
  });

  it.each([
    ['misses a file', { entities: 9 }, '9 of 10'],
    ['ends in an error', { error: 'Error: down' }, '10 of 10, with an error'],
    ['has unknowns', { mutation: 'delta' }, '10 of 10, others unknown'],
    ['warns', { warnings: ['unknown: 1'] }, '10 of 10'],
    [
      'is lost',
      { mutation: undefined, entities: 0, error: 'Error: 503' },
      'lost after 1.00 s',
    ],
  ] as const)('is missed when one sweep %s', (_, changes, ours) => {
    const { warnings = [], ...others } = { warnings: [], ...changes };
    const sweep = createMeasurement({ ...others, warnings: [...warnings] });
    expect(
      checkCompleteness({ ours: [complete, sweep], expected }),
    ).toMatchObject({ isMet: false, ours });
  });

  it('does not hold upstream to the bar', () => {
    const upstream = createMeasurement({ module: 'upstream', entities: 3 });
    expect(
      checkCompleteness({ ours: [complete], upstream, expected }),
    ).toMatchObject({ isMet: true, upstream: '3 of 10' });
  });
});
