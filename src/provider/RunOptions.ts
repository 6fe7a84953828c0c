import { LoggerService } from '@backstage/backend-plugin-api';
import { RequestContext } from '../bitbucket';
import { ListSizes } from '../discovery';
import { SweepReport } from '../report';
import type { SweepTelemetry } from '../telemetry';
import { ProviderParts } from './ProviderParts';
import { RunClock } from './RunClock';
import { RunRepositories } from './RunRepositories';

export interface RunOptions {
  readonly provider: ProviderParts;
  readonly repositories: RunRepositories;
  readonly run: RunUnderWay;
  /** When the run before began; undefined where there was none. */
  readonly lastRunAt?: number;
  /** How large the lists were in an earlier run. */
  readonly lastSizes?: ListSizes;
  /** Whether remembered absences are recent enough to count. */
  readonly trustsMemory: boolean;
  readonly context: RequestContext & { readonly signal: AbortSignal };
  /** Told that the server answers. */
  readonly startLine: { onServerAnswers(): void };
}

/** A run that is under way: since when, what it has counted, and who hears of it. */
export interface RunUnderWay {
  readonly clock: RunClock;
  readonly report: SweepReport;
  readonly telemetry: SweepTelemetry;
  readonly logger: LoggerService;
  readonly signal: AbortSignal;
}
