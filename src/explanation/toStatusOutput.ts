import { TIMES_AND_NULL, toFailure, toPlan, type Zod } from './schemas';

/** What the other action answers, for each provider. */
export const toStatusOutput = (z: Zod) =>
  z
    .object({
      providers: z.array(
        z.object({
          provider: z.string(),
          host: z.string(),
          scope: z.string().describe('What is discovered where'),
          runs: z
            .array(
              z.object({
                startedAt: z.string(),
                endedAt: z.string().nullable(),
                ending: z
                  .enum([
                    'running',
                    'complete',
                    'incomplete',
                    'failed',
                    'stopped',
                    'killed',
                  ])
                  .describe(
                    'incomplete: something stayed without an answer; killed: nobody has noted its end',
                  ),
                reason: z
                  .string()
                  .nullable()
                  .describe('Why it failed or was stopped'),
                looks: z.number().nullable().describe('At repositories'),
                unknown: z
                  .number()
                  .nullable()
                  .describe('Repositories that gave no answer'),
                requests: z
                  .number()
                  .nullable()
                  .describe('How many it has sent to the server'),
              }),
            )
            .describe('The last ten, the newest first'),
          completeAt: z
            .string()
            .nullable()
            .describe('When a run last had an answer for everything'),
          nextRun: toPlan(z),
          repositories: z
            .object({
              total: z.number(),
              in: z.number(),
              out: z.number(),
              outByReason: z.record(z.number()),
              unanswered: z.number().describe('Those that have no answer yet'),
              unknown: z
                .number()
                .describe(
                  'Those whose last look gave no answer, whatever the one before did',
                ),
              unknownExamples: z.array(
                z.object({
                  repository: z.string(),
                  since: z.string(),
                  reason: z.string(),
                }),
              ),
            })
            .describe(
              'How many lists have shown, but for what a filter leaves out by its name',
            ),
          files: z.number(),
          oldestAnswerAt: z.string().nullable(),
          pace: z
            .object({
              requestsPerSecond: z.number().nullable(),
              hasSeenLimiter: z.boolean(),
              maxRequestsPerMinute: z.number().nullable(),
              maxConcurrentRequests: z.number(),
            })
            .describe('As the process that answers has learnt it'),
          webhooks: z
            .object({
              inLastDay: z
                .number()
                .describe('In this hour and the 23 before it'),
              lastAt: z.string().nullable().describe('To the hour'),
              silentProjects: z
                .object({ total: z.number(), projectKeys: z.array(z.string()) })
                .describe(
                  'The projects from which none ever came; the first hundred are named',
                ),
            })
            .describe('Those of which any replica has heard'),
          hashes: z
            .object({
              standing: z.enum([
                'learning',
                'believed',
                'suspended',
                'distrusted',
              ]),
              announced: z
                .number()
                .describe('How many changes they have announced'),
              needed: z
                .number()
                .describe('How many they have to announce to be believed'),
            })
            .nullable()
            .describe(
              "How far the server's hashes are believed; null with repositoryHashes off",
            ),
          failing: z
            .array(
              toFailure(z).extend({
                projectKey: z.string(),
                repoSlug: z.string(),
                path: z.string(),
              }),
            )
            .describe(
              'The files that the catalog cannot read or process, and how to mend them',
            ),
        }),
      ),
    })
    .describe(TIMES_AND_NULL);
