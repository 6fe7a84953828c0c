import {
  createStatistics,
  type DeliveryStatistics,
} from './deliveryStatistics';

/**
 * A webhook as a project or a repository has it.
 */
export interface RegisteredWebhook {
  id: number;
  name: string;
  url: string;
  events: string[];
  active: boolean;
  sslVerificationRequired: boolean;
  secret?: string;
  statistics: DeliveryStatistics;
}

/**
 * Whose webhooks are meant; those of the project itself where `slug` is left
 * out.
 */
export interface WebhookScope {
  project: string;
  slug?: string;
}

/**
 * The webhooks that projects and repositories of a stand-in have.
 */
export class WebhookRegistry {
  /** Whether the server shows the secret of a webhook to who administers it. */
  secrets: 'shown' | 'hidden' = 'shown';
  private readonly shelves = new Map<string, RegisteredWebhook[]>();
  private lastId = 0;

  /** In the order in which they were made. */
  of(scope: WebhookScope): readonly RegisteredWebhook[] {
    return this.shelves.get(toKey(scope)) ?? [];
  }

  /** Makes one, filled in where the seed is silent. */
  add(
    scope: WebhookScope,
    seed: Partial<RegisteredWebhook> & { url: string },
  ): RegisteredWebhook {
    this.lastId += 1;
    const webhook = {
      id: this.lastId,
      name: 'a webhook',
      events: [],
      active: true,
      sslVerificationRequired: true,
      statistics: createStatistics(),
      ...seed,
    };
    this.shelves.set(toKey(scope), [...this.of(scope), webhook]);
    return webhook;
  }

  remove(scope: WebhookScope, { id }: { id: number }): void {
    this.shelves.set(
      toKey(scope),
      this.of(scope).filter(webhook => webhook.id !== id),
    );
  }
}

function toKey({ project, slug }: WebhookScope): string {
  return [project, slug]
    .filter(name => name !== undefined)
    .join('/')
    .toLowerCase();
}
