import type { FaultRule } from '../../standin/faults/types';
import type { ProviderRig } from '../ProviderRig';
import { json, notFound, toRepositoryOf, UP_TO_DATE } from './scene';
import type { FaultRow } from './types';

const UNDER_NEW_NAME = 'current, under its new name';
const LOOKED_AT = 'looked at under the new name';
const PERHAPS_RENAMED = 'perhaps renamed or moved: unknown';
const DEFINITE = 'the server says so: absent';
const WITHOUT_ONE = UP_TO_DATE.filter(name => name !== 'A/one');
const MOVED = [...WITHOUT_ONE, 'C/moved'];
const UNDER_D = [...UP_TO_DATE.filter(name => name !== 'C/one'), 'D/one'];
const RENAMED = ['A/one-renamed', ...WITHOUT_ONE];

/** What comes of it where project C is D now, and all of D can be seen. */
const FOUND_UNDER_D = {
  does: LOOKED_AT,
  holds: UNDER_NEW_NAME,
  arrange: (rig: ProviderRig) => rig.standIn.renameProject('C', { to: 'D' }),
  after: UNDER_D,
  afterRecovery: UNDER_D,
  requests: {
    '/projects/C': 1,
    '/projects/C/repos': 0,
    '/projects/C/repos/one/browse': 0,
    '/projects/C/repos/one': 1,
    '/projects/D/repos': 1,
    '/projects/D/repos/one': 1,
    '/projects/D/repos/one/browse': 1,
  },
  byName: {
    requests: {
      '/projects/D/repos/one': 2,
      '/projects/D/repos/one/browse': 2,
    },
  },
};

/** The old name of A/one goes on to answer. */
function oldNameAnswers(
  rig: ProviderRig,
  now: { project: string; slug: string },
): FaultRule {
  return {
    match: /A\/repos\/one$/,
    respond: json(toRepositoryOf(rig, now)),
  };
}

/** A repository or project is no longer what it was. */
export const changes: readonly FaultRow[] = [
  {
    fault: 'repository deleted between list and look',
    does: PERHAPS_RENAMED,
    holds: 'kept',
    rules: [
      {
        match: /A\/repos\/one\/browse/,
        respond: notFound(
          'com.atlassian.bitbucket.repository.NoSuchRepositoryException',
        ),
      },
    ],
    after: UP_TO_DATE,
    requests: {
      '/projects/A/repos/one': 1,
      '/projects/A/repos/one/browse': 2,
    },
  },
  {
    fault: 'repository deleted',
    does: 'not on the list of all repositories either: absent',
    holds: 'removed',
    arrange: rig => rig.standIn.removeRepository('A', { slug: 'one' }),
    after: WITHOUT_ONE,
    afterRecovery: WITHOUT_ONE,
    requests: {
      '/projects/A/repos': 1,
      '/projects/A/repos/one': 1,
      '/projects/A/repos/one/browse': 0,
      '/repos': 3,
    },
  },
  {
    fault: 'repository deleted, and the list of all repositories cannot be read',
    does: PERHAPS_RENAMED,
    holds: 'kept',
    arrange: rig => {
      rig.standIn.removeRepository('A', { slug: 'one' });
      rig.breakWith({ match: /\/repos\?archived/, respond: { status: 500 } });
    },
    after: UP_TO_DATE,
    afterRecovery: WITHOUT_ONE,
    requests: {
      '/projects/A/repos': 1,
      '/projects/A/repos/one': 1,
      '/projects/A/repos/one/browse': 0,
      '/repos': 2,
    },
    byName: { after: [...UP_TO_DATE, 'B/old'] },
  },
  {
    fault: 'empty repository (404)',
    does: DEFINITE,
    holds: 'removed',
    arrange: rig => {
      rig.standIn.repository('A', { slug: 'one' }).branches = {};
    },
    after: WITHOUT_ONE,
    afterRecovery: WITHOUT_ONE,
    requests: { '/projects/A/repos/one': 1 },
  },
  {
    fault: 'empty repository (204)',
    does: DEFINITE,
    holds: 'removed',
    rules: [{ match: /A\/repos\/one\/browse/, respond: { status: 204 } }],
    after: WITHOUT_ONE,
    requests: { '/projects/A/repos/one': 1 },
  },
  {
    fault: 'branch or directory that is gone',
    does: DEFINITE,
    holds: 'removed',
    rules: [
      {
        match: /A\/repos\/one\/browse/,
        respond: notFound('com.atlassian.bitbucket.content.NoSuchPathException'),
      },
      {
        match: /A\/repos\/two\/browse/,
        respond: notFound('com.atlassian.bitbucket.NoSuchObjectException'),
      },
      {
        match: /B\/repos\/one\/browse/,
        respond: notFound('com.atlassian.bitbucket.commit.NoSuchCommitException'),
      },
    ],
    after: ['B/new', 'C/one'],
    requests: {
      '/projects/A/repos/one': 1,
      '/projects/A/repos/two': 1,
      '/projects/B/repos/one': 1,
    },
  },
  {
    fault: 'repository OFFLINE',
    does: 'unknown',
    holds: 'kept',
    arrange: rig => {
      rig.standIn.repository('A', { slug: 'one' }).state = 'OFFLINE';
    },
    after: UP_TO_DATE,
    requests: { '/projects/A/repos/one/browse': 0 },
  },
  {
    fault: 'renamed repository whose old name still answers',
    does: LOOKED_AT,
    holds: UNDER_NEW_NAME,
    arrange: rig => {
      rig.standIn.renameRepository('A', { slug: 'one', to: 'one-renamed' });
      const now = { project: 'A', slug: 'one-renamed' };
      rig.breakWith(oldNameAnswers(rig, now));
    },
    after: RENAMED,
    afterRecovery: RENAMED,
    requests: {
      '/projects/A/repos/one': 1,
      '/projects/A/repos/one/browse': 0,
      '/projects/A/repos/one-renamed': 1,
      '/projects/A/repos/one-renamed/browse': 1,
    },
    byName: {
      requests: {
        '/projects/A/repos/one': 2,
        '/projects/A/repos/one-renamed/browse': 2,
      },
    },
  },
  {
    fault: 'renamed repository that cannot be looked at',
    does: 'unknown',
    holds: 'kept',
    arrange: rig => {
      rig.standIn.renameRepository('A', { slug: 'one', to: 'one-renamed' });
      const now = { project: 'A', slug: 'one-renamed' };
      rig.breakWith(oldNameAnswers(rig, now), {
        match: /one-renamed\/browse/,
        respond: { status: 500 },
      });
    },
    after: UP_TO_DATE,
    afterRecovery: RENAMED,
    requests: {
      '/projects/A/repos/one/browse': 0,
      '/projects/A/repos/one-renamed/browse': 2,
    },
    byName: {
      after: [...UP_TO_DATE, 'B/old'],
      requests: {
        '/projects/A/repos/one': 1,
        '/projects/A/repos/one-renamed/browse': 4,
      },
    },
  },
  {
    fault: 'repository moved to another project after that was swept',
    does: LOOKED_AT,
    holds: UNDER_NEW_NAME,
    arrange: rig => {
      const list = [toRepositoryOf(rig, { project: 'C', slug: 'one' })];
      rig.standIn.moveRepository('A', {
        slug: 'one',
        to: 'moved',
        toProject: 'C',
      });
      rig.breakWith(
        oldNameAnswers(rig, { project: 'C', slug: 'moved' }),
        {
          match: /C\/repos\?/,
          respond: json({ isLastPage: true, values: list }),
        },
      );
    },
    after: MOVED,
    afterRecovery: MOVED,
    requests: {
      '/projects/A/repos': 1,
      '/projects/A/repos/one': 2,
      '/projects/A/repos/one/browse': 0,
      '/projects/C/repos/moved': 1,
      '/projects/C/repos/moved/browse': 1,
    },
    byName: { requests: { '/projects/C/repos/moved/browse': 2 } },
  },
  {
    fault: 'renamed project whose old key still answers',
    rules: [{ match: /projects\/C$/, respond: json({ key: 'D' }) }],
    ...FOUND_UNDER_D,
  },
  {
    fault: 'renamed project that the list does not show yet',
    rules: [
      { match: /projects\/C$/, respond: json({ key: 'D' }) },
      {
        match: /projects\?start=2/,
        respond: json({ isLastPage: true, values: [] }),
      },
    ],
    ...FOUND_UNDER_D,
  },
  {
    fault: 'renamed project that cannot be listed',
    does: 'unknown',
    holds: 'kept',
    rules: [
      { match: /projects\/C$/, respond: json({ key: 'D' }) },
      { match: /projects\/D\/repos/, respond: { status: 500 } },
    ],
    arrange: rig => rig.standIn.renameProject('C', { to: 'D' }),
    fails: /answered 500/,
    after: UP_TO_DATE,
    afterRecovery: UNDER_D,
    requests: {
      '/projects/C': 1,
      '/projects/C/repos': 0,
      '/projects/C/repos/one/browse': 0,
      '/projects/D/repos': 2,
      '/projects/D/repos/one': 2,
    },
    byName: {
      after: [...UP_TO_DATE, 'B/old'],
      requests: { '/projects/D/repos/one/browse': 2 },
    },
  },
];
