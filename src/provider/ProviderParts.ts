import { LoggerService } from '@backstage/backend-plugin-api';
import { Host } from '../bitbucket';
import { ProviderConfig } from '../config';
import { CatalogFileMapper } from '../entities';
import { WebhookCounts } from '../events';
import { ProcessingErrors } from '../fileErrors';
import { RepositoryHashes } from '../hashes';
import { CatalogAccess } from '../catalog';
import { LeftOutMemory, RepositoryMemory } from '../memory';
import { Reconciler } from '../reconcile';

/** One provider: what it is to discover, where, and with what. */
export interface ProviderParts {
  readonly config: ProviderConfig;
  readonly host: Host;
  readonly mapper: CatalogFileMapper;
  readonly memory: RepositoryMemory;
  /** What its filters leave out. */
  readonly leftOut: LeftOutMemory;
  readonly reconciler: Reconciler;
  /** Of which webhooks it has heard. */
  readonly webhookCounts: WebhookCounts;
  /** Those of the server; undefined where they are not to be asked for. */
  readonly hashes?: RepositoryHashes;
  /** Undefined where the catalog cannot be asked. */
  readonly catalog?: CatalogAccess;
  readonly logger: LoggerService;
}

/** One provider at work, for whoever explains what it does. */
export interface ObservedProvider extends ProviderParts {
  /** What of it fails in the catalog. */
  readonly errors: ProcessingErrors;
}
