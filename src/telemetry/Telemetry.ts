import { metrics, trace } from '@opentelemetry/api';
import packageInfo from '../../package.json';
import { createInstruments } from './createInstruments';
import { HostTelemetry } from './HostTelemetry';

/**
 * The metrics and spans of one start of the module, through the OpenTelemetry
 * API as the catalog's own.
 *
 * @remarks
 * A meter that is registered later is not found any more, so one of these is
 * made when the module starts and no earlier. Without an SDK nothing is
 * measured.
 */
export class Telemetry {
  readonly #instruments = createInstruments(
    metrics.getMeter(packageInfo.name, packageInfo.version),
  );
  readonly #tracer = trace.getTracer(packageInfo.name, packageInfo.version);

  ofHost(host: string): HostTelemetry {
    return new HostTelemetry({
      host,
      instruments: this.#instruments,
      tracer: this.#tracer,
    });
  }
}
