/** So many changes have to be announced before hashes are believed. */
const POINTS = 20;
/** A hash may move so much later than what it stands for. */
const LATE_MS = 10 * 60_000;
/** So long a miss or a refusal counts. */
const DAY_MS = 24 * 60 * 60_000;
/** More of them would say nothing more. */
const MAX_SUSPICIONS = 100;

/**
 * How far the hashes of a server are believed.
 *
 * - `learning`: they have not announced enough yet
 * - `believed`: what has not moved has not changed
 * - `suspended`: something changed unannounced, and may be announced late
 * - `distrusted`: something changed, and never was announced
 */
export type Standing = 'learning' | 'believed' | 'suspended' | 'distrusted';

/** What a look has shown about the hash of a repository. */
export interface Finding {
  readonly key: string;
  /** What was read before the look before. */
  readonly before: string;
  /** What was read before this one. */
  readonly hash: string;
  /** Whether the look has found something else than the one before. */
  readonly isChanged: boolean;
  /** Whether a webhook has told of it: it may be undone before the next reading. */
  readonly isHeardOf?: boolean;
}

/**
 * What a {@link HashTrust} remembers.
 */
export interface HashTrustState {
  /** Each change that was announced, by repository and hash. */
  readonly points: readonly string[];
  /** What changed unannounced, with the hash that it had then. */
  readonly suspicions: readonly {
    readonly key: string;
    readonly hash: string;
    readonly at: number;
    readonly isHeardOf?: boolean;
  }[];
  readonly distrustedUntil?: number;
  /** Until then the list is not asked for. */
  readonly refusedUntil?: number;
}

/**
 * The trust that the hashes of a server have earned: an announced change is a
 * point, a change that is never announced is a miss and takes all points.
 * Times are in ms since the epoch.
 */
export class HashTrust {
  readonly state: HashTrustState;

  constructor(state: HashTrustState = { points: [], suspicions: [] }) {
    this.state = state;
  }

  /** How many changes were announced, of {@link HashTrust.needed}. */
  get points(): number {
    return this.state.points.length;
  }

  get needed(): number {
    return POINTS;
  }

  standing({ now }: { now: number }): Standing {
    const { suspicions, distrustedUntil } = this.state;
    if (distrustedUntil !== undefined && now < distrustedUntil) {
      return 'distrusted';
    }
    if (this.points < POINTS) {
      return 'learning';
    }
    return suspicions.length > 0 ? 'suspended' : 'believed';
  }

  isRefused({ now }: { now: number }): boolean {
    const { refusedUntil } = this.state;
    return refusedUntil !== undefined && now < refusedUntil;
  }

  withRefusal({ now }: { now: number }): HashTrust {
    return new HashTrust({ ...this.state, refusedUntil: now + DAY_MS });
  }

  /** Settles what was suspected, as far as a reading does. */
  withReading(options: {
    hashOf: (key: string) => string | undefined;
    now: number;
  }): HashTrust {
    const { hashOf, now } = options;
    const { suspicions } = this.state;
    const isStillEqual = ({ key, hash }: { key: string; hash: string }) =>
      hashOf(key) === hash;
    const unannounced = suspicions.filter(isStillEqual);
    const isOverdue = ({ at }: { at: number }) => now - at >= LATE_MS;
    if (unannounced.some(each => isOverdue(each) && !each.isHeardOf)) {
      return new HashTrust({
        points: [],
        suspicions: [],
        distrustedUntil: now + DAY_MS,
      });
    }
    const announced = suspicions.flatMap(({ key, hash }) => {
      const moved = hashOf(key);
      return moved === undefined || moved === hash ? [] : toPoint(key, moved);
    });
    return new HashTrust({
      ...this.#withPoints(announced),
      // Of one that is missing now, or that may have been undone, nothing can
      // be said.
      suspicions: unannounced.filter(each => !isOverdue(each)),
      refusedUntil: undefined,
    });
  }

  withFindings(
    findings: readonly Finding[],
    { now }: { now: number },
  ): HashTrust {
    const changed = findings.filter(({ isChanged }) => isChanged);
    const announced = changed
      .filter(({ before, hash }) => before !== hash)
      .map(({ key, hash }) => toPoint(key, hash));
    const suspected = changed
      .filter(({ before, hash }) => before === hash)
      .map(({ key, hash, isHeardOf }) => ({ key, hash, at: now, isHeardOf }));
    const keys = new Set(this.state.suspicions.map(({ key }) => key));
    return new HashTrust({
      ...this.#withPoints(announced),
      suspicions: [
        ...this.state.suspicions,
        ...suspected.filter(({ key }) => !keys.has(key)),
      ].slice(0, MAX_SUSPICIONS),
    });
  }

  #withPoints(points: readonly string[]): HashTrustState {
    const all = new Set([...this.state.points, ...points]);
    return { ...this.state, points: [...all].slice(0, POINTS) };
  }
}

/** Two providers that see the same change make one point of it. */
function toPoint(key: string, hash: string): string {
  return `${key} ${hash}`;
}
