import { Repository, RequestContext } from '../bitbucket';
import {
  CredentialsCheck,
  findFilterExcludingRepository,
  VanishedError,
} from '../discovery';
import {
  findMoved,
  hadFiles,
  LookedBefore,
  type Moved,
  NameTakenError,
  toGone,
  toIdentity,
} from '../reconcile';
import { ProviderParts } from './ProviderParts';
import { RunLists } from './RunLists';
import { RunRepositories, RunRepository } from './RunRepositories';

export interface Search {
  /** Those that were found, under the names that they have now. */
  readonly found: readonly RunRepository[];
  /** What no list had shown before. */
  readonly unseen: readonly Repository[];
  /** Looks that count now. */
  readonly settled: readonly LookedBefore[];
}

/** Repositories not found under their names: they may be gone, or called otherwise. */
export class LostNames {
  readonly #options: LostNamesOptions;
  readonly #missing: LookedBefore[] = [];
  /** Known by name alone, and without what they had: it may be elsewhere. */
  readonly #waiting: LookedBefore[] = [];

  constructor(options: LostNamesOptions) {
    this.#options = options;
  }

  /** Whether looks wait until everything that is new has an answer. */
  get areWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Takes a look that may have lost its repository; false for any other. */
  take(looked: LookedBefore, repository: RunRepository): boolean {
    const isLost =
      mayHaveMoved(looked, repository) || isLostByName(looked, repository);
    if (isLost) {
      this.#missing.push(looked);
    }
    return isLost;
  }

  /** Looks for what is missing on the list of all repositories; what is not there is gone. */
  async search(options: {
    context: RequestContext;
    credentials: CredentialsCheck;
  }): Promise<Search> {
    const missing = this.#missing.splice(0);
    if (missing.length === 0) {
      return { found: [], unseen: [], settled: [] };
    }
    const { provider, repositories } = this.#options;
    const { context } = options;
    const byNumber = missing.filter(looked =>
      mayHaveMoved(looked, repositories.get(looked.identity.key)),
    );
    const byName = missing.filter(looked => !byNumber.includes(looked));
    const keys = byNumber.map(({ identity }) => identity.key);
    const moved = await findMoved(keys, {
      api: provider.host.api,
      context,
      ...(byName.length > 0 && {
        isUnseen: repository => this.#isUnseen(repository),
      }),
    });
    if (moved.failure) {
      const cause = moved.failure;
      await options.credentials.assertAfter({ outcome: 'unknown', cause });
    }
    const found: RunRepository[] = [];
    const unseen = [...moved.unseen];
    const settled: LookedBefore[] = [];
    if (moved.failure) {
      settled.push(
        ...byName.map(looked => ({ ...looked, answer: toGone(moved) })),
      );
    } else {
      this.#waiting.push(...byName);
    }
    for (const looked of byNumber) {
      const { key } = looked.identity;
      const shown = moved.found.get(key);
      if (shown) {
        found.push(repositories.noteMoved(shown));
      } else {
        const gone = await this.#toGone(looked, { moved, context });
        unseen.push(...gone.successors);
        const successors = [...looked.successors, ...gone.successors];
        settled.push({ ...gone, successors });
      }
    }
    return { found, unseen, settled };
  }

  /** A look that found another repository under the name has asked for no former name yet. */
  async #toGone(
    looked: LookedBefore,
    { moved, context }: { moved: Moved; context: RequestContext },
  ): Promise<LookedBefore> {
    const { identity, known } = looked;
    const given = toGone(moved);
    if (looked.answer.outcome === 'absent' || given.outcome === 'unknown') {
      return { ...looked, answer: given, successors: [] };
    }
    return this.#options.provider.reconciler.lookAt(
      { ...identity, known, given },
      { context, reread: 'rewritten' },
    );
  }

  /** Lets go what was known by name alone, unless a new one without an answer may be it. */
  settleWaiting(): LookedBefore[] {
    const isCertain = [...this.#options.repositories].every(
      ({ row, result }) => row !== undefined || result === 'definite',
    );
    return this.#waiting.splice(0).map(looked => {
      const cause = new VanishedError(looked.identity);
      return isCertain
        ? looked
        : { ...looked, answer: { outcome: 'unknown', cause } };
    });
  }

  /** Whether no list of this run has shown a repository that no filter leaves out. */
  #isUnseen(repository: Repository): boolean {
    const { provider, repositories, lists } = this.#options;
    return (
      !repositories.get(toIdentity(repository).key) &&
      !lists.leaveOut(repository) &&
      !findFilterExcludingRepository(provider.config.filters, repository)
    );
  }
}

export interface LostNamesOptions {
  readonly provider: ProviderParts;
  readonly repositories: RunRepositories;
  readonly lists: RunLists;
}

/**
 * Whether a repository may only have got another name. Of one that had no files
 * it does not matter, unless another has its name: then nobody has said yet
 * that it is gone.
 */
function mayHaveMoved(
  { identity, answer, known }: LookedBefore,
  repository: RunRepository | undefined,
): boolean {
  if (!identity.key.startsWith('id:')) {
    return false;
  }
  return answer.outcome === 'unknown'
    ? answer.cause instanceof NameTakenError
    : answer.outcome === 'absent' &&
        answer.reason === 'gone' &&
        hadFiles({ known, ...repository });
}

/** Whether a repository was known by its name alone when the run began. */
function isKnownByName(repository: RunRepository | undefined): boolean {
  return repository?.row?.key.startsWith('name:') === true;
}

/** Whether what a name has had may be in a place that nobody has seen yet. */
function isLostByName(
  { answer, entities, known }: LookedBefore,
  repository: RunRepository,
): boolean {
  if (
    !isKnownByName(repository) ||
    repository.given ||
    answer.outcome === 'unknown'
  ) {
    return false;
  }
  const found = new Set(entities.map(({ entityRef }) => entityRef));
  return known.some(({ entityRef }) => !found.has(entityRef));
}
