import { LoggerService } from '@backstage/backend-plugin-api';
import { RepositoryName } from '../bitbucket';
import { ProviderConfig } from '../config';
import { Reconciled } from '../reconcile';
import type { ProviderTelemetry } from '../telemetry';

/** Tells what has come of checks after webhooks: to the log, and to whoever counts. */
export class CheckLog {
  readonly #options: CheckLogOptions;

  constructor(options: CheckLogOptions) {
    this.#options = options;
  }

  noteSettled(name: RepositoryName, outcome: Settled): void {
    const { added, removed, kept } = outcome;
    const refreshed = kept.length;
    const line = `${this.#toLabel(name)} was checked after a webhook: ${added} added, ${removed} removed, ${refreshed} refreshed`;
    const { logger, telemetry } = this.#options;
    telemetry.countWebhookCheck('settled');
    if (added + removed + refreshed > 0) {
      logger.info(line);
    } else {
      logger.debug(line);
    }
  }

  noteUnknown(name: RepositoryName, reason: string): void {
    const { logger, telemetry } = this.#options;
    telemetry.countWebhookCheck('unknown');
    logger.warn(this.#describeUnknown(name, reason));
  }

  noteFailure(name: RepositoryName, error: unknown): void {
    const { logger, telemetry } = this.#options;
    telemetry.countWebhookCheck('failed');
    logger.error(this.#describeUnknown(name, String(error)), error as Error);
  }

  #describeUnknown(name: RepositoryName, reason: string): string {
    return `${this.#toLabel(name)} could not be checked after a webhook, and is left to the next sweep: ${reason}`;
  }

  #toLabel({ projectKey, repoSlug }: RepositoryName): string {
    return `${this.#options.config.id}: ${projectKey}/${repoSlug}`;
  }
}

interface CheckLogOptions {
  readonly config: ProviderConfig;
  readonly logger: LoggerService;
  readonly telemetry: ProviderTelemetry;
}

type Settled = Extract<Reconciled, { outcome: 'settled' }>;
