import type {
  ActionsRegistryService,
} from '@backstage/backend-plugin-api/alpha';

/** The zod of the registry, which hands it out. */
export type Zod = Parameters<
  Parameters<ActionsRegistryService['register']>[0]['schema']['input']
>[0];

/*
 * What may be asked and what is answered, by the actions and by HTTP.
 */

/** Of both answers. */
export const TIMES_AND_NULL =
  'Times are in ISO 8601, and null stands for what there is not';

/** What is asked of the one action. */
export const toExplainInput = (z: Zod) =>
  z.object({
    repository: z
      .string()
      .describe(
        'PROJ/slug, or any address of the repository: of its pages, of git, of ssh, or the target of a location',
      ),
    host: z
      .string()
      .optional()
      .describe(
        'The host of the Bitbucket Server, where there are several and no address says it',
      ),
    fresh: z
      .boolean()
      .optional()
      .describe(
        'True looks at the repository on the server now, as after a webhook, makes the catalog right, and names the nearest file where the catalog file is missing. Left out, the answer is from memory and costs the server nothing',
      ),
  });

/** When something happens by itself. */
export const toPlan = (z: Zod) =>
  z
    .object({
      at: z
        .string()
        .nullable()
        .describe('Null where nobody can say; a time that has come means soon'),
      explanation: z.string(),
    })
    .describe('When it happens, and what');

/** What the catalog cannot read or process, and how to mend it. */
export const toFailure = (z: Zod) =>
  z.object({
    entityRef: z.string(),
    reason: z.string(),
    remedy: z.string().nullable(),
  });

/** What the one action answers, for each provider. */
export const toExplainOutput = (z: Zod) =>
  z
    .object({
      providers: z.array(
        z.object({
          provider: z.string(),
          host: z.string(),
          projectKey: z.string(),
          repoSlug: z.string(),
          result: z
            .enum(['in', 'out', 'unknown'])
            .describe(
              'in: the catalog gets its files; out: it certainly gets none; unknown: nobody knows',
            ),
          reason: z.string().nullable().describe('Why it is out, in a word'),
          explanation: z.string().nullable().describe('Why, in words'),
          search: z.string().nullable().describe('Where files are looked for'),
          isRemembered: z
            .boolean()
            .describe('False for what no list of the server has shown'),
          defaultBranch: z.string().nullable(),
          files: z.array(
            z.object({
              path: z.string(),
              ref: z.string().nullable(),
              target: z.string(),
              entityRefs: z
                .array(z.string())
                .describe(
                  'The Location, and what the catalog has made of the file, as far as whoever asks may see it',
                ),
              failures: z
                .array(toFailure(z))
                .describe('What the catalog cannot read, and how to mend it'),
            }),
          ),
          filesLeftOut: z.number(),
          nearestFiles: z
            .array(z.string())
            .describe('Where the file is missing: those called most like it'),
          unknown: z
            .object({ since: z.string(), reason: z.string() })
            .nullable()
            .describe('Since when and why it cannot be looked at'),
          lookedAt: z.string().nullable(),
          nextLook: toPlan(z),
          text: z.string().describe('All of it in words, for people'),
        }),
      ),
    })
    .describe(TIMES_AND_NULL);

/** A time in ms since the epoch as JSON has it. */
export function toTime(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
