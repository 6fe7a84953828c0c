import type { StandInBitbucket } from '../StandInBitbucket';
import { toRepositoryBody } from '../toRepositoryBody';
import type { StandInRepository } from '../types';

const nothing = '0'.repeat(40);

/**
 * Gives the body of `repo:refs_changed`, as a server 9.x sends it for a push
 * to one branch.
 *
 * @remarks
 * Its keys follow bodies recorded from a real 9.x, without `commits` and
 * `toCommit`: a folder has none.
 */
export function toPushBody(
  repository: StandInRepository,
  options: {
    standIn: StandInBitbucket;
    now: Date;
    /** The default branch when left out. */
    branch?: string;
    /** The commit before; undefined for a branch that is new. */
    from?: string;
    /** The commit now; undefined for a branch that is gone. */
    to?: string;
  },
): Record<string, unknown> {
  const { standIn, now, from = nothing, to = nothing } = options;
  const { branch = repository.defaultBranch } = options;
  const id = `refs/heads/${branch}`;
  return {
    eventKey: 'repo:refs_changed',
    date: now.toISOString().replace(/\.\d+Z$/, '+0000'),
    actor: {
      name: 'standin',
      emailAddress: 'standin@example.com',
      active: true,
      displayName: 'Stand-in',
      id: 1,
      slug: 'standin',
      type: 'NORMAL',
      links: { self: [{ href: `${standIn.baseUrl}/users/standin` }] },
    },
    repository: toRepositoryBody(repository, {
      model: standIn.model,
      baseUrl: standIn.baseUrl,
      ssh: 'enabled',
      majorVersion: 9,
    }),
    changes: [
      {
        ref: { id, displayId: branch, type: 'BRANCH' },
        refId: id,
        fromHash: from,
        toHash: to,
        type: toChangeType({ from, to }),
      },
    ],
  };
}

function toChangeType({ from, to }: { from: string; to: string }): string {
  if (from === nothing) {
    return 'ADD';
  }
  return to === nothing ? 'DELETE' : 'UPDATE';
}
