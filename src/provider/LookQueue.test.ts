import { toChunkSize } from './LookQueue';

describe('toChunkSize', () => {
  it.each([
    { when: 'a server is slow', looked: 64, tookMs: 12_800, size: 64 },
    { when: 'a server is quick', looked: 64, tookMs: 200, size: 320 },
    { when: 'it becomes slower', looked: 320, tookMs: 2_000, size: 160 },
    { when: 'a server is very quick', looked: 320, tookMs: 64, size: 500 },
    { when: 'no time passes', looked: 10, tookMs: 0, size: 500 },
  ])('is what a second brings, within limits, where $when', ({ size, ...last }) => {
    expect(toChunkSize(last)).toBe(size);
  });
});
