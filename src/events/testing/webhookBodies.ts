import type { JsonObject } from '@backstage/types';
import { repository } from './webhookRepositories';
import { actor, type Generation } from './webhookServer';

const NOBODY = '0'.repeat(40);
const OLD_COMMIT = '4be1'.repeat(10);
const NEW_COMMIT = 'c07f'.repeat(10);

/** A change of one ref, as each generation sends it. */
export function change(
  type: 'ADD' | 'UPDATE' | 'DELETE',
  options: { branch: string } | { tag: string },
): JsonObject {
  const [refType, id, displayId] =
    'branch' in options
      ? ['BRANCH', `refs/heads/${options.branch}`, options.branch]
      : ['TAG', `refs/tags/${options.tag}`, options.tag];
  return {
    ref: { id, displayId, type: refType },
    refId: id,
    fromHash: type === 'ADD' ? NOBODY : OLD_COMMIT,
    toHash: type === 'DELETE' ? NOBODY : NEW_COMMIT,
    type,
  };
}

/** The body of `repo:refs_changed`. */
function pushBody(
  options: {
    generation?: Generation;
    changes?: JsonObject[];
    repository?: JsonObject;
  } = {},
): JsonObject {
  const { generation = '9.x' } = options;
  const { changes = [change('UPDATE', { branch: 'main' })] } = options;
  const { repository: pushed = repository({ generation }) } = options;
  return {
    eventKey: 'repo:refs_changed',
    date: '2026-03-02T09:30:00+0000',
    actor: actor(generation),
    repository: pushed,
    changes,
    ...(generation !== '5.x' &&
      changes.some(({ type }) => type !== 'DELETE') && {
        commits: [commit(generation)],
        toCommit: commit(generation),
      }),
  };
}

/** The body of `repo:modified`: it has no `repository`. */
function renameBody(
  options: { old?: JsonObject; new?: JsonObject } = {},
): JsonObject {
  return {
    eventKey: 'repo:modified',
    date: '2026-03-02T09:30:00+0100',
    actor: actor('9.x'),
    old: options.old ?? repository({ slug: 'antenna' }),
    new: options.new ?? repository({ slug: 'dish' }),
  };
}

/** The body of `project:modified`. */
function projectBody(
  options: { old?: JsonObject; new?: JsonObject } = {},
): JsonObject {
  const project = repository().project as JsonObject;
  return {
    eventKey: 'project:modified',
    date: '2026-03-02T09:30:00+0000',
    actor: actor('9.x'),
    old: { ...project, ...options.old },
    new: { ...project, ...options.new },
  };
}

/** The body of an event that is about one repository and nothing else. */
function repositoryBody(eventKey: string): JsonObject {
  return {
    eventKey,
    date: '2026-03-02T09:30:00+0000',
    actor: actor('9.x'),
    repository: repository(),
  };
}

/** The body of `mirror:repo_synchronized`, of too many refs to be told. */
function mirrorBody(): JsonObject {
  return {
    eventKey: 'mirror:repo_synchronized',
    date: '2026-03-02T09:30:00+0000',
    mirrorServer: { id: 'B7N0-11AA-22BB-33CC', name: 'Mirror in Porto' },
    syncType: 'INCREMENTAL',
    refLimitExceeded: true,
    repository: repository(),
    changes: [],
  };
}

function commit(generation: Generation): JsonObject {
  const timestamp =
    generation === '10.x' ? '2026-03-02T09:29:58.000Z' : 1_772_443_798_000;
  const person = { emailAddress: 'noor@example.com', name: 'Noor Haddad' };
  return {
    id: NEW_COMMIT,
    displayId: NEW_COMMIT.slice(0, 11),
    author: person,
    authorTimestamp: timestamp,
    committer: person,
    committerTimestamp: timestamp,
    message: 'Point the antenna up',
    parents: [{ id: OLD_COMMIT, displayId: OLD_COMMIT.slice(0, 11) }],
  };
}

/** The bodies of webhooks, by what has happened. */
export const webhookBodies = {
  push: pushBody,
  rename: renameBody,
  project: projectBody,
  ofRepository: repositoryBody,
  mirror: mirrorBody,
};
