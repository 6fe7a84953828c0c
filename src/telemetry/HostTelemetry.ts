import { Attributes, Tracer } from '@opentelemetry/api';
import type { Instruments } from './createInstruments';
import { ProviderTelemetry } from './ProviderTelemetry';

/** What is measured of one host: it observes its requests. */
export class HostTelemetry {
  readonly #options: HostTelemetryOptions;

  constructor(options: HostTelemetryOptions) {
    this.#options = options;
  }

  ofProvider(provider: string): ProviderTelemetry {
    const { host, instruments, tracer } = this.#options;
    const attributes = { host, provider };
    return new ProviderTelemetry({ attributes, instruments, tracer });
  }

  onWaited(asker: Asker, { waitedMs }: { waitedMs: number }): void {
    const { budgetWait } = this.#options.instruments;
    budgetWait.record(waitedMs / 1000, this.#toAttributes(asker));
  }

  onEnd(asker: Asker, status: number | string): void {
    const { requests } = this.#options.instruments;
    const attributes = this.#toAttributes(asker);
    attributes.status = String(status);
    requests.add(1, attributes);
  }

  onRetry(asker: Asker): void {
    const { retries } = this.#options.instruments;
    retries.add(1, this.#toAttributes(asker));
  }

  countRead(answer: ReadAnswer): void {
    const { host, instruments } = this.#options;
    instruments.reads.add(1, { host, answer });
  }

  #toAttributes({ onBehalfOf: provider }: Asker): Attributes {
    const { host } = this.#options;
    return provider === undefined ? { host } : { host, provider };
  }
}

/**
 * How a read of the catalog was answered.
 *
 * - `unmodified`: what the catalog holds is what was last seen
 * - `kept`: with a content that was kept
 * - `read`: by asking the server
 * - `stale`: as unmodified or kept, since the server could not be asked in time or others wait for it
 * - `failed`: not at all
 */
export type ReadAnswer = 'unmodified' | 'kept' | 'read' | 'stale' | 'failed';

/** Not every request is made for a provider. */
interface Asker {
  readonly onBehalfOf?: string;
}

interface HostTelemetryOptions {
  readonly host: string;
  readonly instruments: Instruments;
  readonly tracer: Tracer;
}
