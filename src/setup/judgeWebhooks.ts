import { Webhook, WebhookScope, WebhookStatistics } from '../bitbucket';
import { toEvents } from './toWebhookChange';
import { Deliveries, Fault, Judgement, WantedWebhook } from './types';

/** Some servers put these in place of a secret. */
const MASK = /^[*•·]*$/u;

/**
 * Finds ours among the webhooks of a project or a repository, and what is wrong
 * with it. Ours are those with our address. Of several, the one counts with
 * which least is wrong, and of equals the oldest.
 */
export function judgeWebhooks(
  webhooks: readonly Webhook[],
  { scope, wanted }: { scope: WebhookScope; wanted: WantedWebhook },
): Judgement {
  const [first, ...others] = webhooks
    .filter(({ url }) => isOwnUrl(url, { endpointUrl: wanted.url }))
    .map(webhook => ({ webhook, ...judge(webhook, { scope, wanted }) }))
    .sort(
      (one, other) =>
        one.faults.length - other.faults.length ||
        one.webhook.id - other.webhook.id,
    );
  return first
    ? { ...first, duplicates: others.map(({ webhook }) => webhook) }
    : {
        faults: ['missing'],
        missingEvents: [],
        isSecretHidden: false,
        duplicates: [],
      };
}

function judge(
  webhook: Webhook,
  { scope, wanted }: { scope: WebhookScope; wanted: WantedWebhook },
): Pick<Judgement, 'faults' | 'missingEvents' | 'isSecretHidden'> {
  const missingEvents = toEvents(scope).filter(
    event => !webhook.events.includes(event),
  );
  const [secret] = wanted.secrets;
  const shown = toShownSecret(webhook);
  const isWrong: Record<Exclude<Fault, 'missing'>, boolean> = {
    inactive: !webhook.active,
    events: missingEvents.length > 0,
    secret: secret !== undefined && shown !== undefined && shown !== secret,
    tls:
      webhook.sslVerificationRequired === false &&
      wanted.url.startsWith('https:'),
  };
  return {
    faults: (['inactive', 'events', 'secret', 'tls'] as const).filter(
      fault => isWrong[fault],
    ),
    missingEvents,
    isSecretHidden: shown === undefined,
  };
}

/** None and one that is not shown look alike. */
function toShownSecret({ configuration }: Webhook): string | undefined {
  const { secret } = configuration;
  return typeof secret === 'string' && !MASK.test(secret) ? secret : undefined;
}

/** Whether a webhook goes to our address, as URLs are compared, slashes at the end aside. */
function isOwnUrl(
  url: string,
  { endpointUrl }: { endpointUrl: string },
): boolean {
  return toComparable(url) === toComparable(endpointUrl);
}

function toComparable(url: string): string {
  const text = url.trim();
  return (URL.canParse(text) ? new URL(text).href : text).replace(/\/+$/, '');
}

/** Judges deliveries by the last one; where no time is told, by whether any got through. */
export function judgeDeliveries(statistics: WebhookStatistics): Deliveries {
  const { successes, failures, lastSuccess, lastFailure } = statistics;
  const total = successes + failures;
  if (total === 0 && !lastSuccess && !lastFailure) {
    return { ...statistics, verdict: 'none' };
  }
  const isFailing =
    lastFailure?.at === undefined
      ? successes === 0 && !lastSuccess
      : lastFailure.at > (lastSuccess?.at ?? -Infinity);
  return { ...statistics, verdict: isFailing ? 'failing' : 'well' };
}
