import { InputError } from '@backstage/errors';
import { ConfigSection } from './ConfigSection';
import { NameFilter, ProviderFilters, Visibility } from './types';

/**
 * Reads `includePersonalRepos` (false) and a provider's `filters`:
 * `projectKey` and `repoSlug` (unanchored, case-sensitive regular expressions
 * of which one has to match, all by default), the same beneath `exclude` (none
 * by default), `allowForks` (true), `visibility` (both), `labels.include`
 * (any), `labels.exclude` (none), and `skipArchivedRepos` (false).
 *
 * @internal
 */
export function readFilters(provider: ConfigSection): ProviderFilters {
  const filters = provider.readSection('filters');
  const exclude = filters?.readSection('exclude');
  const labels = filters?.readSection('labels');
  return {
    projectKey: readNameFilter('projectKey', { filters, exclude }),
    repoSlug: readNameFilter('repoSlug', { filters, exclude }),
    includePersonalRepos: provider.readBoolean('includePersonalRepos') ?? false,
    skipArchivedRepos: filters?.readBoolean('skipArchivedRepos') ?? false,
    allowForks: filters?.readBoolean('allowForks') ?? true,
    visibility: filters && readVisibility(filters),
    labels: {
      include: labels && readSome(labels, 'include'),
      exclude: labels?.readStrings('exclude') ?? [],
    },
  };
}

function readNameFilter(
  name: 'projectKey' | 'repoSlug',
  sections: { filters?: ConfigSection; exclude?: ConfigSection },
): NameFilter {
  const { filters, exclude } = sections;
  const compile = (section?: ConfigSection, values?: readonly string[]) =>
    values?.map(value => toPattern(value, `${section?.keyOf(name)}`));
  return {
    include: compile(filters, filters && readSome(filters, name)),
    exclude: compile(exclude, exclude?.readStrings(name)) ?? [],
  };
}

/** A list in which nothing stands would take nothing in. */
function readSome(section: ConfigSection, name: string): string[] | undefined {
  const values = section.readStrings(name);
  if (values?.length === 0) {
    throw new InputError(
      `${section.keyOf(name)} is an empty list, which takes nothing in; give it a value, or leave the key out`,
    );
  }
  return values;
}

function readVisibility(filters: ConfigSection): Visibility[] | undefined {
  return readSome(filters, 'visibility')?.map(value => {
    if (value !== 'public' && value !== 'private') {
      throw new InputError(
        `${filters.keyOf('visibility')} holds '${value}'; public and private are the only values`,
      );
    }
    return value;
  });
}

function toPattern(value: string, key: string): RegExp {
  try {
    return new RegExp(value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(
      `${key} is '${value}', which is not a regular expression: ${reason}`,
      error,
    );
  }
}
