import { Config, ConfigReader } from '@backstage/config';
import { assertSecretText } from './assertSecretText';
import { webhookOptions } from './options';
import { readOptions } from './readOptions';

const SECTION_KEY = 'events.modules.bitbucketServer';

export const WEBHOOK_SECRET_KEY = `${SECTION_KEY}.webhookSecret`;

/** The topic of every webhook; each kind of event has one of its own beneath. */
export const WEBHOOK_TOPIC = 'bitbucketServer';

export interface WebhookConfig {
  /** Each of them is accepted; none where no signature can be checked. */
  readonly secrets: readonly string[];
  /** What `events.http.topics` lets anyone post, without a signature. */
  readonly openTopics: readonly string[];
}

/**
 * Reads the secrets of webhooks, and what `events.http.topics` opens to anyone.
 *
 * @remarks
 * A secret guards the topic `bitbucketServer`, also where
 * `events.http.topics` holds it. A topic beneath, such as
 * `bitbucketServer.repo:refs_changed`, is one that webhooks are passed on to,
 * and has an endpoint of its own that nothing guards.
 */
export function readWebhookConfig(config: Config): WebhookConfig {
  const secrets = readSecrets(config);
  const topics = config.getOptionalStringArray('events.http.topics') ?? [];
  const isOpen = (topic: string) =>
    topic.startsWith(`${WEBHOOK_TOPIC}.`) ||
    (topic === WEBHOOK_TOPIC && secrets.length === 0);
  return { secrets, openTopics: topics.filter(isOpen) };
}

function readSecrets(config: Config): string[] {
  const { webhookSecret = [] } = readOptions(webhookOptions, {
    config: config.getOptionalConfig(SECTION_KEY) ?? new ConfigReader({}),
    key: SECTION_KEY,
  });
  const secrets = [webhookSecret].flat();
  secrets.forEach((secret, index) => {
    const place = Array.isArray(webhookSecret) ? `[${index}]` : '';
    assertSecretText(secret, { key: `${WEBHOOK_SECRET_KEY}${place}` });
  });
  return secrets;
}
