import { toTicks } from './toTicks';

describe('toTicks', () => {
  it.each([
    [4, [0, 1, 2, 3, 4]],
    [9.7, [0, 2, 4, 6, 8, 10]],
    [61, [0, 10, 20, 30, 40, 50, 60, 70]],
    [100, [0, 25, 50, 75, 100]],
  ])('reaches %s in round steps', (largest, ticks) => {
    expect(toTicks(largest)).toEqual(ticks);
  });
});
