import { oneProject } from './oneProject';
import { ProviderRig, type ProviderRigOptions } from './ProviderRig';
import type { TestNetwork } from './TestNetwork';
import { type Sqlite, useSqlite } from './useSqlite';
import { useTestNetwork } from './useTestNetwork';

/**
 * What {@link useSlowRig} gives.
 */
export interface SlowRig {
  readonly network: TestNetwork;
  /** The database of the test that runs. */
  database(): Sqlite;
  /** Makes a rig whose repositories are `r0`, `r1` and so on. */
  createRig(
    count: number,
    options?: Partial<ProviderRigOptions> & { latencyMs?: number },
  ): ProviderRig;
}

/**
 * Prepares a file's tests for runs that something interrupts: one repository is
 * asked after the other, as slowly as a test wants it.
 */
export function useSlowRig(): SlowRig {
  const network = useTestNetwork();
  const openSqlite = useSqlite();
  let database: Sqlite;
  beforeEach(() => {
    database = openSqlite();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return {
    network,
    database: () => database,
    createRig: (count, { latencyMs = 0, ...options } = {}) => {
      const rig = new ProviderRig({
        network,
        database,
        integration: { maxConcurrentRequests: 1 },
        standIn: oneProject(
          Array.from({ length: count }, (_, index) => `r${index}`),
        ),
        ...options,
      });
      rig.faults.set({ latencyMs });
      return rig;
    },
  };
}
