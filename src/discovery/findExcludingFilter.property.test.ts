import { ConfigReader } from '@backstage/config';
import fc from 'fast-check';
import { Repository } from '../bitbucket';
import { readProviderConfigs } from '../config';
import {
  findFilterExcludingLabels,
  findFilterExcludingName,
  findFilterExcludingProject,
  findFilterExcludingRepository,
} from './findExcludingFilter';

/** The options that decide, as somebody writes them. */
interface Options {
  includePersonalRepos?: boolean;
  filters?: {
    projectKey?: string | string[];
    repoSlug?: string | string[];
    exclude?: { projectKey?: string | string[]; repoSlug?: string | string[] };
    allowForks?: boolean;
    visibility?: string | string[];
    labels?: { include?: string | string[]; exclude?: string | string[] };
    skipArchivedRepos?: boolean;
  };
}

interface Labeled {
  readonly repository: Repository;
  readonly labels: readonly string[];
}

const PATTERNS = {
  projectKey: ['^PRJ$', 'P', '^~', '^OPS|SVC$', 'o', '.', '^$', '[A-Z]{4,}'],
  repoSlug: ['^api$', '-service$', '^sandbox-', '\\.', 'a+b?', '.*', '^$'],
};
const LABELS = ['backstage', 'legacy', 'test'];

/** One value, or a list in any order, with some of them twice. */
const oneOrMore = (
  values: readonly string[],
  { minLength }: { minLength: number },
) =>
  fc.oneof(
    fc.constantFrom(...values),
    fc.array(fc.constantFrom(...values), { minLength, maxLength: 4 }),
  );
const included = (values: readonly string[]) =>
  oneOrMore(values, { minLength: 1 });
const excluded = (values: readonly string[]) =>
  oneOrMore(values, { minLength: 0 });

const anyOf = { requiredKeys: [] };
const options: fc.Arbitrary<Options> = fc.record(
  {
    includePersonalRepos: fc.boolean(),
    filters: fc.record(
      {
        projectKey: included(PATTERNS.projectKey),
        repoSlug: included(PATTERNS.repoSlug),
        exclude: fc.record(
          {
            projectKey: excluded(PATTERNS.projectKey),
            repoSlug: excluded(PATTERNS.repoSlug),
          },
          anyOf,
        ),
        allowForks: fc.boolean(),
        visibility: included(['public', 'private']),
        labels: fc.record(
          { include: included(LABELS), exclude: excluded(LABELS) },
          anyOf,
        ),
        skipArchivedRepos: fc.boolean(),
      },
      anyOf,
    ),
  },
  anyOf,
);

const labeled: fc.Arbitrary<Labeled> = fc.record({
  repository: fc.record({
    projectKey: fc.constantFrom('PRJ', 'OPS', 'SVC', '~noor', 'P', 'prj'),
    repoSlug: fc.constantFrom('api', 'a.b', 'x-service', 'sandbox-service'),
    state: fc.constant('AVAILABLE' as const),
    archived: fc.boolean(),
    isPublic: fc.boolean(),
    isFork: fc.boolean(),
  }),
  labels: fc.subarray(LABELS),
});

function readFilters(provider: Options) {
  const [config] = readProviderConfigs(
    new ConfigReader({
      integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
      // As from a file, in which there is nothing undefined.
      catalog: JSON.parse(
        JSON.stringify({ providers: { bitbucketServer: { main: provider } } }),
      ),
    }),
  );
  return config!.filters;
}

function isIn(given: Options, { repository, labels }: Labeled): boolean {
  const filters = readFilters(given);
  return (
    findFilterExcludingRepository(filters, repository) === undefined &&
    findFilterExcludingLabels(filters, label => labels.includes(label)) ===
      undefined
  );
}

const toList = (value: string | string[] | undefined) =>
  value === undefined ? undefined : [value].flat();

/** What the table of options says, read word by word. */
function isInByTheWords(given: Options, { repository, labels }: Labeled) {
  const { includePersonalRepos = false, filters = {} } = given;
  const { allowForks = true, skipArchivedRepos = false } = filters;
  const { exclude = {}, labels: byLabel = {} } = filters;
  const { projectKey, repoSlug } = repository;
  const matches = (patterns: string | string[] | undefined, text: string) =>
    toList(patterns)?.some(pattern => new RegExp(pattern).test(text));
  const has = (names: string | string[] | undefined) =>
    toList(names)?.some(label => labels.includes(label));
  const visibility = repository.isPublic ? 'public' : 'private';
  return (
    (!projectKey.startsWith('~') || includePersonalRepos) &&
    (matches(filters.projectKey, projectKey) ?? true) &&
    (matches(filters.repoSlug, repoSlug) ?? true) &&
    !matches(exclude.projectKey, projectKey) &&
    !matches(exclude.repoSlug, repoSlug) &&
    (!repository.isFork || allowForks) &&
    (!repository.archived || !skipArchivedRepos) &&
    (toList(filters.visibility)?.includes(visibility) ?? true) &&
    (has(byLabel.include) ?? true) &&
    !has(byLabel.exclude)
  );
}

/** The same options, with one more exclusion. */
function withExclusion(
  given: Options,
  [kind, value]: readonly ['projectKey' | 'repoSlug' | 'label', string],
): Options {
  const { exclude, labels, ...rest } = given.filters ?? {};
  const and = (values: string | string[] | undefined) => [
    ...(toList(values) ?? []),
    value,
  ];
  return {
    ...given,
    filters: {
      ...rest,
      exclude:
        kind === 'label' ? exclude : { ...exclude, [kind]: and(exclude?.[kind]) },
      labels:
        kind === 'label' ? { ...labels, exclude: and(labels?.exclude) } : labels,
    },
  };
}

/** The same options, with every list the other way round. */
function reversed<T>(given: T): T {
  if (Array.isArray(given)) {
    return [...given].reverse() as T;
  }
  return typeof given === 'object' && given !== null
    ? (Object.fromEntries(
        Object.entries(given).map(([name, value]) => [name, reversed(value)]),
      ) as T)
    : given;
}

const exclusion = fc.oneof(
  fc.tuple(
    fc.constant('projectKey' as const),
    fc.constantFrom(...PATTERNS.projectKey),
  ),
  fc.tuple(
    fc.constant('repoSlug' as const),
    fc.constantFrom(...PATTERNS.repoSlug),
  ),
  fc.tuple(fc.constant('label' as const), fc.constantFrom(...LABELS)),
);

describe('findExcludingFilter, of any options', () => {
  it('takes a repository in where the options say so, and nowhere else', () => {
    fc.assert(
      fc.property(options, labeled, (given, one) => {
        expect(isIn(given, one)).toBe(isInByTheWords(given, one));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves out what an exclusion names, whatever else takes it in', () => {
    fc.assert(
      fc.property(options, labeled, exclusion, (given, one, [kind, value]) => {
        const { repository, labels } = one;
        const isNamed =
          kind === 'label'
            ? labels.includes(value)
            : new RegExp(value).test(repository[kind]);
        const more = withExclusion(given, [kind, value]);
        expect(isIn(more, one)).toBe(isIn(given, one) && !isNamed);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the same in, in whatever order a list stands', () => {
    fc.assert(
      fc.property(options, labeled, (given, one) => {
        expect(isIn(reversed(given), one)).toBe(isIn(given, one));
      }),
    );
  });

  it('leaves out with a project all that is in it, and with a name all that has it', () => {
    fc.assert(
      fc.property(options, labeled, (given, { repository }) => {
        const filters = readFilters(given);
        const byProject = findFilterExcludingProject(filters, repository);
        const byName = findFilterExcludingName(filters, repository);
        const byAll = findFilterExcludingRepository(filters, repository);
        // The key of a personal project is not certain before the server
        // has given it, and so only the answer for all of it goes by it.
        const isCertain =
          !filters.includePersonalRepos ||
          !repository.projectKey.startsWith('~');
        expect(byName).toBe((isCertain ? byProject : undefined) ?? byName);
        expect(byAll).toBe(byProject ?? byName ?? byAll);
      }),
    );
  });
});
