import { z } from 'zod';
import { HostConfig } from '../config';
import { HostBudget, RequestContext } from '../http';
import { createRestClient } from './createRestClient';
import { readJsonPages } from './readPages';
import { RestClient } from './RestClient';
import { toFailureKind } from './toFailureKind';
import { toRepositorySegments } from './toRestUrl';
import {
  webhookPageSchema,
  webhookSchema,
  webhookStatisticsSchema,
} from './webhookSchemas';
import {
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookScope,
  WebhookStatistics,
} from './webhookTypes';

/** So much of the server's words about a delivery is shown. */
const MAX_SHOWN = 100;

/**
 * The endpoints of the REST API for the webhooks of projects and repositories,
 * one short method each. Whoever calls them administers those. Every method
 * throws a {@link RequestError} for an answer that is none.
 */
export class WebhooksApi {
  readonly #rest: RestClient;

  constructor(options: { rest: RestClient }) {
    this.#rest = options.rest;
  }

  /** `GET .../webhooks`, whosoever they are. Throws behind them where one is unreadable. */
  async *readWebhooks(
    scope: WebhookScope,
    context: RequestContext,
  ): AsyncGenerator<Webhook> {
    const pages = readJsonPages(webhookPageSchema, {
      rest: this.#rest,
      resource: { segments: toSegments(scope) },
      context,
      unreadable: 'fatal',
    });
    for await (const { value } of pages) {
      yield* value.values.map(toWebhook);
    }
  }

  /** `POST .../webhooks` */
  async create(
    scope: WebhookScope,
    { webhook, context }: { webhook: WebhookChange; context: RequestContext },
  ): Promise<Webhook> {
    const { value } = await this.#rest.sendJson(webhookSchema, {
      method: 'POST',
      resource: { segments: toSegments(scope) },
      body: webhook,
      context,
    });
    return toWebhook(value);
  }

  /** `PUT .../webhooks/{webhookId}` */
  async update(
    scope: WebhookScope,
    options: { id: number; webhook: WebhookChange; context: RequestContext },
  ): Promise<void> {
    const { id, webhook, context } = options;
    await this.#rest.sendJson(z.unknown(), {
      method: 'PUT',
      resource: { segments: [...toSegments(scope), `${id}`] },
      body: webhook,
      context,
    });
  }

  /** `DELETE .../webhooks/{webhookId}` */
  async remove(
    scope: WebhookScope,
    { id, context }: { id: number; context: RequestContext },
  ): Promise<void> {
    await this.#rest.sendJson(z.unknown(), {
      method: 'DELETE',
      resource: { segments: [...toSegments(scope), `${id}`] },
      context,
    });
  }

  /** `GET .../webhooks/{webhookId}/statistics`; 204 stands for no delivery. */
  async getStatistics(
    scope: WebhookScope,
    { id, context }: { id: number; context: RequestContext },
  ): Promise<WebhookStatistics> {
    const segments = [...toSegments(scope), `${id}`, 'statistics'];
    try {
      const { value } = await this.#rest.getJson(webhookStatisticsSchema, {
        resource: { segments },
        context,
      });
      return this.#toStatistics(value);
    } catch (error) {
      if (toFailureKind(error) === 'empty') {
        return { successes: 0, failures: 0 };
      }
      throw error;
    }
  }

  #toStatistics(
    row: z.infer<typeof webhookStatisticsSchema>,
  ): WebhookStatistics {
    const { counts, lastSuccess, lastFailure, lastError } = row;
    const unwell = [lastFailure, lastError]
      .map(each => each && this.#toDelivery(each))
      .filter(each => each !== undefined)
      .sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
    return {
      successes: counts.successes,
      failures: counts.failures + counts.errors,
      windowMs: counts.window?.duration,
      lastSuccess: lastSuccess && this.#toDelivery(lastSuccess),
      lastFailure: unwell[0],
    };
  }

  #toDelivery(row: {
    finish?: number;
    result?: { description?: string };
  }): WebhookDelivery {
    const result = this.#rest.redactor.quote(row.result?.description, {
      maxLength: MAX_SHOWN,
    });
    return { at: row.finish, result };
  }
}

function toSegments({ projectKey, repoSlug }: WebhookScope): string[] {
  const owner =
    repoSlug === undefined
      ? ['projects', projectKey]
      : toRepositorySegments({ projectKey, repoSlug });
  return [...owner, 'webhooks'];
}

function toWebhook(row: z.infer<typeof webhookSchema>): Webhook {
  const { credentials, ...webhook } = row;
  return { ...webhook, hasCredentials: Boolean(credentials?.username) };
}

/** Creates what an administrator, by a token, reads and writes a host's webhooks with. */
export function createWebhooksApi(
  hostConfig: HostConfig,
  options: {
    token: string;
    budget: HostBudget;
    /** Those of webhooks, which the server may repeat. */
    webhookSecrets: readonly string[];
  },
): WebhooksApi {
  const { token, budget, webhookSecrets } = options;
  const credentials = { type: 'token', token } as const;
  return new WebhooksApi({
    rest: createRestClient(
      { ...hostConfig, credentials },
      { budget, otherSecrets: webhookSecrets },
    ),
  });
}
