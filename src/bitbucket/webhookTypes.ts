import { RepositoryName } from './types';

/** Whose webhooks are meant: those of a repository, or of the project itself. */
export type WebhookScope = Pick<RepositoryName, 'projectKey'> &
  Partial<Pick<RepositoryName, 'repoSlug'>>;

export interface Webhook {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly active: boolean;
  /** Undefined where the server does not tell. */
  readonly sslVerificationRequired?: boolean;
  /** The secret is in it where the server shows one. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Whether it signs in where it is sent to. */
  readonly hasCredentials: boolean;
}

export type WebhookChange = Required<Omit<Webhook, 'id' | 'hasCredentials'>>;

/** How the deliveries of a webhook have ended lately. */
export interface WebhookStatistics {
  /** How many were answered well, within the time that the server counts. */
  readonly successes: number;
  /** How many were answered otherwise, or not at all. */
  readonly failures: number;
  /** How long the server counts; undefined where it does not tell. */
  readonly windowMs?: number;
  readonly lastSuccess?: WebhookDelivery;
  /** The last one that was answered otherwise, or not at all. */
  readonly lastFailure?: WebhookDelivery;
}

export interface WebhookDelivery {
  /** When it ended, in ms since the epoch; undefined where the server does not tell. */
  readonly at?: number;
  /** How, in the server's words: mostly the status of the answer. */
  readonly result?: string;
}
