import { InputError } from '@backstage/errors';
import { ConfigSection } from './ConfigSection';
import { parseCatalogPath, ParsedCatalogPath } from './parseCatalogPath';
import { parseIgnorePaths } from './parseIgnorePaths';
import { readCatalogRefs } from './readCatalogRefs';
import { readFilters } from './readFilters';
import { readProviderHost } from './readProviderHost';
import { ProviderSection } from './readProviderSections';
import { readSchedule } from './readSchedule';
import { ProviderConfig } from './types';

const MAX_FILES_PER_REPOSITORY = 100;

/**
 * What reading one provider takes besides the provider.
 *
 * @internal
 */
export interface ReadProviderConfigOptions {
  readonly integrationHosts: readonly string[];
  readonly logger?: { warn(message: string): void };
}

/**
 * Reads one provider and fills in its defaults.
 *
 * @remarks
 * Rules that go across keys: with `validateLocationsExist: false` nobody looks
 * into a repository, so there is no fallback for a branch that is not there. `branch`, `fallbackBranch`
 * and a `?at=` in `catalogPath` are held against each other.
 *
 * @internal
 */
export function readProviderConfig(
  provider: ProviderSection,
  options: ReadProviderConfigOptions,
): ProviderConfig {
  const { id, section } = provider;
  const host = readProviderHost(section, options);
  const { catalogPath, at } = readCatalogPath(section, options);
  const refs = readCatalogRefs(section, { at });
  const validateLocationsExist =
    section.readBoolean('validateLocationsExist') ?? true;
  if (!validateLocationsExist) {
    assertFoundWithoutLooking(section, { refs });
  }
  return {
    id,
    key: section.key,
    host,
    catalogPath,
    maxFilesPerRepository:
      section.readNumber('maxFilesPerRepository', {
        minimum: 1,
        integer: true,
      }) ?? MAX_FILES_PER_REPOSITORY,
    refs,
    asksForDefaultBranch: section.readString('branch') === undefined,
    filters: readFilters(section),
    validateLocationsExist,
    rejectRemovalsAbovePercentage: section.readNumber(
      'rejectRemovalsAbovePercentage',
      { minimum: 0, maximum: 100 },
    ),
    schedule: readSchedule(section),
    recheckAfterMs: section.readDurationMs('recheckAfter'),
  };
}

function readCatalogPath(
  section: ConfigSection,
  { logger }: ReadProviderConfigOptions,
): ParsedCatalogPath {
  return parseCatalogPath(
    section.readValue('catalogPath') ?? '/catalog-info.yaml',
    {
      key: section.keyOf('catalogPath'),
      ignored: parseIgnorePaths(section.readStrings('ignorePaths'), {
        key: section.keyOf('ignorePaths'),
      }),
      logger,
    },
  );
}

function assertFoundWithoutLooking(
  section: ConfigSection,
  { refs }: Pick<ProviderConfig, 'refs'>,
): void {
  const key = section.keyOf('validateLocationsExist');
  if (refs.length > 1) {
    throw new InputError(
      `${key} is false, and ${section.keyOf('fallbackBranch')} is set, while only looking tells which repositories lack the branch; leave one of the two out`,
    );
  }
}
