import type { ProviderRig } from '../ProviderRig';
import {
  CHECKED_A,
  json,
  LIST,
  notFound,
  refused,
  toRepositoryOf,
  UNCHECKED_A,
  UP_TO_DATE,
} from './scene';
import type { FaultRow } from './types';

const OF_PROJECT_B = UP_TO_DATE.filter(name => !name.startsWith('A/'));

/** The list of project A, from which a row slid off while it was read. */
function withoutRow(rig: ProviderRig, lost: string) {
  return {
    match: /projects\/A\/repos\?limit/,
    respond: json({
      isLastPage: true,
      values: ['one', 'two', 'three']
        .filter(slug => slug !== lost)
        .map(slug => toRepositoryOf(rig, { project: 'A', slug })),
    }),
  };
}

const projectsWithoutA = {
  match: /projects\?limit/,
  respond: json({ isLastPage: true, values: [{ key: 'B' }, { key: 'C' }] }),
};

/** A list is not what it should be. */
export const lists: readonly FaultRow[] = [
  {
    fault: 'list of repositories that stands still',
    does: 'read no further; what it has not shown is unknown',
    holds: 'kept, with what was found',
    rules: [
      {
        match: /A\/repos\?start=2/,
        respond: json({ isLastPage: false, nextPageStart: 2, values: [] }),
      },
    ],
    fails: /names itself or an earlier one/,
    after: UP_TO_DATE,
    requests: { '/projects/A/repos/two/browse': 0 },
    byName: { requests: { '/projects/A/repos/two/browse': 1 } },
  },
  {
    fault: 'list of repositories with nothing new for 50 pages',
    does: 'read no further; what it has not shown is unknown',
    holds: 'kept, with what was found',
    rules: Array.from({ length: 100 }, (_, index) => ({
      match: new RegExp(`A/repos\\?start=${index + 2}(?!\\d)`),
      respond: json({
        isLastPage: false,
        nextPageStart: index + 3,
        values: [],
      }),
    })),
    fails: /holds nothing new/,
    after: UP_TO_DATE,
    requests: {
      '/projects/A/repos': 52,
      '/projects/A/repos/two/browse': 0,
    },
    byName: {
      requests: {
        '/projects/A/repos': 52,
        '/projects/A/repos/two/browse': 1,
      },
    },
  },
  {
    fault: 'list of projects that stands still',
    does: 'what it has not shown is asked for',
    holds: 'all that can be seen is current',
    rules: [
      {
        match: /projects\?start=2/,
        respond: json({ isLastPage: false, nextPageStart: null, values: [] }),
      },
    ],
    fails: /names no next one/,
    after: UP_TO_DATE,
    requests: { '/projects/C': 1 },
  },
  {
    fault: 'list of repositories that lost a row',
    does: 'what it has not shown is asked for',
    holds: 'current',
    arrange: rig => rig.breakWith(withoutRow(rig, 'one')),
    after: UP_TO_DATE,
    requests: { '/projects/A/repos': 1, '/projects/A/repos/one': 1 },
    // The list of all repositories shows it once more, with its number.
    byName: { requests: { '/projects/A/repos/one/browse': 2 } },
  },
  {
    fault: 'list of projects that lost a row',
    does: 'what it has not shown is asked for',
    holds: 'current',
    rules: [projectsWithoutA],
    after: UP_TO_DATE,
    requests: { '/projects': 1, '/projects/A': 1 },
  },
  {
    fault: 'unlisted repository that may not be read',
    does: 'unknown',
    holds: 'kept',
    arrange: rig => {
      rig.standIn.repository('A', { slug: 'one' }).hidden = true;
    },
    after: UP_TO_DATE,
    requests: {
      '/projects/A/repos': 1,
      '/projects/A/repos/one': 1,
      '/projects/A/repos/one/browse': 0,
      '/profile/recent/repos': 1,
    },
    byName: { requests: { '/repos': 3 } },
  },
  {
    fault: 'unlisted repository that cannot be asked for',
    does: 'asked four times more, then unknown',
    holds: 'kept',
    arrange: rig =>
      rig.breakWith(withoutRow(rig, 'one'), {
        match: /A\/repos\/one$/,
        respond: { status: 503 },
      }),
    after: UP_TO_DATE,
    requests: {
      '/projects/A/repos': 1,
      '/projects/A/repos/one': 5,
      '/projects/A/repos/one/browse': 0,
    },
    byName: { requests: { '/projects/A/repos/one/browse': 1 } },
  },
  {
    fault: 'unlisted project that may not be read',
    does: 'unknown',
    holds: 'kept',
    rules: [
      projectsWithoutA,
      { match: /projects\/A$/, respond: refused(401) },
    ],
    fails: /answered 401/,
    after: UP_TO_DATE,
    requests: {
      '/projects': 1,
      '/projects/A': 1,
      '/projects/A/repos': 0,
      ...UNCHECKED_A,
      '/profile/recent/repos': 1,
    },
    byName: { requests: CHECKED_A },
  },
  {
    fault: 'known project that is not listed, and does not exist',
    does: 'not on the list of all repositories either: absent',
    holds: 'removed',
    arrange: rig => rig.standIn.removeProject('A'),
    after: OF_PROJECT_B,
    afterRecovery: OF_PROJECT_B,
    requests: {
      '/projects': 1,
      '/projects/A': 1,
      '/projects/A/repos': 0,
      ...UNCHECKED_A,
      '/repos': 2,
    },
  },
  {
    fault: 'project deleted between its list and its repositories',
    does: 'perhaps renamed or moved: unknown',
    holds: 'kept',
    rules: [
      {
        match: LIST,
        respond: notFound(
          'com.atlassian.bitbucket.project.NoSuchProjectException',
        ),
      },
    ],
    after: ['A/one', 'A/two', ...OF_PROJECT_B],
    requests: {
      '/projects/A/repos': 1,
      ...UNCHECKED_A,
    },
    byName: { requests: CHECKED_A },
  },
];
