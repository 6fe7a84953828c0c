import { InputError } from '@backstage/errors';
import { parseCatalogPath } from './parseCatalogPath';
import { readFilters } from './readFilters';
import { readProviderHost } from './readProviderHost';
import { ProviderSection } from './readProviderSections';
import { readSchedule } from './readSchedule';
import { ProviderConfig } from './types';

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
 * One rule goes across keys: `validateLocationsExist: false` and a glob do not
 * go together, since a name that is never looked for cannot be guessed.
 *
 * @internal
 */
export function readProviderConfig(
  provider: ProviderSection,
  options: ReadProviderConfigOptions,
): ProviderConfig {
  const { id, section } = provider;
  const host = readProviderHost(section, options);
  const catalogPath = parseCatalogPath(
    section.readValue('catalogPath') ?? '/catalog-info.yaml',
    { key: section.keyOf('catalogPath'), logger: options.logger },
  );
  const validateLocationsExist =
    section.readBoolean('validateLocationsExist') ?? true;
  if (!validateLocationsExist && catalogPath.fileName === undefined) {
    throw new InputError(
      `${section.keyOf('validateLocationsExist')} is false, and ${section.keyOf('catalogPath')} is the glob '${catalogPath.configured}', whose files can only be found by looking; name one file, or leave validateLocationsExist out`,
    );
  }
  return {
    id,
    host,
    catalogPath,
    filters: readFilters(section),
    validateLocationsExist,
    rejectRemovalsAbovePercentage: section.readNumber(
      'rejectRemovalsAbovePercentage',
      { minimum: 0, maximum: 100 },
    ),
    schedule: readSchedule(section),
  };
}
