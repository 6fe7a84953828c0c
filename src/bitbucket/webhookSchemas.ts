import { z } from 'zod';
import { pageOf } from './schemas';

/** In the range of a date. Servers of 10 may write them out. */
const time = z
  .union([z.number(), z.string().transform(text => Date.parse(text))])
  .refine(at => !Number.isNaN(new Date(at).getTime()))
  .optional()
  .catch(undefined);

const delivery = z
  .object({
    finish: time,
    result: z
      .object({ description: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined);

const count = z.int().nonnegative().catch(0);

const text = z.string().catch('');

export const webhookSchema = z.object({
  id: z.int(),
  url: z.string(),
  name: text,
  events: z.array(z.string()).catch([]),
  active: z.boolean().catch(true),
  sslVerificationRequired: z.boolean().optional().catch(undefined),
  configuration: z.record(z.string(), z.unknown()).catch({}),
  credentials: z
    .object({ username: text })
    .optional()
    .catch(undefined),
});

export const webhookPageSchema = pageOf(webhookSchema);

/** What the description leaves open: the counts, and the last delivery of each outcome. */
export const webhookStatisticsSchema = z.object({
  counts: z.object({
    successes: count,
    failures: count,
    errors: count,
    window: z
      .object({ duration: z.number().optional().catch(undefined) })
      .optional()
      .catch(undefined),
  }),
  lastSuccess: delivery,
  lastFailure: delivery,
  lastError: delivery,
});
