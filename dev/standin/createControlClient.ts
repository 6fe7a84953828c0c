import { request } from 'node:http';

import type { FaultSettings } from './faults/types';
import type { LoggedRequest, UnknownRequest } from './RequestLog';
import type { StandInStats } from './server/ServerStats';
import type { FileAddress } from './types';
import type { WebhookEvent, WebhookTarget } from './webhook/postWebhook';
import type { RegisteredWebhook } from './webhook/WebhookRegistry';
import type { WebhookDelivery } from './webhook/StandInWebhooks';

/**
 * What can be asked of a stand-in in another process, beside its answers.
 */
export interface StandInControl {
  stats(): Promise<StandInStats>;
  /** Sets the counts and the log back. */
  resetStats(): Promise<void>;
  /** Gives the logged requests, and those the stand-in does not know. */
  requests(): Promise<{
    requests: LoggedRequest[];
    unknownRequests: UnknownRequest[];
  }>;
  /** Replaces all trouble by other trouble; `{}` for none. */
  setFaults(settings: FaultSettings): Promise<void>;
  /** Lets go what is held under an id. */
  release(id: string): Promise<void>;
  writeFile(
    projectKey: string,
    options: FileAddress & { content: string },
  ): Promise<void>;
  removeFile(projectKey: string, options: FileAddress): Promise<void>;
  /** Has webhooks sent there from now on; nowhere when left out. */
  setWebhook(target?: WebhookTarget): Promise<void>;
  /** Has any event sent now, and gives what it was answered with. */
  sendWebhook(event: WebhookEvent): Promise<WebhookDelivery>;
  /** Gives the webhooks that a project has. */
  projectWebhooks(projectKey: string): Promise<RegisteredWebhook[]>;
  /** Gives what has become of all webhooks so far. */
  webhookDeliveries(): Promise<WebhookDelivery[]>;
}

function toQuery(projectKey: string, options: FileAddress): string {
  const { slug, path, branch } = options;
  return new URLSearchParams({
    project: projectKey,
    repo: slug,
    path,
    ...(branch === undefined ? {} : { branch }),
  }).toString();
}

/**
 * Creates a client of the control at an address.
 *
 * @remarks Uses node:http, so that no stubbed fetch can come in between.
 */
export function createControlClient(url: string): StandInControl {
  function call<T>(
    method: string,
    options: { name: string; body?: string },
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const address = `${url}/__standin/${options.name}`;
      const sent = request(address, { method, agent: false }, response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('error', reject);
        response.once('end', () => {
          if (response.statusCode === 200) {
            resolve(JSON.parse(text) as T);
          } else {
            reject(new Error(`${method} ${address} failed: ${text}`));
          }
        });
      });
      sent.once('error', reject);
      sent.end(options.body ?? '');
    });
  }

  return {
    stats: () => call('GET', { name: 'stats' }),
    resetStats: () => call('POST', { name: 'reset-stats' }),
    requests: () => call('GET', { name: 'requests' }),
    setFaults: settings =>
      call('POST', {
        name: 'faults',
        body: JSON.stringify(settings, (_, value: unknown) =>
          value instanceof RegExp ? value.source : value,
        ),
      }),
    release: id =>
      call('POST', { name: `release?id=${encodeURIComponent(id)}` }),
    writeFile: (projectKey, options) =>
      call('PUT', {
        name: `files?${toQuery(projectKey, options)}`,
        body: options.content,
      }),
    removeFile: (projectKey, options) =>
      call('DELETE', { name: `files?${toQuery(projectKey, options)}` }),
    setWebhook: target =>
      call('POST', { name: 'webhook', body: JSON.stringify(target ?? {}) }),
    sendWebhook: event =>
      call('POST', { name: 'send-webhook', body: JSON.stringify(event) }),
    projectWebhooks: projectKey =>
      call('GET', {
        name: `webhooks?${new URLSearchParams({ project: projectKey })}`,
      }),
    webhookDeliveries: () => call('GET', { name: 'webhook-deliveries' }),
  };
}
