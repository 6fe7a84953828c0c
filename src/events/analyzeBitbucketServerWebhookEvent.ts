import { InputError } from '@backstage/errors';
import { CatalogScmEvent } from '@backstage/plugin-catalog-node/alpha';
import { parseWebhookEvent } from './parseWebhookEvent';
import { toScmEvents } from './toScmEvents';

/**
 * What analysing a webhook leads to: the catalog's events, or why there are
 * none.
 *
 * @alpha
 */
export type AnalyzeBitbucketServerWebhookEventResult =
  | { result: 'unsupported-event'; event: string }
  | { result: 'ignored'; reason: string }
  | { result: 'aborted'; reason: string }
  | { result: 'ok'; events: CatalogScmEvent[] };

/**
 * Translates the body of a Bitbucket Server webhook to events of the catalog.
 *
 * @remarks
 * Pure: nobody is asked. A push to any branch or tag becomes
 * `repository.updated`, since locations of any of them may be registered. A
 * rename becomes `repository.moved`. `aborted` is a body that lacks what its
 * event should have, links included, which servers before 8.0 do not send.
 * Rejects with an `InputError` where the body is no object.
 *
 * @param eventType - the value of `X-Event-Key`, such as `repo:refs_changed`
 * @alpha
 */
export async function analyzeBitbucketServerWebhookEvent(
  eventType: string,
  eventPayload: unknown,
): Promise<AnalyzeBitbucketServerWebhookEventResult> {
  if (!isObject(eventPayload)) {
    throw new InputError(
      `The body of a Bitbucket Server webhook has to be an object, and that of ${eventType} is none`,
    );
  }
  const parsed = parseWebhookEvent(eventType, eventPayload);
  if (parsed.result !== 'ok') {
    return parsed;
  }
  const events = toScmEvents(parsed.event, { toUrl: hint => hint.selfUrl });
  if (!events) {
    return { result: 'aborted', reason: 'the repository has no link' };
  }
  // The catalog has no event for it.
  return events.length > 0
    ? { result: 'ok', events }
    : { result: 'unsupported-event', event: eventType };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
