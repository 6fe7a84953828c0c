import fc from 'fast-check';
import { HashTrust } from './HashTrust';

const MINUTE_MS = 60_000;
const KEYS = ['id:1', 'id:2', 'id:3'];

/** What happens between two runs: time, and which repositories change. */
const steps = fc.array(
  fc.record({
    minutes: fc.integer({ min: 11, max: 600 }),
    changes: fc.subarray(KEYS),
  }),
  { minLength: 1, maxLength: 60 },
);

/**
 * Runs that look at everything on a server whose hashes are so many runs late,
 * or never move; gives the trust after each.
 */
function simulate(
  all: { minutes: number; changes: string[] }[],
  { lateRuns }: { lateRuns: number },
): { trust: HashTrust; now: number }[] {
  let now = 0;
  let trust = new HashTrust();
  const history = new Map(KEYS.map(key => [key, [0]]));
  const seen = new Map<string, { version: number; hash: string }>();
  return all.map(({ minutes, changes }) => {
    now += minutes * MINUTE_MS;
    for (const [key, versions] of history) {
      versions.push(versions.at(-1)! + (changes.includes(key) ? 1 : 0));
    }
    const hashOf = (key: string) =>
      `${history.get(key)!.at(-1 - lateRuns) ?? 0}`;
    trust = trust.withReading({ hashOf, now });
    const findings = KEYS.flatMap(key => {
      const version = history.get(key)!.at(-1)!;
      const before = seen.get(key);
      const hash = hashOf(key);
      seen.set(key, { version, hash });
      return before
        ? [
            {
              ...{ key, before: before.hash, hash },
              isChanged: version !== before.version,
            },
          ]
        : [];
    });
    trust = trust.withFindings(findings, { now });
    return { trust, now };
  });
}

describe('HashTrust', () => {
  it('never distrusts or suspends hashes that are true', () => {
    fc.assert(
      fc.property(steps, all => {
        for (const { trust, now } of simulate(all, { lateRuns: 0 })) {
          expect(['learning', 'believed']).toContain(trust.standing({ now }));
        }
      }),
    );
  });

  it('never believes hashes that never move', () => {
    fc.assert(
      fc.property(steps, all => {
        for (const { trust, now } of simulate(all, { lateRuns: Infinity })) {
          expect(trust.standing({ now })).not.toBe('believed');
          expect(trust.points).toBe(0);
        }
      }),
    );
  });

  it('never believes hashes while a change is unannounced', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 3 }), (all, lateRuns) => {
        for (const { trust, now } of simulate(all, { lateRuns })) {
          const { suspicions } = trust.state;
          expect(
            trust.standing({ now }) === 'believed' && suspicions.length > 0,
          ).toBe(false);
        }
      }),
    );
  });

  it('is the same after it was written and read', () => {
    fc.assert(
      fc.property(steps, all => {
        const { trust, now } = simulate(all, { lateRuns: 1 }).at(-1)!;
        const state = JSON.parse(JSON.stringify(trust.state));
        const read = new HashTrust(state);
        expect(read.standing({ now })).toBe(trust.standing({ now }));
        expect(read.points).toBe(trust.points);
      }),
    );
  });
});
