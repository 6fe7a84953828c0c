import type { JsonObject } from '@backstage/types';
import { discoverCatalogFiles } from '../../src/discovery/discoverCatalogFiles';
import { readTestConfig } from '../../src/discovery/testing/readTestConfig';
import type { RepositoryAnswer } from '../../src/discovery/types';
import type { FaultRule } from '../standin/faults/types';
import type { RepositorySeed } from '../standin/model/createRepository';
import type { StandInBitbucketOptions } from '../standin/StandInBitbucketOptions';
import type { useApiRig } from './useApiRig';

const REPOSITORY = '/projects/A/repos/one';

/**
 * Starts a server with the one repository `A/one`, and discovers its catalog
 * files.
 */
export async function discoverOne(
  rig: ReturnType<typeof useApiRig>,
  options: {
    repository?: Partial<RepositorySeed>;
    provider?: JsonObject;
    rules?: FaultRule[];
    standIn?: Partial<StandInBitbucketOptions>;
  } = {},
) {
  const { repository: seed, provider, rules, standIn } = options;
  const api = rig.start({
    projects: [{ key: 'A' }],
    repositories: [{ project: 'A', slug: 'one', ...seed }],
    rules,
    ...standIn,
  });
  const name = { projectKey: 'A', repoSlug: 'one' };
  const repository = await api.getRepository(name, {});
  rig.standIn().log.clear();
  const config = readTestConfig(provider);
  const answer = await discoverCatalogFiles(repository, {
    api,
    config,
    context: {},
  });
  return {
    answer,
    found: toFound(answer),
    /** What was asked of the repository, with the query. */
    urls: rig.paths().map(path => path.replace(REPOSITORY, '')),
    /** The same without. */
    asked: rig
      .paths()
      .map(path => path.replace(`${REPOSITORY}/`, '').replace(/\?.*/, '')),
  };
}

/** The paths of all files, or why there are none. */
function toFound(answer: RepositoryAnswer): readonly string[] | string {
  switch (answer.outcome) {
    case 'present':
      return answer.files.map(({ path }) => path);
    case 'absent':
      return answer.reason;
    default:
      return answer.cause.name;
  }
}
