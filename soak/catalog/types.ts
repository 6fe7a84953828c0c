import type {
  AuthService,
  DatabaseService,
} from '@backstage/backend-plugin-api';
import type {
  CatalogService,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';

/**
 * A location that the catalog holds.
 */
export interface HeldLocation {
  readonly target: string;
  readonly defaultBranch: string;
  /** False while its file was never read, so that no API shows it. */
  readonly isShown: boolean;
}

/**
 * What a module of the catalog gets from its backend.
 */
export interface CatalogServices {
  readonly auth: AuthService;
  readonly catalogApi: CatalogService;
  readonly database: DatabaseService;
  readonly events: EventsService;
}

/**
 * A running backend with a catalog in it.
 */
export interface RunningCatalog extends CatalogServices {
  /** The connection that the catalog has given to a provider name. */
  connectionOf(providerName: string): EntityProviderConnection;
  /** What the catalog holds of a provider name, by target. */
  readHeld(providerName: string): Promise<Map<string, HeldLocation>>;
  stop(): Promise<void>;
}
