import {
  EventParams,
  EventsService,
  SubTopicEventRouter,
} from '@backstage/plugin-events-node';
import { WEBHOOK_TOPIC } from '../config';

/**
 * Passes webhooks on from the topic `bitbucketServer` to
 * `bitbucketServer.<x-event-key>`.
 */
export class BitbucketServerEventRouter extends SubTopicEventRouter {
  constructor(options: { events: EventsService }) {
    super({ events: options.events, topic: WEBHOOK_TOPIC });
  }

  protected getSubscriberId(): string {
    return 'BitbucketServerEventRouter';
  }

  protected determineSubTopic({ metadata }: EventParams): string | undefined {
    const eventKey = metadata?.['x-event-key'];
    return typeof eventKey === 'string' && eventKey ? eventKey : undefined;
  }
}
