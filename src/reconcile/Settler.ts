import { RepositoryMemory } from '../memory';
import { CatalogTeller, CatalogTurn } from './CatalogTeller';
import { ContestedNames } from './ContestedNames';
import { withoutShadowed, toChangeOf } from './withoutShadowed';
import { toChange } from './toChange';
import { toIdentity } from './toIdentity';
import { toLook } from './toLook';
import { LookedBefore, Refusal, RepositoryChange } from './types';

/**
 * When it is told what a repository loses.
 *
 * - `now`: with what it gains
 * - `with gains`: likewise, but later where it gains nothing
 * - `later`: then nothing of the repository is told, but for a new name
 */
export type LossesTold = 'now' | 'with gains' | 'later';

export interface Settled {
  /** Keys of those at which somebody else was about to look meanwhile. */
  readonly overtaken: ReadonlySet<string>;
  readonly told: readonly RepositoryChange[];
  readonly refusals: readonly Refusal[];
}

/**
 * Writes what looks have led to, tells the catalog, and notes that it was
 * told, in this order: whoever comes after a process that has ended in
 * between finds in memory what is still to be told.
 */
export class Settler {
  readonly teller: CatalogTeller;
  readonly fingerprint: string;
  readonly contested = new ContestedNames();
  readonly #memory: RepositoryMemory;

  constructor(options: SettlerOptions) {
    this.teller = options.teller;
    this.fingerprint = options.fingerprint;
    this.#memory = options.memory;
  }

  /** Writes what looks have led to, and gives the keys of those that were overtaken. */
  async write(
    looks: readonly LookedBefore[],
    { asker }: { asker: string },
  ): Promise<ReadonlySet<string>> {
    const successors = looks.flatMap(looked => looked.successors);
    await this.#memory.adopt(successors.map(toIdentity));
    const overtaken = await this.#memory.settle(
      looks.map(look => toLook(look, this)),
      { asker },
    );
    // Only now do their rows go by the names that the heirs have.
    const heirs = looks.flatMap(({ identity, heir }) =>
      heir && !overtaken.has(identity.key) ? [heir] : [],
    );
    await this.#memory.adopt(heirs);
    return overtaken;
  }

  /** Writes, and tells the catalog what may be told now. */
  async settle(
    looks: readonly LookedBefore[],
    options: { asker: string; losses: LossesTold },
  ): Promise<Settled> {
    const overtaken = await this.write(looks, options);
    const stands = looks.filter(({ identity }) => !overtaken.has(identity.key));
    const changes = stands
      .map(toChange)
      .filter(change => isToldNow(change, options));
    const { told, refusals } = await this.tell(changes);
    await this.teller.refresh(stands.flatMap(({ refreshed }) => refreshed));
    return { overtaken, told, refusals };
  }

  /** Tells what nobody else stands in the way of, and notes what was taken. */
  async tell(
    changes: readonly RepositoryChange[],
    turn: Pick<CatalogTurn, 'tell'> = this.teller,
  ): Promise<Omit<Settled, 'overtaken'>> {
    const memory = this.#memory;
    const unshadowed = await withoutShadowed(changes, { memory });
    const refusals = await turn.tell(unshadowed.changes);
    const refused = new Set(refusals.map(({ change }) => change));
    const told = unshadowed.changes.filter(change => !refused.has(change));
    await memory.markTold({
      added: told.flatMap(({ key, added }) =>
        added.map(entity => ({ key, ...entity })),
      ),
      removed: [
        ...told.flatMap(({ key, removed }) =>
          removed.map(entityRef => ({ key, entityRef })),
        ),
        ...unshadowed.passedOn,
      ],
    });
    const removed = told.flatMap(change => change.removed);
    await this.retellContested(removed, turn);
    return { told, refusals };
  }

  /** Tells anew what has lost a name to Locations that are removed now. */
  async retellContested(
    removed: readonly string[],
    turn: Pick<CatalogTurn, 'tell'> = this.teller,
  ): Promise<void> {
    await this.retell(this.contested.take(removed), turn);
  }

  /** Tells these Locations in another form, so that the catalog takes in their files. */
  async retell(
    entityRefs: readonly string[],
    turn: Pick<CatalogTurn, 'tell'> = this.teller,
  ): Promise<void> {
    if (entityRefs.length === 0) {
      return;
    }
    await this.#memory.retell(entityRefs);
    const holders = await this.#memory.findHolders(entityRefs);
    await this.tell(holders.map(toChangeOf), turn);
  }
}

export interface SettlerOptions {
  readonly memory: RepositoryMemory;
  readonly teller: CatalogTeller;
  /** Of the configuration that answers hold for. */
  readonly fingerprint: string;
}

function isToldNow(
  { added, removed, isRename }: RepositoryChange,
  { losses }: { losses: LossesTold },
): boolean {
  const isPureLoss = removed.length > 0 && added.length === 0;
  switch (losses) {
    case 'now':
      return true;
    case 'with gains':
      return !isPureLoss;
    default:
      return removed.length === 0 || (isRename && !isPureLoss);
  }
}
