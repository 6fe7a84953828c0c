import type { RunningCatalog } from '../catalog/types';
import type { DatabaseTrouble } from '../faults/DatabaseTrouble';
import type { HashTurns } from '../faults/HashTurns';
import type { Chance } from '../random/Chance';
import type { RecentLines } from '../report/RecentLines';
import type { Tally } from '../report/Tally';
import type { Scope } from '../truth/types';
import type { WebhookMail } from '../webhooks/WebhookMail';
import type { ProviderProcesses } from './ProviderProcesses';
import type { ServerWorld } from './ServerWorld';

/**
 * Everything that takes part in a soak.
 */
export interface SoakStage {
  readonly scopes: readonly Scope[];
  readonly chance: Chance;
  readonly world: ServerWorld;
  readonly catalog: RunningCatalog;
  /** What the catalog's database refuses. */
  readonly database: DatabaseTrouble;
  /** How true the server's hashes are. */
  readonly hashes: HashTurns;
  readonly processes: ProviderProcesses;
  readonly mail: WebhookMail;
  readonly tally: Tally;
  /** What happened lately, for whoever looks into a failure. */
  readonly history: RecentLines;
  /** What the provider has logged lately. */
  readonly logger: RecentLines;
}
