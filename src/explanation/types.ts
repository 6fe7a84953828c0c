import type { z } from 'zod/v3';
import type { toExplainOutput, toFailure, toPlan } from './schemas';
import type { toStatusOutput } from './toStatusOutput';

export interface Question {
  readonly projectKey: string;
  readonly repoSlug: string;
  /** The host that is meant; every host where it is left out. */
  readonly host?: string;
  /** `now` looks at the repository first, as after a webhook. */
  readonly look?: 'now';
}

/*
 * What is answered. The schemas of the actions say what each field is.
 */

export type RepositoryReport = Output<typeof toExplainOutput>;
export type ProviderReport = RepositoryReport['providers'][number];
export type FileReport = ProviderReport['files'][number];
export type FailureReport = Output<typeof toFailure>;
export type Plan = Output<typeof toPlan>;

export type StatusReport = Output<typeof toStatusOutput>;
export type ProviderStatus = StatusReport['providers'][number];
export type RunReport = ProviderStatus['runs'][number];
export type WebhookReport = ProviderStatus['webhooks'];

type Output<T extends (zod: never) => z.ZodTypeAny> = z.infer<ReturnType<T>>;
