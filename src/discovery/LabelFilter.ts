import {
  AdvisedError,
  BitbucketServerApi,
  FailureAdvice,
  FailureKind,
  Repository,
  RepositoryName,
  RequestContext,
  RequestError,
  toFailureAdvice,
  toFailureKind,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { CredentialsCheck } from './CredentialsCheck';
import { FilterReason, FILTERS } from './filters';
import { findFilterExcludingLabels } from './findExcludingFilter';
import { LabeledRepositories } from './LabeledRepositories';

export interface LabelFilterOptions {
  readonly api: BitbucketServerApi;
  readonly config: Pick<ProviderConfig, 'key' | 'filters'>;
  readonly context: RequestContext;
}

/** Tells which repositories their labels leave out, as the lists of labels show it. */
export interface LabelFilter {
  /**
   * Names the filter that leaves a repository out; undefined where none does.
   * Throws a {@link RequestError} where its labels cannot be read.
   */
  find(repository: Repository): Promise<FilterReason | undefined>;
  /** Whether the list of a label has shown the repository. */
  wasListed(name: RepositoryName): boolean;
}

const NO_FILTER: LabelFilter = {
  find: async () => undefined,
  wasListed: () => false,
};

/**
 * Asks a repository for its labels, and names the filter that leaves it out
 * by them; undefined where none does. Asks for nothing where no filter is
 * about labels.
 */
export async function findFilterExcludingOwnLabels(
  name: RepositoryName,
  options: LabelFilterOptions,
): Promise<FilterReason | undefined> {
  const { api, config, context } = options;
  if (!usesLabels(config)) {
    return undefined;
  }
  const own = new Set<string>();
  for await (const label of api.readLabels(name, context)) {
    own.add(label.toLowerCase());
  }
  return findFilterExcludingLabels(config.filters, label =>
    own.has(label.toLowerCase()),
  );
}

/**
 * Creates a filter that reads the repositories of each label once.
 *
 * @remarks
 * Offsets shift while a list is read, so a repository may be missed. One that
 * is known, and not on the lists that would take it in, is asked itself.
 * Throws where a list cannot be read, but for a label to leave out that the
 * server does not know.
 */
export async function createListedLabelFilter(
  options: LabelFilterOptions & {
    isKnown: (repository: Repository) => boolean;
    credentials: CredentialsCheck;
  },
): Promise<LabelFilter> {
  const { config, isKnown } = options;
  const { filters } = config;
  if (!usesLabels(config)) {
    return NO_FILTER;
  }
  const listed = new Map<string, LabeledRepositories>();
  for (const side of ['include', 'exclude'] as const) {
    for (const label of filters.labels[side] ?? []) {
      listed.set(label, await readListed(label, { ...options, side }));
    }
  }
  return {
    find: async repository => {
      const reason = findFilterExcludingLabels(
        filters,
        label => listed.get(label)?.has(repository) ?? false,
      );
      return reason === 'labels.include' && isKnown(repository)
        ? findFilterExcludingOwnLabels(repository, options)
        : reason;
    },
    wasListed: name => [...listed.values()].some(each => each.hasName(name)),
  };
}

async function readListed(
  label: string,
  options: LabelFilterOptions & {
    side: 'include' | 'exclude';
    credentials: CredentialsCheck;
  },
): Promise<LabeledRepositories> {
  const { api, config, context, credentials, side } = options;
  const labeled = new LabeledRepositories();
  try {
    for await (const page of api.readLabeledRepositories(label, context)) {
      page.forEach(repository => labeled.add(repository));
    }
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    if (side === 'exclude' && toFailureKind(error) === 'unknownLabel') {
      return labeled;
    }
    await credentials.assertAfter({ outcome: 'unknown', cause: error });
    const key = `${config.key}.filters.labels.${side}`;
    throw new LabelListingError({ key, label, cause: error });
  }
  return labeled;
}

function usesLabels({ filters }: Pick<ProviderConfig, 'filters'>): boolean {
  return Object.values(FILTERS.ofLabels).some(({ isSet }) => isSet(filters));
}

/** Which repositories have a label could not be read, nor so which are to be taken in. */
export class LabelListingError extends Error implements AdvisedError {
  override readonly name = 'LabelListingError';
  readonly failureAdvice: FailureAdvice;

  constructor(options: { key: string; label: string; cause: RequestError }) {
    const { key, label, cause } = options;
    super(
      `${key} names the label '${label}', and which repositories have it could not be read: ${cause.message}`,
      { cause },
    );
    const advice = OF_LABELS[toFailureKind(cause)];
    this.failureAdvice = advice
      ? { mayPass: false, advice }
      : toFailureAdvice(cause);
  }
}

const SIGN_IN =
  'check the credentials of the integration: labels can be read by a signed-in user alone';

/** What is to be done where the list of a label is meant. */
const OF_LABELS: Partial<Record<FailureKind, string>> = {
  badRequest:
    'check its spelling in the settings of a repository that has it',
  badCredentials: SIGN_IN,
  captcha: SIGN_IN,
  unauthorized: SIGN_IN,
  forbidden: SIGN_IN,
  noEndpoint:
    'leave filters.labels out: a server before Bitbucket 5.13 knows no labels',
};
