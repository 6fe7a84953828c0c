import { LoggerService } from '@backstage/backend-plugin-api';
import { SweepReport } from '../report';
import type { SweepTelemetry } from '../telemetry';
import { RunClock } from './RunClock';

/**
 * A run that is under way: since when, what it has counted, and who hears of
 * it.
 */
export interface RunUnderWay {
  readonly clock: RunClock;
  readonly report: SweepReport;
  readonly telemetry: SweepTelemetry;
  readonly logger: LoggerService;
  readonly signal: AbortSignal;
}
