import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { databaseIds } from '../database/testing/databaseIds';
import { toMemories } from './testing/toMemories';
import type {
  Look,
  RepositoryIdentity,
  RepositoryMemory,
  RepositoryRowWithEntities,
} from './types';

const databases = TestDatabases.create({ ids: databaseIds });

const repositories: RepositoryIdentity[] = ['a', 'b', 'c', 'd'].map(slug => ({
  key: `id:${slug}`,
  projectKey: 'ORBIT',
  repoSlug: slug,
}));
const askers = ['one', 'two', 'three'];

const someRepositories = fc.uniqueArray(fc.constantFrom(...repositories), {
  minLength: 1,
});

/** A look that no other is equal to, by its number. */
function toLook(repository: RepositoryIdentity, number: number): Look {
  return {
    ...repository,
    startedAt: number,
    outcome: 'definite',
    answer: { outcome: 'absent', reason: 'noFile' },
    fingerprint: String(number),
    entities: [
      {
        entityRef: `component:default/${number % 3}`,
        json: String(number),
        foundIn: `orbit/${repository.repoSlug}`,
        isWanted: true,
        isTold: false,
      },
    ],
  };
}

/** A copy that is kept by asking for what has changed, as replicas do. */
class Mirror {
  readonly #memory: RepositoryMemory;
  readonly #rows = new Map<string, RepositoryRowWithEntities>();
  #revision = 0;

  constructor(options: { memory: RepositoryMemory }) {
    this.#memory = options.memory;
  }

  async follow(): Promise<void> {
    const revision = await this.#memory.revision();
    const changed = await this.#memory.changedSince(this.#revision);
    changed.forEach(row => this.#rows.set(row.key, row));
    this.#revision = revision;
  }

  get rows(): RepositoryRowWithEntities[] {
    return toComparable([...this.#rows.values()]);
  }
}

async function readAll(
  memory: RepositoryMemory,
): Promise<RepositoryRowWithEntities[]> {
  const all = new Map<string, RepositoryRowWithEntities>();
  for await (const page of memory.readRows()) {
    // What was only made so far has not changed yet.
    page
      .filter(({ revision }) => revision > 0)
      .forEach(row => all.set(row.key, { ...row, entities: [] }));
  }
  for await (const page of memory.readAll()) {
    page.forEach(row => all.set(row.key, row));
  }
  return toComparable([...all.values()]);
}

function toComparable(
  rows: readonly RepositoryRowWithEntities[],
): RepositoryRowWithEntities[] {
  return rows
    .map(row => ({
      ...row,
      entities: [...row.entities].sort((one, other) =>
        one.entityRef.localeCompare(other.entityRef),
      ),
    }))
    .sort((one, other) => one.key.localeCompare(other.key));
}

describe.each(toMemories(databases))('%s', (_, create) => {
  let ofProvider: (providerName: string) => RepositoryMemory;
  let runs = 0;

  beforeAll(async () => {
    ofProvider = await create();
  });

  /** Empty for each run of a property. */
  const nextMemory = () => {
    runs += 1;
    return ofProvider(`bitbucketServer-provider:${runs}`);
  };

  it('ends with the look that was bumped last, in any order of steps, and hides no change', async () => {
    const step = fc.record({
      action: fc.constantFrom('bump', 'settle', 'hint', 'follow'),
      asker: fc.constantFrom(...askers),
      some: someRepositories,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async steps => {
        const memory = nextMemory();
        const mirror = new Mirror({ memory });
        const holders = new Map<string, string>();
        const written = new Map<string, string>();
        const refused: RepositoryIdentity[] = [];
        for (const [index, { action, asker, some }] of steps.entries()) {
          if (action === 'bump') {
            await memory.bump(some, { asker });
            some.forEach(({ key }) => holders.set(key, asker));
          } else if (action === 'settle') {
            const looks = some.map(each => toLook(each, index));
            const lost = await memory.settle(looks, { asker });
            const held = some.filter(({ key }) => holders.get(key) === asker);
            held.forEach(({ key }) => written.set(key, String(index)));
            refused.push(...held.filter(({ key }) => lost.has(key)));
          } else if (action === 'hint') {
            await memory.markDue(some, 'hint');
            some.forEach(({ key }) => holders.delete(key));
          } else {
            await mirror.follow();
          }
        }
        const rows = await memory.findByKeys(
          repositories.map(({ key }) => key),
        );
        expect(
          new Map(
            rows.flatMap(({ key, fingerprint }) =>
              fingerprint === undefined ? [] : [[key, fingerprint]],
            ),
          ),
        ).toEqual(written);
        expect(refused).toEqual([]);
        await mirror.follow();
        expect(mirror.rows).toEqual(await readAll(memory));
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('hides no change from a reader while several write at once', async () => {
    const writer = fc.record({
      asker: fc.constantFrom(...askers),
      turns: fc.array(someRepositories, { minLength: 1, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(writer, { minLength: 2, maxLength: 4 }),
        async writers => {
          const memory = nextMemory();
          const mirror = new Mirror({ memory });
          const kept = new Map<string, Set<string>>();
          let isOver = false;
          const reading = (async () => {
            while (!isOver) {
              await mirror.follow();
            }
          })();
          let number = 0;
          await Promise.all(
            writers.map(async ({ asker, turns }) => {
              for (const some of turns) {
                number += 1;
                const looks = some.map(each => toLook(each, number));
                await memory.bump(some, { asker });
                const lost = await memory.settle(looks, { asker });
                looks
                  .filter(({ key }) => !lost.has(key))
                  .forEach(({ key, startedAt }) =>
                    kept.set(
                      key,
                      new Set(kept.get(key)).add(String(startedAt)),
                    ),
                  );
              }
            }),
          );
          isOver = true;
          await reading;
          await mirror.follow();
          expect(mirror.rows).toEqual(await readAll(memory));
          const keys = repositories.map(({ key }) => key);
          const rows = await memory.findByKeys(keys);
          expect(
            rows.filter(
              ({ key, fingerprint }) => !kept.get(key)?.has(fingerprint!),
            ),
          ).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);
});
