import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  EventParams,
  EventsService,
  eventsServiceRef,
  RequestValidator,
  SubTopicEventRouter,
} from '@backstage/plugin-events-node';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import {
  readWebhookConfig,
  WEBHOOK_SECRET_KEY,
  WEBHOOK_TOPIC,
} from '../config';
import { WebhookEndpoint } from './WebhookEndpoint';

/** For what would get to the plugin's own route past the endpoint: nothing should. */
const refuse: RequestValidator = async (_, context) =>
  context.reject({ status: 403, payload: { message: 'it is not signed' } });

/**
 * Lets signed webhooks of Bitbucket Server in at
 * `/api/events/http/bitbucketServer`, and passes events on to
 * `bitbucketServer.<x-event-key>`.
 *
 * @remarks
 * It has the id of the module that it stands in for, so that a backend with
 * both does not start.
 *
 * @public
 */
export const eventsModuleBitbucketServerWebhook = createBackendModule({
  pluginId: 'events',
  moduleId: 'bitbucket-server-event-router',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        httpRouter: coreServices.httpRouter,
        ingress: eventsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config, events, httpRouter, ingress, logger }) {
        const { secrets, openTopics } = readWebhookConfig(config);
        if (secrets.length > 0) {
          // A module starts before its plugin, so the endpoint stands in front.
          const endpoint = new WebhookEndpoint({ secrets, events, logger });
          httpRouter.use(endpoint.handle);
          ingress.addHttpPostIngress({
            topic: WEBHOOK_TOPIC,
            validator: refuse,
          });
        } else if (openTopics.length === 0) {
          logger.info(
            `No webhooks of Bitbucket Server are let in over HTTP; set ${WEBHOOK_SECRET_KEY} to let them in`,
          );
        }
        if (openTopics.length > 0) {
          logger.warn(
            `Anyone can post webhooks of Bitbucket Server, since events.http.topics holds ${openTopics.join(', ')}; take that out, and set ${WEBHOOK_SECRET_KEY}`,
          );
        }
        await new BitbucketServerEventRouter({ events }).subscribe();
      },
    });
  },
});

/** Passes webhooks on from `bitbucketServer` to `bitbucketServer.<x-event-key>`. */
class BitbucketServerEventRouter extends SubTopicEventRouter {
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
