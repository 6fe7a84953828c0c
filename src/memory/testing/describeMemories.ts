import type { TestDatabases } from '@backstage/backend-test-utils';
import type { Look, RememberedEntity, RepositoryMemory, RepositoryRow } from '../types';
import { mine } from './scene';
import { toMemories } from './toMemories';

/** The memories of two providers, which are empty as a test begins. */
export interface MemoryRig {
  readonly memory: RepositoryMemory;
  readonly other: RepositoryMemory;
  /** Looks at one repository, from the bump to what is written. */
  settle(look: Look, options?: { asker: string }): Promise<ReadonlySet<string>>;
  rowOf(key: string): Promise<RepositoryRow | undefined>;
  entitiesOf(key: string): Promise<readonly RememberedEntity[]>;
  /** The keys of the rows that change while something is done. */
  changesOf(work: () => Promise<unknown>): Promise<string[]>;
}

/** Describes each kind of memory, wherever it is kept, by the same tests. */
export function describeMemories(
  databases: TestDatabases,
  tests: (rig: MemoryRig) => void,
): void {
  describe.each(toMemories(databases))('%s', (_, create) => {
    let memory: RepositoryMemory;
    let other: RepositoryMemory;

    beforeEach(async () => {
      const ofProvider = await create();
      memory = ofProvider('bitbucketServer-provider:main');
      other = ofProvider('bitbucketServer-provider:other');
    });

    tests({
      get memory() {
        return memory;
      },
      get other() {
        return other;
      },
      settle: async (look, options = mine) => {
        await memory.bump([look], options);
        return memory.settle([look], options);
      },
      rowOf: async key => (await memory.findByKeys([key]))[0],
      entitiesOf: async key =>
        (await memory.readEntities([key])).get(key) ?? [],
      changesOf: async work => {
        const before = await memory.revision();
        await work();
        const rows = await memory.changedSince(before);
        return rows.map(({ key }) => key).sort();
      },
    });
  });
}
