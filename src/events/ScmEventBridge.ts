import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CatalogScmEvent,
  CatalogScmEventsService,
} from '@backstage/plugin-catalog-node/alpha';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import {
  BitbucketServerApi,
  Host,
  Hosts,
  parseBrowseUrl,
  RepositoryName,
  RequestError,
  toRepositoryUrl,
} from '../bitbucket';
import { WEBHOOK_TOPIC } from '../config';
import { isSameRepository, toAnswer } from '../discovery';
import { EVENT_TYPES, parseWebhookEvent } from './parseWebhookEvent';
import { TopicEcho } from './TopicEcho';
import { toScmEvents } from './toScmEvents';
import { LinkedRepository, WebhookEvent } from './types';
import { WebhookWork } from './WebhookWork';

const SUBSCRIBER_ID = 'bitbucket-server-scm-events';

/**
 * Publishes what webhooks tell as events of the catalog, which acts on
 * locations that people have registered themselves, at any branch. It hears the
 * topic that webhooks come in by and those that they are passed on to, and
 * publishes what came by both once.
 */
export class ScmEventBridge {
  readonly #options: ScmEventBridgeOptions;
  readonly #work = new WebhookWork();
  readonly #echo = new TopicEcho();

  constructor(options: ScmEventBridgeOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#options.events.subscribe({
      id: SUBSCRIBER_ID,
      topics: [
        WEBHOOK_TOPIC,
        ...EVENT_TYPES.map(type => `${WEBHOOK_TOPIC}.${type}`),
      ],
      onEvent: async params => {
        const eventType = toEventType(params);
        if (eventType !== undefined && !this.#echo.isEcho(params)) {
          this.#work.begin(() => this.#onEvent(eventType, params));
        }
      },
    });
  }

  /** Takes no more, and publishes what it has taken, as far as time allows. */
  async stop(): Promise<void> {
    await this.#work.stop();
  }

  /** Logs what goes wrong, and never throws. */
  async #onEvent(
    eventType: string,
    { eventPayload }: EventParams,
  ): Promise<void> {
    const { logger, scmEvents } = this.#options;
    try {
      const parsed = parseWebhookEvent(eventType, eventPayload);
      const events =
        parsed.result === 'ok' ? await this.#toEvents(parsed.event) : [];
      if (events.length === 0) {
        logger.debug(`${eventType} has nothing for the catalog's own events`);
        return;
      }
      this.#work.context.signal.throwIfAborted();
      await scmEvents.publish(events);
    } catch (error) {
      logger.warn(`A webhook could not be passed on to the catalog: ${error}`);
    }
  }

  async #toEvents(event: WebhookEvent): Promise<CatalogScmEvent[]> {
    const hint = findRepository(event);
    const host = hint && this.#findHost(hint);
    if (!host) {
      return [];
    }
    const toUrl = (each: LinkedRepository) =>
      this.#findHost(each) === host ? toOwnUrl(each, host) : undefined;
    const events = toScmEvents(event, { toUrl }) ?? [];
    const isMove = events.some(({ type }) => type === 'repository.moved');
    if (event.type === 'push') {
      const { projectKey, repoSlug } = hint;
      await this.#options.beforeRefresh?.({
        ...{ projectKey, repoSlug },
        host: host.hostConfig.host,
      });
    }
    return isMove && !(await this.#isRenamed(event, host)) ? [] : events;
  }

  /**
   * Whether the server knows the new name, and the old one no more or as
   * another for it: what is registered is not moved from one repository to
   * another on the word of a body.
   */
  async #isRenamed(
    event: WebhookEvent,
    { api }: { api: BitbucketServerApi },
  ): Promise<boolean> {
    if (event.type !== 'modified') {
      return false;
    }
    const { context } = this.#work;
    const isFoundAt = async (name: RepositoryName) =>
      isSameRepository(await api.getRepository(name, context), event.new);
    const isFree = (error: unknown) =>
      toAnswer(error, { about: 'repository' }).outcome === 'absent';
    return (
      (await isFoundAt(event.new).catch(falseIfUnknown)) &&
      isFoundAt(event.old).catch(isFree)
    );
  }

  /** A body without a link can only be told where there is one host. */
  #findHost({ selfUrl }: LinkedRepository): Host | undefined {
    const { hosts, hostNames } = this.#options;
    const [onlyName, ...otherNames] = hostNames;
    if (selfUrl === undefined) {
      return onlyName !== undefined && otherNames.length === 0
        ? hosts.get(onlyName)
        : undefined;
    }
    const linked = URL.canParse(selfUrl) ? new URL(selfUrl).host : '';
    const own = hosts.all().find(({ api }) => api.isOwnHost(linked));
    const named = hostNames.find(name => name.toLowerCase() === linked);
    return own ?? (named === undefined ? undefined : hosts.get(named));
  }
}

export interface ScmEventBridgeOptions {
  readonly events: EventsService;
  readonly scmEvents: CatalogScmEventsService;
  readonly hosts: Pick<Hosts, 'get' | 'all'>;
  /** Those of all integrations, with a provider or without. */
  readonly hostNames: readonly string[];
  /** Told that the catalog is to read the files of a repository anew. */
  readonly beforeRefresh?: (
    repository: RepositoryName & { host: string },
  ) => Promise<void>;
  readonly logger: LoggerService;
}

/** The one that the topic names, or the header where all webhooks come in. */
function toEventType({ topic, metadata }: EventParams): string | undefined {
  if (topic !== WEBHOOK_TOPIC) {
    return topic.slice(WEBHOOK_TOPIC.length + 1);
  }
  const eventKey = metadata?.['x-event-key'];
  return typeof eventKey === 'string' ? eventKey : undefined;
}

/** The repository that an event is about; its new name after a rename. */
function findRepository(event: WebhookEvent): LinkedRepository | undefined {
  if (event.type === 'project-modified') {
    return undefined;
  }
  return event.type === 'modified' ? event.new : event.repository;
}

/** The link of a body counts where it is that of the repository it names. */
function toOwnUrl(hint: LinkedRepository, host: Host): string {
  const { projectKey, repoSlug, selfUrl } = hint;
  const linked = selfUrl === undefined ? undefined : parseBrowseUrl(selfUrl);
  return toRepositoryUrl(
    {
      projectKey,
      repoSlug,
      ...(linked && isSameRepository(linked, hint) && { selfUrl }),
    },
    { ...host.hostConfig, integrationHosts: host.integrationHosts },
  ).url;
}

function falseIfUnknown(error: unknown): false {
  if (error instanceof RequestError) {
    return false;
  }
  throw error;
}
