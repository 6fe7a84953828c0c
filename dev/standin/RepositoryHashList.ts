import { createHash } from 'node:crypto';

import { toTreeId } from './gitIds';
import type { StandInRepository } from './types';

/**
 * What the list of hashes is like.
 *
 * - `true`: as it should be
 * - `late`: a change shows so long after the list was first asked for since
 * - `frozen`: no hash changes any more
 * - `zeros`: as where none was ever computed
 * - `unpaged`: whatever page is asked for, the first one comes
 * - `missing`: there is none, as without a licence for mirrors
 */
export type HashBehaviour =
  | 'true'
  | 'frozen'
  | 'zeros'
  | 'unpaged'
  | 'missing'
  | { readonly lateMs: number };

/**
 * The hashes of repositories, as true as they are told to be.
 */
export class RepositoryHashList {
  behaviour: HashBehaviour;
  /** What each repository has had, oldest first, and from when on it shows. */
  private readonly history = new Map<number, Shown[]>();

  constructor(options: { behaviour: HashBehaviour }) {
    this.behaviour = options.behaviour;
  }

  /** The hash that the list shows now. */
  hashOf(repository: StandInRepository): string {
    const { behaviour } = this;
    if (behaviour === 'zeros') {
      return '0'.repeat(40);
    }
    const history = this.history.get(repository.id) ?? [];
    this.history.set(repository.id, history);
    const hash = toHash(repository);
    const isNew = history.at(-1)?.hash !== hash;
    if (history.length === 0 || (isNew && behaviour !== 'frozen')) {
      const isLate = typeof behaviour === 'object' && history.length > 0;
      const lateMs = isLate ? behaviour.lateMs : 0;
      history.push({ hash, from: Date.now() + lateMs });
    }
    while (history[1] && history[1].from <= Date.now()) {
      history.shift();
    }
    return history[0]?.hash ?? hash;
  }
}

interface Shown {
  readonly hash: string;
  readonly from: number;
}

/** Of all branches and their commits; which of them is the default one is not in it. */
function toHash({ branches, commits = 0 }: StandInRepository): string {
  const ids = Object.entries(branches)
    .map(([name, tree]) => `${name} ${toTreeId(tree)}`)
    .sort();
  return createHash('sha256').update([commits, ...ids].join('\n')).digest('hex');
}
