import { ConfirmationAge } from './ConfirmationAge';
import { toTestFile } from './testing/FakeServer';

const HOUR_MS = 60 * 60_000;

async function ages(options: { watched: number; checksPerMinute: number }) {
  const age = new ConfirmationAge({
    host: 'git.example.com',
    known: { countWatched: async () => options.watched },
    config: { checksPerMinute: options.checksPerMinute, maxAgeMs: HOUR_MS },
  });
  const files = Array.from({ length: 100 }, (_, index) =>
    toTestFile(`${index}.yaml`),
  );
  return Promise.all(files.map(file => age.limitMs(file)));
}

describe('ConfirmationAge', () => {
  it.each([
    [50, 60, 50_000],
    [650, 60, 650_000],
    [650, 6, HOUR_MS],
    [100_000, 60, HOUR_MS],
    [50, 0, HOUR_MS],
  ])('comes to at most what %i files take at %i a minute', async (watched, checksPerMinute, mostMs) => {
    const limits = await ages({ watched, checksPerMinute });
    expect(Math.max(...limits)).toBeLessThanOrEqual(mostMs);
    expect(Math.min(...limits)).toBeGreaterThanOrEqual(0.75 * mostMs);
  });

  it('spreads files that were confirmed together', async () => {
    const limits = await ages({ watched: 600, checksPerMinute: 60 });
    expect(new Set(limits).size).toBeGreaterThan(50);
  });

  it('grows with each new file at once', async () => {
    const age = new ConfirmationAge({
      host: 'git.example.com',
      known: { countWatched: async () => 1 },
      config: { checksPerMinute: 60, maxAgeMs: HOUR_MS },
    });
    const before = await age.limitMs(toTestFile());
    age.noteNew();
    expect(await age.limitMs(toTestFile())).toBeCloseTo(2 * before);
  });
});
