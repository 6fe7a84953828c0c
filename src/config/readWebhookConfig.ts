import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { assertSecretText } from './assertSecretText';

/**
 * Where the secret of webhooks stands.
 *
 * @internal
 */
export const WEBHOOK_SECRET_KEY =
  'events.modules.bitbucketServer.webhookSecret';
const TOPICS_KEY = 'events.http.topics';

/**
 * The topic of every webhook; each kind of event has one of its own beneath.
 *
 * @internal
 */
export const WEBHOOK_TOPIC = 'bitbucketServer';

/**
 * How webhooks come in.
 *
 * @internal
 */
export interface WebhookConfig {
  /** Each of them is accepted; none where no signature can be checked. */
  readonly secrets: readonly string[];
  /** What `events.http.topics` lets anyone post, without a signature. */
  readonly openTopics: readonly string[];
}

/**
 * Reads `events.modules.bitbucketServer.webhookSecret`, one secret or a list
 * of them, and what `events.http.topics` opens to anyone.
 *
 * @remarks
 * A secret guards the topic `bitbucketServer`, also where
 * `events.http.topics` holds it. A topic beneath, such as
 * `bitbucketServer.repo:refs_changed`, is one that webhooks are passed on to,
 * and has a door of its own that nothing guards.
 *
 * @internal
 */
export function readWebhookConfig(config: Config): WebhookConfig {
  const secrets = readSecrets(config);
  const topics = config.getOptionalStringArray(TOPICS_KEY) ?? [];
  const isOpen = (topic: string) =>
    topic.startsWith(`${WEBHOOK_TOPIC}.`) || (topic === WEBHOOK_TOPIC && secrets.length === 0);
  return { secrets, openTopics: topics.filter(isOpen) };
}

function readSecrets(config: Config): string[] {
  const value = config.getOptional(WEBHOOK_SECRET_KEY);
  if (value === undefined) {
    return [];
  }
  const secrets: unknown[] = Array.isArray(value) ? value : [value];
  if (!secrets.every(isSecret)) {
    // The value is never shown, not even where it is none.
    throw new InputError(
      `${WEBHOOK_SECRET_KEY} holds something other than text, or an empty text; give it a secret, or a list of secrets while one is being changed`,
    );
  }
  secrets.forEach((secret, index) => {
    const key = Array.isArray(value)
      ? `${WEBHOOK_SECRET_KEY}[${index}]`
      : WEBHOOK_SECRET_KEY;
    assertSecretText(secret, { key });
  });
  return secrets;
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
