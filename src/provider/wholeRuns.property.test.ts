import fc from 'fast-check';
import { useSqlite } from '../../dev/rig/useSqlite';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { playStep } from '../../dev/rig/wholeRuns/playStep';
import { someStep } from '../../dev/rig/wholeRuns/someStep';
import { someWorld } from '../../dev/rig/wholeRuns/someWorld';
import { World } from '../../dev/rig/wholeRuns/World';

const network = useTestNetwork();
const openSqlite = useSqlite();

/** The same ones every time; other seeds play others. */
const PLAYED = { seed: 2, numRuns: 40 };

describe('runs and webhooks, whatever happens on the way', () => {
  it('lose nothing that stays, and make all right by the next run without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        someWorld,
        fc.array(someStep, { minLength: 10, maxLength: 25, size: 'max' }),
        async (options, steps) => {
          const database = openSqlite();
          const world = new World({ ...options, network, database });
          await world.begin();
          for (const step of [...steps, { type: 'make right' } as const]) {
            await playStep(step, { world });
          }
          await database.knex.destroy();
          jest.clearAllTimers();
        },
      ),
      PLAYED,
    );
  }, 60_000);
});
