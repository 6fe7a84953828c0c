import { z } from 'zod';
import {
  durationMs,
  flag,
  isText,
  limit,
  number,
  oneOrMany,
  patterns,
  section,
  somePatterns,
  someTexts,
  text,
  texts,
  wanted,
} from './optionTypes';
import { branch, branchOrHead } from './toCatalogRefs';
import { headers } from './toHeaders';
import { pem } from './toTls';

/*
 * Every option, in the section that it stands in: its name, its kind, its
 * default, and the words of its error behind the key. What is read, the types
 * of it, and the keys that are known follow from this; config.d.ts and the
 * documents say the same, which tests hold. Rules that go across keys are with
 * whoever reads the section.
 */

const MINUTE_MS = 60_000;

const path = z
  .string(wanted('a path such as /catalog-info.yaml is wanted, in quotes'))
  .refine(
    isText,
    wanted('give it a path, or leave the key out for /catalog-info.yaml'),
  );

/** What they mean is for `parseCatalogPath` to say. */
const paths = oneOrMany({ one: path, each: path }).refine(
  value => value.length > 0,
  'is an empty list; give it a path, or leave the key out for /catalog-info.yaml',
);

/** Whether a repository may be seen without signing in. */
type Visibility = 'public' | 'private';

const isVisibility = (value: string) =>
  value === 'public' || value === 'private';

const visibilities = z.custom<Visibility[]>(
  values => (values as string[]).every(isVisibility),
  {
    error: ({ input }) => {
      const other = (input as string[]).find(each => !isVisibility(each));
      return `holds '${other}'; public and private are the only values`;
    },
  },
);

const scheduled = z
  .unknown()
  .refine(
    value => value !== undefined,
    wanted(
      'give frequency and timeout both, such as { minutes: 30 }, or leave schedule out',
    ),
  );

/** Beneath `catalog.providers.bitbucketServer`, or beneath an id there. */
export const providerOptions = section({
  /** The only host there is, by default. */
  host: text.optional(),
  catalogPath: paths.default('/catalog-info.yaml'),
  ignorePaths: texts.optional(),
  maxFilesPerRepository: number({ minimum: 1, integer: true }).default(100),
  branch: branch.optional(),
  fallbackBranch: branchOrHead.optional(),
  includePersonalRepos: flag.default(false),
  filters: section({
    projectKey: somePatterns.optional(),
    repoSlug: somePatterns.optional(),
    exclude: section({
      projectKey: patterns.default([]),
      repoSlug: patterns.default([]),
    }).prefault({}),
    allowForks: flag.default(true),
    visibility: someTexts.pipe(visibilities).optional(),
    labels: section({
      include: someTexts.optional(),
      exclude: texts.default([]),
    }).prefault({}),
    skipArchivedRepos: flag.default(false),
  }).prefault({}),
  validateLocationsExist: flag.default(true),
  rejectRemovalsAbovePercentage: number({
    minimum: 0,
    maximum: 100,
  }).optional(),
  /** Read by `readSchedule`, as the scheduler reads it. */
  schedule: section({
    frequency: scheduled,
    timeout: scheduled,
    initialDelay: z.unknown().optional(),
    scope: z.unknown().optional(),
  }).optional(),
  recheckAfter: durationMs().optional(),
});

const statusCodes = z.array(
  number({ minimum: 100, maximum: 599, integer: true }),
  wanted('a list of status codes is wanted, such as [429, 503]'),
);

const hashes = z.enum(
  ['auto', 'off'],
  wanted("give 'auto' or 'off', or leave the key out"),
);

/** Longer than this no proxy waits, nor any timer where it is far longer. */
const waitMs = durationMs({
  mostMs: 60 * MINUTE_MS,
  advice:
    'give a duration above zero and up to an hour, such as { seconds: 60 }',
});

/** Beneath an entry of `integrations.bitbucketServer`, next to Backstage's own keys. */
export const integrationOptions = section({
  maxConcurrentRequests: number({ minimum: 1, integer: true }).default(8),
  timeout: waitMs.default(MINUTE_MS / 2),
  retry: section({
    maxRetries: number({ minimum: 0, integer: true }).default(4),
    retryStatusCodes: statusCodes.default([429, 500, 502, 503, 504]),
    maxApiRequestsPerMinute: limit.optional(),
  }).prefault({}),
  headers: headers.default({}),
  tls: section({
    ca: pem.optional(),
    cert: pem.optional(),
    key: pem.optional(),
  }).optional(),
  reads: section({
    enabled: flag.default(true),
    checksPerMinute: number({ minimum: 0 }).default(60),
    maxAge: durationMs().default(60 * MINUTE_MS),
    maxWait: waitMs.default(MINUTE_MS / 6),
    keptMegabytes: number({ minimum: 0 }).default(32),
    keptFileMegabytes: number({ minimum: 0 }).default(2),
  }).prefault({}),
  repositoryHashes: text.pipe(hashes).default('auto'),
});

/** Backstage's own keys there, which are not to be taken for mistyped ones of ours. */
export const BACKSTAGE_KEYS = [
  ...['host', 'token', 'username', 'password'],
  ...['apiBaseUrl', 'commitSigningKey'],
];

/** Beneath `events.modules.bitbucketServer`. */
export const webhookOptions = section({
  /** The value is never shown, not even where it is none. */
  webhookSecret: z
    .custom<string | string[]>(
      value => [value].flat().every(isText),
      'holds something other than text, or an empty text; give it a secret, or a list of secrets while one is being changed',
    )
    .optional(),
});
