import type { Knex } from '../../src/database/migrate';
import { HashTrust, type HashTrustState } from '../../src/hashes/HashTrust';
import type {
  HashBehaviour,
  RepositoryHashList,
} from '../../dev/standin/RepositoryHashList';
import type { Chance } from '../random/Chance';

/** Mirrors compare all hashes so often. */
const LATE_MS = 3 * 60_000;
const BEHAVIOURS: readonly HashBehaviour[] = [
  'true',
  { lateMs: LATE_MS },
  'frozen',
  'missing',
];
const SHARE_OF_TURNS = 0.3;
/** So often they have earned by then what they have to earn to be believed. */
const SHARE_EARNED = 0.5;

/**
 * The hashes of the server, as true as they are from one turn to the next.
 */
export class HashTurns {
  readonly #options: HashTurnsOptions;
  #believed = 0;

  constructor(options: HashTurnsOptions) {
    this.#options = options;
  }

  /** How often hashes were believed when they took another turn. */
  get believed(): number {
    return this.#believed;
  }

  /** Lets the hashes be of another kind from now on, now and then. */
  async turn(chance: Chance): Promise<HashBehaviour | undefined> {
    if (!chance.happens(SHARE_OF_TURNS)) {
      return undefined;
    }
    const behaviour = chance.pick(BEHAVIOURS);
    await this.#begin(behaviour, { earned: chance.happens(SHARE_EARNED) });
    return behaviour;
  }

  /**
   * Lets them be true, and gives how long it takes until all of them show.
   * What hashes have hidden is right with the next run, and not before.
   */
  async settle(): Promise<number> {
    await this.#begin('true', { earned: false });
    return LATE_MS;
  }

  /** A miss or a refusal counts for a day, which is longer than a soak. */
  async #begin(
    behaviour: HashBehaviour,
    { earned }: { earned: boolean },
  ): Promise<void> {
    this.#options.hashes.behaviour = behaviour;
    const { database } = this.#options;
    const rows: { host: string; hash_trust: string }[] = await database(
      'bitbucket_server_hosts',
    );
    for (const { host, hash_trust: json } of rows) {
      const state = JSON.parse(json) as HashTrustState;
      const trust = new HashTrust(state);
      if (trust.standing({ now: Date.now() }) === 'believed') {
        this.#believed += 1;
      }
      const { distrustedUntil, refusedUntil, ...aDayLater } = state;
      const points = earned ? toPoints(trust) : state.points;
      await database('bitbucket_server_hosts')
        .where({ host })
        .update({ hash_trust: JSON.stringify({ ...aDayLater, points }) });
    }
  }
}

function toPoints({ needed }: HashTrust): string[] {
  return Array.from({ length: needed }, (_, index) => `earned ${index}`);
}

interface HashTurnsOptions {
  readonly hashes: RepositoryHashList;
  /** That of the catalog. */
  readonly database: Knex;
}
