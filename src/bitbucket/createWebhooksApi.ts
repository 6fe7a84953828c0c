import { HostConfig } from '../config';
import { HostBudget } from '../http';
import { createRestClient } from './createRestClient';
import { WebhooksApi } from './WebhooksApi';

/**
 * Creates what reads and writes the webhooks of one host, as an administrator
 * whose token takes the place of the host's own credentials.
 */
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
