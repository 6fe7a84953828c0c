import {
  EventParams,
  EventsService,
  SubTopicEventRouter,
} from '@backstage/plugin-events-node';

/**
 * Passes webhooks on from the topic `bitbucketServer` to
 * `bitbucketServer.<x-event-key>`.
 *
 * @internal
 */
export class BitbucketServerEventRouter extends SubTopicEventRouter {
  constructor(options: { events: EventsService }) {
    super({ events: options.events, topic: 'bitbucketServer' });
  }

  protected getSubscriberId(): string {
    return 'BitbucketServerEventRouter';
  }

  protected determineSubTopic({ metadata }: EventParams): string | undefined {
    const eventKey = metadata?.['x-event-key'];
    return typeof eventKey === 'string' && eventKey ? eventKey : undefined;
  }
}
