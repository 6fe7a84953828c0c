import { Pace } from '../Pace';
import { Limiter } from './limiters';

/** How a server is asked, in time that is made up. */
export interface Simulation {
  readonly limiter: Limiter;
  readonly requests: number;
  /** How long an answer takes; each takes from half to one and a half of it. */
  readonly latencyMs?: number;
  readonly inFlight?: number;
  /** The server handles nothing in the last part of each stretch of time. */
  readonly stalls?: { readonly everyMs: number; readonly forMs: number };
  /** The server takes so long to answer one of so many. */
  readonly slow?: { readonly oneOf: number; readonly forMs: number };
  readonly pace?: Pace;
  readonly startsAt?: number;
  /** Other seeds scatter the answers otherwise. */
  readonly seed?: number;
}

/** What came of it. */
export interface Simulated {
  readonly durationMs: number;
  readonly refusalsPer100: number;
  /** When each of the answers came. */
  readonly answeredAt: readonly number[];
}

/**
 * Asks as often as is wanted, each time as soon as the pace lets it, and again
 * what was refused. No clock and no chance is in it, so it always ends alike.
 */
export function simulatePace(simulation: Simulation): Simulated {
  const { limiter, requests, latencyMs = 20, inFlight = 8 } = simulation;
  const { pace = new Pace({ random: () => 0.5 }), startsAt = 0 } = simulation;
  const { seed = 7, stalls, slow } = simulation;
  const agenda = new Agenda();
  const answeredAt: number[] = [];
  const toLatency = createScatter({ seed });
  let now = startsAt;
  let left = requests;
  let flying = 0;
  let refusals = 0;

  const send = () => {
    const turn = pace.start(now);
    const halfWayMs = (latencyMs * toLatency()) / 2;
    const workMs = slow && turn.number % slow.oneOf === 0 ? slow.forMs : 0;
    left -= 1;
    flying += 1;
    agenda.add(toHandled(now + halfWayMs, stalls), () => {
      const refusal = limiter(now);
      agenda.add(now + (refusal ? 0 : workMs) + halfWayMs, () => {
        flying -= 1;
        if (refusal) {
          left += 1;
          refusals += 1;
          pace.refused(turn, { now, retryAfterMs: refusal.retryAfterMs });
        } else {
          answeredAt.push(now);
          pace.answered(turn, { now });
        }
        pace.ended(turn);
      });
    });
  };

  while (answeredAt.length < requests) {
    const maySend = left > 0 && flying < inFlight;
    const dueAt = maySend ? pace.dueAt(now) : Infinity;
    if (dueAt <= now) {
      send();
    } else if (dueAt < agenda.nextAt) {
      // A timer fires at whole milliseconds.
      now = Math.ceil(dueAt);
    } else {
      now = agenda.nextAt;
      agenda.runNext();
    }
  }
  return {
    durationMs: now - startsAt,
    refusalsPer100: (100 * refusals) / requests,
    answeredAt,
  };
}

/** When the server takes up what comes in at a time. */
function toHandled(at: number, stalls: Simulation['stalls']): number {
  if (!stalls) {
    return at;
  }
  const { everyMs, forMs } = stalls;
  const passedMs = at % everyMs;
  return passedMs < everyMs - forMs ? at : at - passedMs + everyMs;
}

/** What happens when, in order. */
class Agenda {
  readonly #entries: { at: number; run: () => void }[] = [];

  get nextAt(): number {
    return this.#entries[0]?.at ?? Infinity;
  }

  add(at: number, run: () => void): void {
    const behind = this.#entries.findIndex(entry => entry.at > at);
    this.#entries.splice(behind < 0 ? this.#entries.length : behind, 0, {
      at,
      run,
    });
  }

  runNext(): void {
    this.#entries.shift()?.run();
  }
}

/** Numbers from 0.5 to 1.5 that look like chance, the same ones for a seed. */
function createScatter({ seed }: { seed: number }): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return 0.5 + state / 2_147_483_647;
  };
}
