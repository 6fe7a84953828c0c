import type { EventsService } from '@backstage/plugin-events-node';
import { createEvents } from './createEvents';
import { driveUntil } from './driveUntil';
import { ProviderRig, type ProviderRigOptions } from './ProviderRig';

/** What a provider logs once it is done with an event. */
const DONE =
  /was checked after a webhook|could not be checked|is ignored: |could not be acted upon/;

/**
 * A provider that webhooks reach.
 */
export class WebhookRig extends ProviderRig {
  readonly events: EventsService;

  constructor(options: Omit<ProviderRigOptions, 'events'>) {
    const events = createEvents();
    super({ ...options, events });
    this.events = events;
  }

  /** What has become of the events so far, in the words of the log. */
  get outcomes(): string[] {
    return this.log.lines
      .map(({ message }) => message)
      .filter(message => DONE.test(message));
  }

  /** Has an event in, and waits for nothing. */
  async publish(eventType: string, body: unknown): Promise<void> {
    await this.events.publish({
      topic: `bitbucketServer.${eventType}`,
      eventPayload: body,
    });
  }

  /** Has an event in, and waits until so many things have come of it. */
  async send(
    eventType: string,
    options: { body: unknown; outcomes?: number },
  ): Promise<string[]> {
    const { body, outcomes = 1 } = options;
    const before = this.outcomes.length;
    await this.publish(eventType, body);
    await driveUntil(() => this.outcomes.length >= before + outcomes);
    return this.outcomes.slice(before);
  }

}
