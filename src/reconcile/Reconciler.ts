import { randomUUID } from 'node:crypto';
import {
  BitbucketServerApi,
  Repository,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { AbsentOrUnknown, RepositoryAnswer } from '../discovery';
import { CatalogFileMapper } from '../entities';
import {
  RememberedAnswer,
  RepositoryIdentity,
  RepositoryMemory,
  RepositoryRow,
} from '../memory';
import { askByHint } from './askByHint';
import { findRow } from './findRow';
import { lookAt } from './lookAt';
import { MoveSearch } from './MoveSearch';
import { OneAtATime } from './OneAtATime';
import { Settler } from './Settler';
import { toIdentity } from './toIdentity';
import { Reread, toRefreshed } from './toRefreshed';
import { LookedBefore, RepositoryHint, Subject } from './types';

/** So often at most is a repository looked at while others overtake. */
const MAX_LOOKS = 3;

/** What has become of a repository that was to be made right. */
export type Reconciled =
  | { readonly outcome: 'unknown'; readonly cause: Error }
  | {
      readonly outcome: 'settled';
      readonly answer: Exclude<RepositoryAnswer, { outcome: 'unknown' }>;
      /** Whose row holds that; undefined where nothing of it is remembered. */
      readonly identity?: RepositoryIdentity;
      readonly added: number;
      readonly removed: number;
      /** The references of what was there before, and still is. */
      readonly kept: readonly string[];
      /** Who has been given what the repository had under names that are theirs now. */
      readonly successors: readonly RepositoryHint[];
    };

/**
 * Makes repositories right: asks the server, compares with what is
 * remembered, writes, tells the catalog.
 *
 * @remarks
 * It acts on what is, never on what somebody says has happened. A run looks
 * at many repositories and settles them together; whoever has heard of one
 * has it reconciled by itself.
 */
export class Reconciler {
  /** Where looks end, those of runs as well. */
  readonly settler: Settler;
  readonly #options: ReconcilerOptions;
  readonly #turns = new OneAtATime();
  readonly #moves: MoveSearch;

  constructor(options: ReconcilerOptions) {
    this.#options = options;
    this.#moves = new MoveSearch(options);
    this.settler = options.settler;
  }

  /** Looks at a repository that has been bumped, as nobody else of this process does. */
  async lookAt(
    subject: Subject,
    options: {
      context: RequestContext;
      reread: Reread;
      before?: RememberedAnswer;
    },
  ): Promise<LookedBefore> {
    return this.#turns.run(subject.key, async () => {
      const startedAt = Date.now();
      const { api, config, mapper } = this.#options;
      const { context, reread, before } = options;
      const looked = await lookAt(subject, { api, config, mapper, context });
      return {
        identity: looked.identity,
        answer: looked.answer,
        entities: looked.entities,
        successors: looked.successors,
        heir: looked.heir,
        due: looked.due,
        known: subject.known,
        startedAt,
        refreshed: toRefreshed(looked, { mapper, reread, before }),
      };
    });
  }

  /** Makes one repository right, and tells the catalog at once. */
  async reconcile(
    hint: RepositoryHint,
    { context }: { context: RequestContext },
  ): Promise<Reconciled> {
    const { memory, settler } = this.#options;
    let successors: readonly Repository[] = [];
    for (let looks = 1; ; looks += 1) {
      const asker = randomUUID();
      const found = await this.#lookAtHint(hint, { context, asker });
      if ('outcome' in found) {
        return toReconciled(found);
      }
      // Also what an overtaken look has given them is theirs.
      successors = [...successors, ...found.successors];
      const looked = { ...found, successors };
      if (looked.refreshed.length > 0) {
        await this.#options.beforeReread?.(looked.identity);
      }
      const { overtaken, refusals } = await settler.settle([looked], {
        asker,
        losses: 'now',
      });
      if (overtaken.size === 0) {
        return toReconciled(looked, refusals[0]?.cause);
      }
      // Whoever has bumped it since looks at it as well, unless he dies.
      if (looks === MAX_LOOKS) {
        await memory.markDue([looked.identity], 'left');
        return toReconciled(looked);
      }
    }
  }

  /** The answer alone where there is nothing that it could be compared with. */
  async #lookAtHint(
    hint: RepositoryHint,
    options: { context: RequestContext; asker: string },
  ): Promise<LookedBefore | AbsentOrUnknown> {
    const { memory } = this.#options;
    const { asker, context } = options;
    const row = await findRow(hint, { memory });
    if (row) {
      // Before anything is asked, so that nobody writes what is older.
      await memory.bump([row], { asker });
    }
    const moves = this.#moves;
    const asking = { ...this.#options, moves, row, context };
    const shown = await askByHint(hint, asking);
    if ('outcome' in shown) {
      return row
        ? this.#lookAtKnown({ ...row, given: shown }, { context })
        : shown;
    }
    const identity = toIdentity(shown);
    if (identity.key !== row?.key) {
      await this.#follow(identity, { row, asker });
    }
    const looked = await this.#lookAtKnown(
      { ...identity, shown, formerly: row },
      { context },
    );
    if (identity.key === row?.key) {
      await this.#options.onHeardOf?.(row, looked.answer);
    }
    return looked;
  }

  async #lookAtKnown(
    subject: Omit<Subject, 'known'>,
    { context }: { context: RequestContext },
  ): Promise<LookedBefore> {
    const { key } = subject;
    const known = await this.#options.memory.readEntities([key]);
    return this.lookAt(
      { ...subject, known: known.get(key) ?? [] },
      { context, reread: 'all' },
    );
  }

  /** Goes on with another row than the one that was found. */
  async #follow(
    identity: RepositoryIdentity,
    { row, asker }: { row?: RepositoryRow; asker: string },
  ): Promise<void> {
    const { memory, mapper } = this.#options;
    const named = row?.key.startsWith('name:') ? row : undefined;
    if (named) {
      // It gets its number, and its new name next.
      await memory.adopt([{ ...named, key: identity.key }]);
    } else if (!mapper.hasParser) {
      // What a parser makes may be the same wherever its repository has gone.
      await memory.adopt([identity]);
    }
    await memory.bump([identity], { asker });
    if (row && !named) {
      // It has lost its name, and where it has gone is for a run to find out.
      await memory.markDue([row], 'left');
    }
  }
}

export interface ReconcilerOptions {
  readonly memory: RepositoryMemory;
  readonly settler: Settler;
  readonly api: BitbucketServerApi;
  readonly config: ProviderConfig;
  readonly mapper: CatalogFileMapper;
  /** Told that the catalog is to read the files of a repository anew. */
  readonly beforeReread?: (repository: RepositoryName) => Promise<void>;
  /** Told what is remembered of a repository that was heard of, and what it is. */
  readonly onHeardOf?: (
    row: RepositoryRow,
    answer: RepositoryAnswer,
  ) => Promise<void>;
}

function toReconciled(
  looked: LookedBefore | AbsentOrUnknown,
  refused?: Error,
): Reconciled {
  const answer = 'answer' in looked ? looked.answer : looked;
  if (refused) {
    return { outcome: 'unknown', cause: refused };
  }
  if (answer.outcome === 'unknown') {
    return answer;
  }
  const { known, entities, successors } =
    'answer' in looked ? looked : { known: [], entities: [], successors: [] };
  const before = new Set(known.map(({ entityRef }) => entityRef));
  const found = new Set(entities.map(({ entityRef }) => entityRef));
  const kept = [...found].filter(ref => before.has(ref));
  return {
    outcome: 'settled',
    answer,
    identity: 'answer' in looked ? looked.identity : undefined,
    added: found.size - kept.length,
    removed: [...before].filter(ref => !found.has(ref)).length,
    kept,
    successors,
  };
}
