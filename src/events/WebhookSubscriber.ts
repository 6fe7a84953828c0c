import { LoggerService } from '@backstage/backend-plugin-api';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { Host } from '../bitbucket';
import { ProviderConfig, toProviderName, WEBHOOK_TOPIC } from '../config';
import { CatalogAccess, refreshEntity } from '../catalog';
import { RepositoryMemory, RepositoryRow } from '../memory';
import {
  areDifferent,
  findRow,
  Reconciler,
  RepositoryHint,
  toIdentity,
} from '../reconcile';
import type { ProviderTelemetry, WebhookOutcome } from '../telemetry';
import { CheckLog } from './CheckLog';
import { HintQueue } from './HintQueue';
import { isCertainlyLeftOut } from './isCertainlyLeftOut';
import { EVENT_TYPES, parseWebhookEvent } from './parseWebhookEvent';
import { ProjectHints } from './ProjectHints';
import { touchesBranchThatIsRead } from './touchesBranchThatIsRead';
import { LinkedRepository, WebhookEvent } from './types';
import { WebhookCounts } from './WebhookCounts';
import { WebhookWork } from './WebhookWork';

const OTHER_HOST = 'its link leads to another host';

/** Has repositories made right of which webhooks tell that something happened. */
export class WebhookSubscriber {
  readonly #options: WebhookSubscriberOptions;
  readonly #work: WebhookWork;
  readonly #log: CheckLog;
  readonly #queue: HintQueue;
  readonly #projects: ProjectHints;

  constructor(options: WebhookSubscriberOptions) {
    this.#options = options;
    const { provider, telemetry } = options;
    this.#work = new WebhookWork({ onBehalfOf: provider.config.id });
    this.#log = new CheckLog({ ...provider, telemetry });
    this.#queue = new HintQueue({
      look: hint => this.#reconcile(hint),
      leave: hint => this.#leave(hint),
    });
    this.#projects = new ProjectHints({
      ...provider,
      ...provider.host,
      hint: repository => this.#queue.add(repository),
    });
  }

  async subscribe(events: EventsService): Promise<void> {
    const { config } = this.#options.provider;
    await events.subscribe({
      id: toProviderName(config),
      topics: EVENT_TYPES.map(type => `${WEBHOOK_TOPIC}.${type}`),
      onEvent: async params =>
        this.#work.begin(async () => {
          const outcome = await this.#onEvent(params);
          this.#options.telemetry.countWebhookEvent(outcome);
        }),
    });
  }

  /** Has a repository looked at soon, whoever has heard of it. */
  hint(repository: RepositoryHint): void {
    this.#queue.add(repository);
  }

  /** Takes no more, and finishes what has come in, as far as time allows. */
  async stop(): Promise<void> {
    await this.#work.stop(async () => {
      await this.#projects.drain();
      await this.#queue.drain();
      await this.#options.provider.webhookCounts.whenIdle();
    });
  }

  /** Logs what comes of it, and never throws. */
  async #reconcile(hint: RepositoryHint): Promise<void> {
    const { reconciler } = this.#options.provider;
    const { context } = this.#work;
    try {
      const reconciled = await reconciler.reconcile(hint, { context });
      if (reconciled.outcome === 'unknown') {
        this.#log.noteUnknown(hint, reconciled.cause.message);
        await this.#leave(hint);
      } else {
        this.#log.noteSettled(hint, reconciled);
        reconciled.successors.forEach(successor => this.hint(successor));
        await this.#refreshFailing(reconciled.kept);
      }
    } catch (error) {
      if (context.signal.aborted) {
        this.#log.noteUnknown(hint, (context.signal.reason as Error).message);
      } else {
        this.#log.noteFailure(hint, error);
      }
      // Nobody else would look at it before its turn.
      await this.#leave(hint);
    }
  }

  /** What has never been read has no refresh key, so it is named to the catalog itself. */
  async #refreshFailing(entityRefs: readonly string[]): Promise<void> {
    const { catalog, logger } = this.#options.provider;
    if (!catalog) {
      return;
    }
    for (const ref of entityRefs.filter(this.#options.isFailing)) {
      try {
        await refreshEntity(catalog, ref);
      } catch (error) {
        logger.debug(`${ref} could not be refreshed: ${error}`);
      }
    }
  }

  /**
   * To the next run, which looks first at what is new to it, and at this. Of
   * what no look has shown nothing is remembered: it may be nobody's, and runs
   * would ask for it for ever.
   */
  async #leave(hint: RepositoryHint): Promise<void> {
    const { memory } = this.#options.provider;
    try {
      const row = await findRow(hint, { memory });
      if (row) {
        await memory.markDue([row], 'hint');
      }
    } catch (error) {
      this.#log.noteFailure(hint, error);
    }
  }

  /** Logs what comes of it, and never throws. */
  async #onEvent(params: EventParams): Promise<WebhookOutcome> {
    const { topic, eventPayload } = params;
    const { config, logger } = this.#options.provider;
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
    const { config, webhookCounts } = this.#options.provider;
    if (event.type === 'project-modified') {
      const { context } = this.#work;
      this.#projects.add(event.projectKeys, context);
      await this.#countOfProject(event.projectKeys);
      return undefined;
    }
    const repository =
      event.type === 'modified' ? event.new : event.repository;
    if (
      !this.#isOfThisHost(repository) ||
      (event.type === 'modified' && !this.#isOfThisHost(event.old))
    ) {
      return OTHER_HOST;
    }
    const row = await findRow(repository, this.#options.provider);
    // Of a made-up project nothing is counted, so that the counts are bounded.
    if (row) {
      webhookCounts.note(repository.projectKey);
    }
    if (event.type === 'push' && event.refs.length === 0) {
      return 'it changes no branch';
    }
    if (event.type === 'modified') {
      await this.#hintAtFormer(event.old, { row });
    }
    if (!row && isCertainlyLeftOut(repository, config)) {
      return 'a filter leaves it out';
    }
    // Who had the name before may have had another default branch.
    const isOther = row && areDifferent(row.key, toIdentity(repository).key);
    if (
      event.type === 'push' &&
      !touchesBranchThatIsRead(event.refs, {
        config,
        row: isOther ? undefined : row,
      })
    ) {
      return 'it touches no branch that is read';
    }
    this.#queue.add(repository);
    return undefined;
  }

  /** Counts for the last key, which is what a project is called now. */
  async #countOfProject(projectKeys: readonly string[]): Promise<void> {
    const { memory, webhookCounts } = this.#options.provider;
    for (const projectKey of projectKeys) {
      if ((await memory.findInProject(projectKey)).length > 0) {
        webhookCounts.note(projectKeys.at(-1)!);
        return;
      }
    }
  }

  /** What is remembered by the old name alone is looked at by itself. */
  async #hintAtFormer(
    old: LinkedRepository,
    { row }: { row?: RepositoryRow },
  ): Promise<void> {
    const { projectKey, repoSlug } = old;
    const [former] = await this.#options.provider.memory.findByNames([old]);
    if (former && former.key !== row?.key) {
      this.#queue.add({ projectKey, repoSlug });
    }
  }

  /** Old servers send no link; those are looked up like any other. */
  #isOfThisHost({ selfUrl }: LinkedRepository): boolean {
    if (selfUrl === undefined) {
      return true;
    }
    const { api } = this.#options.provider.host;
    const host = URL.canParse(selfUrl) ? new URL(selfUrl).host : undefined;
    return host !== undefined && api.isOwnHost(host);
  }
}

export interface WebhookSubscriberOptions {
  readonly provider: {
    readonly config: ProviderConfig;
    readonly host: Pick<Host, 'api'>;
    readonly memory: RepositoryMemory;
    readonly reconciler: Reconciler;
    readonly webhookCounts: WebhookCounts;
    /** Undefined where the catalog cannot be asked. */
    readonly catalog?: CatalogAccess;
    readonly logger: LoggerService;
  };
  readonly telemetry: ProviderTelemetry;
  /** Whether the catalog is known to fail on an entity or file. */
  readonly isFailing: (entityRef: string) => boolean;
}
