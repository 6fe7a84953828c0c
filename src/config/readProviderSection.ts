import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { readProviderSections } from './readProviderSections';

/**
 * Reads the section of one provider, as it stands in app-config.
 *
 * @internal
 */
export function readProviderSection(
  config: Config,
  options: { id: string },
): Config {
  const { id } = options;
  const found = readProviderSections(config).find(each => each.id === id);
  if (!found) {
    throw new NotFoundError(
      `catalog.providers.bitbucketServer has no provider with the id ${id}`,
    );
  }
  return found.section.config;
}
