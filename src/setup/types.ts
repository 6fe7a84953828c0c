import type {
  Host,
  Webhook,
  WebhookScope,
  WebhookStatistics,
} from '../bitbucket';
import type { ProviderConfig } from '../config';

export interface SetupArguments {
  /** Those of Backstage where there is none. */
  readonly configFiles: readonly string[];
  /** All of them where none is named. */
  readonly providerId?: string;
  /** All of them where none is named. */
  readonly host?: string;
  /** Where webhooks are sent to. */
  readonly endpointUrl: string;
  /** Whose webhooks are looked at. */
  readonly level: 'project' | 'repository';
  /** Whether anything is written; off by default. */
  readonly apply: boolean;
  /** Whether duplicates are removed; off by default. */
  readonly prune: boolean;
  readonly format: 'text' | 'json';
}

export interface SetupHost {
  readonly host: Host;
  readonly providers: readonly ProviderConfig[];
}

/** What every webhook of ours is to be. */
export interface WantedWebhook {
  readonly url: string;
  /** Those that the endpoint takes, the one to be used first; none where the configuration has none. */
  readonly secrets: readonly string[];
}

/**
 * What is wrong with a webhook.
 *
 * - `missing`: there is none
 * - `inactive`: it is switched off
 * - `events`: it lacks some
 * - `secret`: it has another secret than the first of the configuration
 * - `tls`: it does not verify the certificate of an `https` address
 */
export type Fault = 'missing' | 'inactive' | 'events' | 'secret' | 'tls';

export interface Judgement {
  /** The one that counts; undefined where there is none. */
  readonly webhook?: Webhook;
  readonly faults: readonly Fault[];
  readonly missingEvents: readonly string[];
  /** Whether the server does not show its secret, so that it cannot be compared. */
  readonly isSecretHidden: boolean;
  /** Others with the same address. */
  readonly duplicates: readonly Webhook[];
}

/**
 * Something that was written, or is to be.
 *
 * - `make`: a webhook where there is none
 * - `mend`: all that is wrong with it
 * - `rewrite`: the same again, for the sake of a secret that cannot be compared
 * - `remove`: a duplicate
 */
export type Deed =
  | { readonly what: 'make'; readonly id?: number }
  | { readonly what: 'mend' | 'rewrite' | 'remove'; readonly id: number };

/** How deliveries fare: `none` were made, or the last went `well`, or was `failing`. */
export type Deliveries = WebhookStatistics & {
  readonly verdict: 'none' | 'well' | 'failing';
};

/** A project or a repository, and what became of its webhook. */
export interface SetupRow {
  readonly scope: WebhookScope;
  /** Undefined where its webhooks could not be read. */
  readonly found?: Judgement;
  /** Undefined where there is no webhook, or the server does not tell. */
  readonly deliveries?: Deliveries;
  readonly done: readonly Deed[];
  /** Why it could not be read, or not all could be written; of a request, or an abort. */
  readonly error?: Error;
}

/** What a command has found on one server, and done there. */
export interface SetupResult {
  readonly host: string;
  readonly providerIds: readonly string[];
  readonly rows: readonly SetupRow[];
  readonly errors: readonly string[];
}
