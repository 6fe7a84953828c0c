import type { BitbucketServerFileParser } from '../../../src/entities';
import type { ProviderRigOptions } from '../ProviderRig';
import { LABEL } from './ChangingServer';
import type { WorldOptions } from './types';

const FILTERS = {
  none: {},
  archived: { skipArchivedRepos: true },
  label: { labels: { include: LABEL } },
  slug: { exclude: { repoSlug: '^t' } },
  personal: {},
};

/** Of several repositories with one slug, one has the Component. */
const parseComponent: BitbucketServerFileParser = async function* parse({
  repository,
  location,
}) {
  yield {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: repository.repoSlug },
    spec: { target: location.target },
  };
};

/** What the provider of a world is started with. */
export function toProviderOptions(
  options: WorldOptions,
): Pick<ProviderRigOptions, 'providers' | 'parser'> {
  const { catalogPath, filter, entities, projects, rechecks } = options;
  return {
    parser: entities === 'Components' ? parseComponent : undefined,
    providers: {
      main: {
        catalogPath,
        filters: FILTERS[filter],
        includePersonalRepos:
          projects === 'personal too' && filter !== 'personal',
        ...(rechecks === 'hardly' && { recheckAfter: 'P30D' }),
      },
    },
  };
}
