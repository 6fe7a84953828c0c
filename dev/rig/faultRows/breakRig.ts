import type { DatabaseService } from '@backstage/backend-plugin-api';
import { ProviderRig } from '../ProviderRig';
import type { TestNetwork } from '../TestNetwork';
import { BEFORE, moveOn, PROJECTS, REPOSITORIES, toNames } from './scene';
import type { FaultRow } from './types';

/**
 * Makes a rig after a sweep in which all was well, with the fault of a row.
 */
export async function breakRig(
  row: Partial<FaultRow>,
  options: {
    network: TestNetwork;
    database?: DatabaseService;
    /** What else happens between that sweep and the fault. */
    meanwhile?: (rig: ProviderRig) => Promise<void>;
  },
): Promise<ProviderRig> {
  const { network, database, meanwhile } = options;
  const rig = new ProviderRig({
    network,
    standIn: {
      projects: PROJECTS,
      repositories: REPOSITORIES,
      ...row.standIn,
    },
    providers: row.providers,
    integration: row.integration,
    parser: row.parser,
    database,
  });
  row.recover?.(rig);
  expect(await rig.sweep()).toBeUndefined();
  expect(toNames(rig)).toEqual(BEFORE);
  await meanwhile?.(rig);
  rig.forget();
  moveOn(rig.standIn);
  rig.breakWith(...(row.rules ?? []));
  row.arrange?.(rig);
  return rig;
}
