import { json, notFound, UP_TO_DATE } from './scene';
import type { FaultRow } from './types';

const ALL = 'everything is up to date';
const WITHOUT_ONE = UP_TO_DATE.filter(name => name !== 'A/one');
const RENAMED = ['A/one-renamed', ...WITHOUT_ONE];

function answersAs(repository: { projectKey: string; slug: string }) {
  const { projectKey, slug } = repository;
  return json({ slug, project: { key: projectKey } });
}

/** A repository or project is no longer what it was. */
export const changes: readonly FaultRow[] = [
  {
    fault: 'a repository deleted between list and check',
    does: 'it may have been renamed as well: it is unknown',
    holds: 'what it held of the repository, everything else up to date',
    rules: [
      {
        match: /A\/repos\/one\/browse/,
        respond: notFound(
          'com.atlassian.bitbucket.repository.NoSuchRepositoryException',
        ),
      },
    ],
    after: UP_TO_DATE,
    requests: {},
  },
  {
    fault: 'a repository deleted',
    does: 'it is asked for by itself, and is absent',
    holds: 'nothing of the repository, everything else up to date',
    arrange: rig => rig.standIn.removeRepository('A', { slug: 'one' }),
    after: WITHOUT_ONE,
    afterRecovery: WITHOUT_ONE,
    requests: {
      '/projects/A/repos': 1,
      '/projects/A/repos/one': 1,
      '/projects/A/repos/one/browse': 0,
    },
  },
  {
    fault: 'an empty repository (404)',
    does: 'it has no default branch: it is absent',
    holds: 'nothing of the repository, everything else up to date',
    arrange: rig => {
      rig.standIn.repository('A', { slug: 'one' }).branches = {};
    },
    after: WITHOUT_ONE,
    afterRecovery: WITHOUT_ONE,
    requests: {},
  },
  {
    fault: 'an empty repository (204)',
    does: 'it has no content: it is absent',
    holds: 'nothing of the repository, everything else up to date',
    rules: [{ match: /A\/repos\/one\/browse/, respond: { status: 204 } }],
    after: WITHOUT_ONE,
    requests: {},
  },
  {
    fault: 'a branch or directory that is gone',
    does: 'the server says that it does not exist: it is absent',
    holds: 'nothing of the repositories, everything else up to date',
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
    requests: {},
  },
  {
    fault: 'a repository OFFLINE',
    does: 'it is not asked, and is unknown; the task succeeds',
    holds: 'the repository as before, everything else up to date',
    arrange: rig => {
      rig.standIn.repository('A', { slug: 'one' }).state = 'OFFLINE';
    },
    after: UP_TO_DATE,
    requests: { '/projects/A/repos/one/browse': 0 },
  },
  {
    fault: 'a renamed repository whose old name still answers',
    does: 'the old name is asked for, answers with the new one, and is absent',
    holds: `the repository under its new name; ${ALL}`,
    rules: [
      {
        match: /A\/repos\/one$/,
        respond: answersAs({ projectKey: 'A', slug: 'one-renamed' }),
      },
    ],
    arrange: rig =>
      rig.standIn.renameRepository('A', { slug: 'one', to: 'one-renamed' }),
    after: RENAMED,
    afterRecovery: RENAMED,
    requests: {
      '/projects/A/repos/one': 1,
      '/projects/A/repos/one/browse': 0,
      '/projects/A/repos/one-renamed/browse': 1,
    },
  },
  {
    fault: 'a renamed repository that cannot be checked under its new name',
    does: 'it is unknown under its new name, so that its old one is kept; the task succeeds',
    holds: 'the repository under its old name, everything else up to date',
    rules: [
      {
        match: /A\/repos\/one$/,
        respond: answersAs({ projectKey: 'A', slug: 'one-renamed' }),
      },
      { match: /one-renamed\/browse/, respond: { status: 500 } },
    ],
    arrange: rig =>
      rig.standIn.renameRepository('A', { slug: 'one', to: 'one-renamed' }),
    after: UP_TO_DATE,
    afterRecovery: RENAMED,
    requests: {
      '/projects/A/repos/one': 1,
      '/projects/A/repos/one/browse': 0,
      '/projects/A/repos/one-renamed/browse': 2,
    },
  },
  {
    fault: 'a repository moved to another project after that was swept',
    does: 'the old name answers with the new one, which is checked as well',
    holds: `the repository under its new name; ${ALL}`,
    rules: [
      {
        match: /A\/repos\/one$/,
        respond: answersAs({ projectKey: 'C', slug: 'moved' }),
      },
      {
        match: /C\/repos\/moved\/browse/,
        respond: json({
          revision: 'refs/heads/main',
          children: {
            isLastPage: true,
            values: [
              { path: { components: ['catalog-info.yaml'] }, type: 'FILE' },
            ],
          },
        }),
      },
    ],
    arrange: rig => rig.standIn.removeRepository('A', { slug: 'one' }),
    after: [...WITHOUT_ONE, 'C/moved'],
    afterRecovery: WITHOUT_ONE,
    requests: {
      '/projects/A/repos': 1,
      '/projects/A/repos/one': 1,
      '/projects/A/repos/one/browse': 0,
      '/projects/C/repos/moved': 0,
      '/projects/C/repos/moved/browse': 1,
    },
  },
  {
    fault: 'a renamed project whose old key still answers',
    does: 'the old key is asked for, answers with the new one, and all it had is absent',
    holds: `the repositories under the new key; ${ALL}`,
    rules: [{ match: /projects\/C$/, respond: json({ key: 'D' }) }],
    arrange: rig => {
      rig.standIn.removeProject('C');
      rig.standIn.addProject({ key: 'D' });
      rig.standIn.addRepository({
        project: 'D',
        slug: 'one',
        files: { 'catalog-info.yaml': '' },
      });
    },
    after: [...UP_TO_DATE.filter(name => name !== 'C/one'), 'D/one'],
    afterRecovery: [...UP_TO_DATE.filter(name => name !== 'C/one'), 'D/one'],
    requests: {
      '/projects/C': 1,
      '/projects/C/repos': 0,
      '/projects/C/repos/one/browse': 0,
      '/projects/D/repos': 1,
      '/projects/D/repos/one/browse': 1,
    },
  },
  {
    fault: 'a renamed project that the list does not show yet',
    does: 'the old key answers with the new one, which is swept as well',
    holds: `the repositories under the new key; ${ALL}`,
    rules: [
      { match: /projects\/C$/, respond: json({ key: 'D' }) },
      {
        match: /projects\?start=2/,
        respond: json({ isLastPage: true, values: [] }),
      },
    ],
    arrange: rig => {
      rig.standIn.removeProject('C');
      rig.standIn.addProject({ key: 'D' });
      rig.standIn.addRepository({
        project: 'D',
        slug: 'one',
        files: { 'catalog-info.yaml': '' },
      });
    },
    after: [...UP_TO_DATE.filter(name => name !== 'C/one'), 'D/one'],
    afterRecovery: [...UP_TO_DATE.filter(name => name !== 'C/one'), 'D/one'],
    requests: {
      '/projects/C': 1,
      '/projects/C/repos': 0,
      '/projects/C/repos/one/browse': 0,
      '/projects/D/repos': 1,
      '/projects/D/repos/one/browse': 1,
    },
  },
  {
    fault: 'a renamed project that cannot be listed under its new key',
    does: 'it is unknown under its new key, so that all it had is kept; what is certain is applied, and the task fails',
    holds: 'the project under its old key, everything else up to date',
    rules: [
      { match: /projects\/C$/, respond: json({ key: 'D' }) },
      { match: /projects\/D\/repos/, respond: { status: 500 } },
    ],
    arrange: rig => {
      rig.standIn.removeProject('C');
      rig.standIn.addProject({ key: 'D' });
    },
    fails: /answered 500/,
    after: UP_TO_DATE,
    afterRecovery: UP_TO_DATE.filter(name => name !== 'C/one'),
    requests: {
      '/projects/C': 1,
      '/projects/C/repos': 0,
      '/projects/C/repos/one/browse': 0,
      '/projects/D/repos': 2,
    },
  },
];
