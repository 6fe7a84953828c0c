import {
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  CatalogService,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { BitbucketServerApi, RepositoryName } from '../bitbucket';
import { ProviderConfig, WEBHOOK_TOPIC } from '../config';
import {
  findFilterExcludingName,
  isSameRepository,
  toRepositoryId,
} from '../discovery';
import { CatalogFileMapper } from '../entities';
import { readKnownNames } from '../known';
import type { ProviderTelemetry, WebhookOutcome } from '../telemetry';
import { answerForName } from './answerForName';
import { CheckLog } from './CheckLog';
import { CheckQueue } from './CheckQueue';
import { parseWebhookEvent } from './parseWebhookEvent';
import { ProjectChecker } from './ProjectChecker';
import { PushFilter } from './PushFilter';
import type { RecentChecks } from './RecentChecks';
import { RepositoryChecker } from './RepositoryChecker';
import { RepositoryHint, WebhookEvent } from './types';
import { EVENT_TYPES } from './topics';
import { WebhookWork } from './WebhookWork';

const OTHER_HOST = 'its link leads to another host';

/**
 * Has repositories checked of which webhooks tell that something happened.
 *
 * @internal
 */
export class WebhookSubscriber {
  readonly #options: WebhookSubscriberOptions;
  readonly #work: WebhookWork;
  readonly #log: CheckLog;
  readonly #pushes: PushFilter;
  readonly #checker: RepositoryChecker;
  readonly #queue: CheckQueue;
  readonly #projects: ProjectChecker;
  /** The new names of renamed repositories, by the old ones. */
  readonly #renamed = new Map<string, RepositoryName>();

  constructor(options: WebhookSubscriberOptions) {
    const { catalog, auth } = options;
    this.#options = options;
    this.#work = new WebhookWork({ onBehalfOf: options.config.id });
    this.#log = new CheckLog(options);
    this.#pushes = new PushFilter(options);
    this.#checker = new RepositoryChecker(options);
    this.#queue = new CheckQueue({ check: name => this.#checkInTurn(name) });
    this.#projects = new ProjectChecker({
      ...options,
      check: name => this.check(name),
      readKnown: async projectKey =>
        catalog && auth
          ? readKnownNames(projectKey, { ...options, catalog, auth })
          : [],
    });
  }

  async subscribe(events: EventsService): Promise<void> {
    await events.subscribe({
      id: this.#options.providerName,
      topics: EVENT_TYPES.map(type => `${WEBHOOK_TOPIC}.${type}`),
      onEvent: async params =>
        this.#work.begin(async () => {
          const outcome = await this.#onEvent(params);
          this.#options.telemetry.countWebhookEvent(outcome);
        }),
    });
  }

  /** Takes no more, and finishes what has come in, as far as time allows. */
  async stop(): Promise<void> {
    await this.#work.stop(async () => {
      await Promise.all([this.#queue.drain(), this.#projects.drain()]);
    });
  }

  /** Checks one repository now. Logs what comes of it, and never throws. */
  async check(name: RepositoryName): Promise<void> {
    const connection = this.#options.connection();
    if (!connection) {
      return;
    }
    const { context } = this.#work;
    await this.#orLog(name, async () => {
      const checked = await this.#checker.check(name, { connection, context });
      if (checked.type === 'unknown') {
        this.#log.noteUnknown(name, checked.cause.message);
      } else {
        this.#log.noteSettled(name, checked);
      }
    });
  }

  /** Logs what goes wrong, and never throws. */
  async #orLog(name: RepositoryName, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#work.context;
    try {
      await work();
    } catch (error) {
      if (signal.aborted) {
        this.#log.noteUnknown(name, (signal.reason as Error).message);
      } else {
        this.#log.noteFailure(name, error);
      }
    }
  }

  /**
   * Where a repository has got another name, that one comes second: the
   * catalog gives an entity to no other location before its own is gone. The
   * old one stays until it is certain what takes its place.
   */
  async #checkInTurn(name: RepositoryName): Promise<void> {
    const id = toRepositoryId(name);
    const renamedTo = this.#renamed.get(id);
    this.#renamed.delete(id);
    if (!renamedTo) {
      await this.check(name);
      return;
    }
    await this.#orLog(name, async () => {
      const { context } = this.#work;
      const options = { ...this.#options, context };
      const answer = await answerForName(renamedTo, options);
      if (answer.outcome === 'unknown') {
        this.#log.noteUnknown(name, answer.cause.message);
        return;
      }
      await this.check(name);
      this.#queue.add(renamedTo);
    });
  }

  /** Logs what comes of it, and never throws. */
  async #onEvent(params: EventParams): Promise<WebhookOutcome> {
    const { topic, eventPayload } = params;
    const { config, logger } = this.#options;
    const eventType = topic.slice(WEBHOOK_TOPIC.length + 1);
    const parsed = parseWebhookEvent(eventType, eventPayload);
    if (parsed.result !== 'ok') {
      const reason =
        parsed.result === 'unsupported-event'
          ? 'it is not acted upon'
          : parsed.reason;
      logger.debug(`${config.id}: ${eventType} is ignored: ${reason}`);
      return parsed.result === 'unsupported-event'
        ? 'unsupported'
        : parsed.result;
    }
    try {
      const reason = await this.#act(parsed.event);
      if (reason) {
        logger.debug(`${config.id}: ${eventType} is ignored: ${reason}`);
      }
      return reason ? 'ignored' : 'accepted';
    } catch (error) {
      logger.error(
        `${config.id}: ${eventType} could not be acted upon: ${error}`,
        error as Error,
      );
      return 'failed';
    }
  }

  /** Gives the reason where nothing is done. */
  async #act(event: WebhookEvent): Promise<string | undefined> {
    if (event.type === 'project-modified') {
      return this.#actOnProject(event.projectKeys);
    }
    if (event.type === 'modified') {
      return this.#actOnRename(event);
    }
    const { repository } = event;
    if (event.type === 'push' && event.refs.length === 0) {
      return 'it changes no branch';
    }
    if (!this.#isOfThisHost(repository)) {
      return OTHER_HOST;
    }
    if (event.type === 'default-branch-modified') {
      this.#pushes.forget(repository);
    }
    if (event.type === 'push' && !this.#isLeftOut(repository)) {
      const push = { name: repository, refs: event.refs };
      if (!(await this.#pushes.matters(push, this.#work.context))) {
        return 'it touches no branch that is read';
      }
    }
    this.#queue.add(toName(repository));
    return undefined;
  }

  #actOnProject(projectKeys: readonly string[]): string | undefined {
    if (this.#options.isSweeping()) {
      return 'a sweep is running and sees the same';
    }
    projectKeys.forEach(key => this.#projects.add(key, this.#work.context));
    return undefined;
  }

  #actOnRename(
    event: Extract<WebhookEvent, { type: 'modified' }>,
  ): string | undefined {
    if (!this.#isOfThisHost(event.old) || !this.#isOfThisHost(event.new)) {
      return OTHER_HOST;
    }
    const [old, renamed] = [toName(event.old), toName(event.new)];
    if (!isSameRepository(old, renamed)) {
      this.#renamed.set(toRepositoryId(old), renamed);
    }
    this.#queue.add(old);
    return undefined;
  }

  /** Then its check costs no request, and the branch need not be asked for. */
  #isLeftOut(hint: RepositoryHint): boolean {
    const { filters } = this.#options.config;
    return findFilterExcludingName(filters, hint) !== undefined;
  }

  /** Old servers send no link; those are looked up like any other. */
  #isOfThisHost({ selfUrl }: RepositoryHint): boolean {
    if (selfUrl === undefined) {
      return true;
    }
    const host = URL.canParse(selfUrl) ? new URL(selfUrl).host : undefined;
    return host !== undefined && this.#options.api.isOwnHost(host);
  }
}

/**
 * What a {@link WebhookSubscriber} works with.
 *
 * @internal
 */
export interface WebhookSubscriberOptions {
  readonly providerName: string;
  readonly config: ProviderConfig;
  readonly api: BitbucketServerApi;
  readonly mapper: CatalogFileMapper;
  readonly checks: RecentChecks;
  readonly telemetry: ProviderTelemetry;
  readonly catalog?: CatalogService;
  readonly auth?: AuthService;
  readonly logger: LoggerService;
  readonly connection: () => EntityProviderConnection | undefined;
  readonly isSweeping: () => boolean;
}

function toName({ projectKey, repoSlug }: RepositoryHint): RepositoryName {
  return { projectKey, repoSlug };
}
