import { describeDuration } from './describeDuration';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

describe('describeDuration', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [400, '0 s'],
    [4 * second, '4 s'],
    [59.6 * second, '1 min'],
    [90 * second, '1 min 30 s'],
    [hour, '1 h'],
    [3 * hour + 5 * minute + 20 * second, '3 h 5 min'],
    [25 * hour, '1 d 1 h'],
    [48 * hour + 5 * minute, '2 d'],
  ])('writes %d ms as %s', (durationMs, text) => {
    expect(describeDuration(durationMs)).toBe(text);
  });
});
