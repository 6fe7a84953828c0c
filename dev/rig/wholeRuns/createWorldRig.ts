import type { ProjectSeed } from '../../standin/model/createProject';
import type { RepositorySeed } from '../../standin/model/createRepository';
import type { TestNetwork } from '../TestNetwork';
import type { Sqlite } from '../useSqlite';
import { WebhookRig } from '../WebhookRig';
import { FILES, KEPT, LABEL } from './ChangingServer';
import { toProviderOptions } from './toProviderOptions';
import type { WorldOptions } from './types';

const files = { [FILES[0]]: '' };

const REPOSITORIES: readonly RepositorySeed[] = [
  { project: KEPT, slug: 'kept', files, labels: [LABEL] },
  { project: 'A', slug: 'one', files },
  { project: 'A', slug: 'two', files, labels: [LABEL] },
  { project: 'B', slug: 'one', files: { [FILES[1]]: '' } },
  { project: 'B', slug: 'three', files: { other: '' } },
];
const PERSONAL: readonly RepositorySeed[] = [
  { project: '~jane', slug: 'one', files },
  { project: '~jane', slug: 'five', files },
];

/** So many that the list of all repositories takes fewer requests. */
const MANY: readonly ProjectSeed[] = Array.from({ length: 55 }, (_, index) => ({
  key: `${KEPT}${index}`,
}));

/** The server, the catalog and the first replica of a world. */
export function createWorldRig(
  options: WorldOptions & { network: TestNetwork; database: Sqlite },
): WebhookRig {
  const { network, database, remembersIn } = options;
  const isPersonal = options.projects === 'personal too';
  return new WebhookRig({
    network,
    database: remembersIn === 'database' ? database : undefined,
    ...toProviderOptions(options),
    integration: {
      maxConcurrentRequests: options.maxConcurrentRequests,
      repositoryHashes: options.hashes === 'off' ? 'off' : 'auto',
      retry: { maxRetries: 0 },
    },
    standIn: {
      oldNames: options.oldNames,
      strictPageSize: options.pageSize,
      projects: [
        ...[KEPT, 'A', 'B', ...(isPersonal ? ['~jane'] : [])].map(key => ({
          key,
        })),
        ...(options.projects === 'many' ? MANY : []),
      ],
      repositories: [...REPOSITORIES, ...(isPersonal ? PERSONAL : [])],
    },
  });
}
