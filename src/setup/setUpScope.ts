import {
  RequestContext,
  RequestError,
  Webhook,
  WebhooksApi,
  WebhookScope,
} from '../bitbucket';
import { judgeDeliveries, judgeWebhooks } from './judgeWebhooks';
import { planDeeds } from './planDeeds';
import { toWebhookChange } from './toWebhookChange';
import { Deed, Deliveries, Judgement, SetupRow, WantedWebhook } from './types';

export interface SetUpScopeOptions {
  readonly webhooks: WebhooksApi;
  readonly wanted: WantedWebhook;
  readonly apply: boolean;
  readonly prune: boolean;
  readonly context: RequestContext & { signal: AbortSignal };
}

/**
 * Looks at the webhook of a project or a repository, and with `apply` makes it
 * what it is to be. A request that fails, or is aborted, is part of what it
 * gives.
 */
export async function setUpScope(
  scope: WebhookScope,
  options: SetUpScopeOptions,
): Promise<SetupRow> {
  const { webhooks, wanted, apply, prune, context } = options;
  const done: Deed[] = [];
  let found: Judgement | undefined;
  let deliveries: Deliveries | undefined;
  try {
    const all: Webhook[] = [];
    for await (const webhook of webhooks.readWebhooks(scope, context)) {
      all.push(webhook);
    }
    found = judgeWebhooks(all, { scope, wanted });
    deliveries = await readDeliveries(scope, { ...options, found });
    for (const deed of apply ? planDeeds(found, { prune }) : []) {
      done.push(await perform(deed, { ...options, scope, found }));
    }
    return { scope, found, deliveries, done };
  } catch (error) {
    if (!(error instanceof RequestError) && !context.signal.aborted) {
      throw error;
    }
    return { scope, found, deliveries, done, error: error as Error };
  }
}

/** Servers may not count, or not tell; the webhook is what matters. */
async function readDeliveries(
  scope: WebhookScope,
  options: SetUpScopeOptions & { found: Judgement },
): Promise<Deliveries | undefined> {
  const { webhooks, context, found } = options;
  if (!found.webhook) {
    return undefined;
  }
  const { id } = found.webhook;
  try {
    const statistics = await webhooks.getStatistics(scope, { id, context });
    return judgeDeliveries(statistics);
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    return undefined;
  }
}

async function perform(
  deed: Deed,
  options: SetUpScopeOptions & { scope: WebhookScope; found: Judgement },
): Promise<Deed> {
  const { webhooks, context, scope, found } = options;
  const webhook = toWebhookChange(found.webhook, options);
  switch (deed.what) {
    case 'make': {
      const { id } = await webhooks.create(scope, { webhook, context });
      return { ...deed, id };
    }
    case 'remove':
      await webhooks.remove(scope, { id: deed.id, context });
      return deed;
    default:
      await webhooks.update(scope, { id: deed.id, webhook, context });
      return deed;
  }
}
