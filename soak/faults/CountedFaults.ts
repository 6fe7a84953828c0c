import { type Fate, StandInFaults } from '../../dev/standin/faults/StandInFaults';
import type { StandInRequest } from '../../dev/standin/types';

/**
 * Faults that count what they did to how many requests.
 */
export class CountedFaults extends StandInFaults {
  readonly #counts = new Map<string, number>();

  /** How many requests had which fault. */
  get counts(): Readonly<Record<string, number>> {
    const byName = [...this.#counts].sort(([one], [other]) =>
      one < other ? -1 : 1,
    );
    return Object.fromEntries(byName);
  }

  override decide(
    request: StandInRequest,
    options: { baseUrl: string },
  ): Fate {
    const fate = super.decide(request, options);
    const name = this.#toName(fate);
    if (name !== undefined) {
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    }
    return fate;
  }

  #toName(fate: Fate): string | undefined {
    if (fate.kind === 'respond') {
      const { status } = fate.response;
      return status === 200 ? 'login page' : String(status);
    }
    if (fate.kind === 'answer') {
      return this.latencyMs > 0 ? 'slow' : undefined;
    }
    return fate.kind;
  }
}
