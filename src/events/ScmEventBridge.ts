import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CatalogScmEvent,
  CatalogScmEventsService,
} from '@backstage/plugin-catalog-node/alpha';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import {
  BitbucketServerApi,
  parseBrowseUrl,
  RepositoryName,
  RequestError,
  toRepositoryUrl,
} from '../bitbucket';
import { HostConfig, WEBHOOK_TOPIC } from '../config';
import { isSameRepository, toAnswer } from '../discovery';
import { DefaultBranches } from './DefaultBranches';
import { parseWebhookEvent } from './parseWebhookEvent';
import { EVENT_TYPES } from './topics';
import { toScmEvents } from './toScmEvents';
import { RepositoryHint, WebhookEvent } from './types';
import { WebhookWork } from './WebhookWork';

const SUBSCRIBER_ID = 'bitbucket-server-scm-events';

/**
 * A host that the bridge speaks for.
 *
 * @internal
 */
export interface BridgedHost {
  readonly api: BitbucketServerApi;
  readonly hostConfig: HostConfig;
  /** The hosts of all Bitbucket Server integrations. */
  readonly integrationHosts: readonly string[];
}

/**
 * Publishes what webhooks tell as events of the catalog, which acts on
 * locations that people have registered themselves.
 *
 * @internal
 */
export class ScmEventBridge {
  readonly #options: ScmEventBridgeOptions;
  readonly #defaultBranches = new DefaultBranches();
  readonly #work = new WebhookWork();

  constructor(options: ScmEventBridgeOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#options.events.subscribe({
      id: SUBSCRIBER_ID,
      topics: EVENT_TYPES.map(type => `${WEBHOOK_TOPIC}.${type}`),
      onEvent: async params =>
        this.#work.begin(() => this.#onEvent(params)),
    });
  }

  /** Takes no more, and publishes what it has taken, as far as time allows. */
  async stop(): Promise<void> {
    await this.#work.stop();
  }

  /** Logs what goes wrong, and never throws. */
  async #onEvent({ topic, eventPayload }: EventParams): Promise<void> {
    const { logger, scmEvents } = this.#options;
    const eventType = topic.slice(WEBHOOK_TOPIC.length + 1);
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
      logger.warn(
        `A webhook could not be passed on to the catalog: ${error}`,
      );
    }
  }

  async #toEvents(event: WebhookEvent): Promise<CatalogScmEvent[]> {
    const hint = findRepository(event);
    const host = hint && this.#findHost(hint);
    if (!host) {
      return [];
    }
    if (event.type === 'default-branch-modified') {
      this.#defaultBranches.forget(hint, host);
    }
    const isTrue =
      (event.type === 'push' && (await this.#isRead(event, host))) ||
      (event.type === 'modified' && (await this.#isRenamed(event, host)));
    const toUrl = (each: RepositoryHint) =>
      this.#findHost(each) === host ? toOwnUrl(each, host) : undefined;
    return isTrue ? (toScmEvents(event, { toUrl }) ?? []) : [];
  }

  /** Whether a push has touched the default branch, as the server tells it. */
  async #isRead(
    event: Extract<WebhookEvent, { type: 'push' }>,
    { api }: BridgedHost,
  ): Promise<boolean> {
    const { context } = this.#work;
    try {
      const branch = await this.#defaultBranches.get(event.repository, {
        api,
        context,
      });
      return event.refs.includes(`refs/heads/${branch}`);
    } catch (error) {
      return falseIfUnknown(error);
    }
  }

  /**
   * Whether the server knows the new name, and the old one no more or as
   * another for it: what is registered is not moved from one repository to
   * another on the word of a body.
   */
  async #isRenamed(
    event: Extract<WebhookEvent, { type: 'modified' }>,
    { api }: BridgedHost,
  ): Promise<boolean> {
    const { context } = this.#work;
    const isFoundAt = async (name: RepositoryName) =>
      isSameRepository(await api.getRepository(name, context), event.new);
    const isFree = (error: unknown) =>
      toAnswer(error, { about: 'repository' }).outcome === 'absent';
    if (!(await isFoundAt(event.new).catch(falseIfUnknown))) {
      return false;
    }
    return (
      isSameRepository(event.old, event.new) ||
      isFoundAt(event.old).catch(isFree)
    );
  }

  /** A body without a link can only be told where there is one host. */
  #findHost({ selfUrl }: RepositoryHint): BridgedHost | undefined {
    const { hosts } = this.#options;
    if (selfUrl === undefined) {
      return hosts.length === 1 ? hosts[0] : undefined;
    }
    const host = URL.canParse(selfUrl) ? new URL(selfUrl).host : '';
    return hosts.find(({ api }) => api.isOwnHost(host));
  }
}

/**
 * What a {@link ScmEventBridge} connects.
 *
 * @internal
 */
export interface ScmEventBridgeOptions {
  readonly events: EventsService;
  readonly scmEvents: CatalogScmEventsService;
  readonly hosts: readonly BridgedHost[];
  readonly logger: LoggerService;
}

/** The repository that an event is about; its new name after a rename. */
function findRepository(event: WebhookEvent): RepositoryHint | undefined {
  if (event.type === 'project-modified') {
    return undefined;
  }
  return event.type === 'modified' ? event.new : event.repository;
}

/** The link of a body counts where it is that of the repository it names. */
function toOwnUrl(hint: RepositoryHint, host: BridgedHost): string {
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
