import { createMeasurement } from '../createMeasurement';
import { toMedian } from './toMedian';

function ofTimes(...times: number[]) {
  return times.map(durationMs => createMeasurement({ durationMs }));
}

describe('toMedian', () => {
  it('gives the sweep in the middle', () => {
    expect(toMedian(ofTimes(900, 100, 200)).durationMs).toBe(200);
  });

  it('gives the longer of the two in the middle', () => {
    expect(toMedian(ofTimes(2, 1)).durationMs).toBe(2);
  });

  it('throws when there is no sweep', () => {
    expect(() => toMedian([])).toThrow('There is no median of no sweeps');
  });
});
