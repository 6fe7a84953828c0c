import {
  anonymousJson,
  BEFORE,
  CHECK,
  CHECKED_A,
  FIRST_CALL,
  LIST,
  refused,
  UNCHECKED_A,
  UP_TO_DATE,
} from './scene';
import type { FaultRow } from './types';

const STOPS = 'the run ends';
const NOTHING = 'unchanged';
const PROFILE = '/profile/recent/repos';
const NO_PROJECTS = {
  status: 200,
  headers: { 'X-AUSERNAME': 'standin' },
  body: JSON.stringify({ isLastPage: true, values: [] }),
};

/** What comes of a token that is found to be no longer accepted. */
const FOUND_EXPIRED = {
  does: STOPS,
  holds: NOTHING,
  fails: /does not accept the token/,
  after: BEFORE,
};

/** The same in the middle of a run, when anything may have been asked. */
const FOUND_EXPIRED_LATER = {
  ...FOUND_EXPIRED,
  requests: { [PROFILE]: 1 },
  others: 'any',
} as const;

/** The credentials are not, or no longer, good for something. */
export const permissions: readonly FaultRow[] = [
  {
    fault: '401 on the first call',
    does: STOPS,
    holds: NOTHING,
    rules: [{ match: '', respond: refused(401) }],
    fails: /does not accept the token of .* for git\.example\.com: .*answered 401.*You are not permitted/,
    after: BEFORE,
    requests: { '/projects': 1 },
    others: 'none',
  },
  {
    fault: '403 on the first call',
    does: STOPS,
    holds: NOTHING,
    rules: [{ match: '', respond: refused(403) }],
    fails: /refuses the token of .* for git\.example\.com: .*answered 403.*You are not permitted/,
    after: BEFORE,
    requests: { '/projects': 1 },
    others: 'none',
  },
  {
    fault: '401 on a project, with good credentials',
    does: 'unknown',
    holds: 'kept',
    rules: [{ match: LIST, respond: refused(401) }],
    fails: /answered 401.*filters\.projectKey/s,
    after: UP_TO_DATE,
    requests: { '/projects/A/repos': 1, [PROFILE]: 1, ...UNCHECKED_A },
    byName: { requests: CHECKED_A },
  },
  {
    fault: '403 on a project',
    does: 'unknown',
    holds: 'kept',
    rules: [{ match: LIST, respond: refused(403) }],
    fails: /answered 403.*filters\.projectKey/s,
    after: UP_TO_DATE,
    requests: { '/projects/A/repos': 1, ...UNCHECKED_A },
    byName: { requests: CHECKED_A },
  },
  {
    fault: '401 on a repository, with good credentials',
    does: 'unknown',
    holds: 'kept',
    rules: [{ match: CHECK, respond: refused(401) }],
    after: UP_TO_DATE,
    requests: { [PROFILE]: 1 },
  },
  {
    fault: '403 on a repository',
    does: 'unknown',
    holds: 'kept',
    rules: [{ match: CHECK, respond: refused(403) }],
    after: UP_TO_DATE,
    requests: {},
  },
  {
    fault: 'token that expires in the middle',
    ...FOUND_EXPIRED_LATER,
    rules: [
      { match: /B\/repos\?start=2/, respond: refused(401) },
      { match: PROFILE, respond: refused(401) },
      { match: CHECK, respond: 'hang' },
    ],
  },
  {
    fault: 'captcha that is asked for in the middle',
    ...FOUND_EXPIRED_LATER,
    rules: [
      {
        match: /B\/repos\?start=2|profile/,
        respond: {
          status: 403,
          body: JSON.stringify({
            errors: [
              {
                message: 'CAPTCHA required',
                exceptionName:
                  'com.atlassian.bitbucket.auth.CaptchaRequiredAuthenticationException',
              },
            ],
          }),
        },
      },
      { match: CHECK, respond: 'hang' },
    ],
  },
  {
    fault: 'list of projects for an expired token, without `X-AUSERNAME`',
    ...FOUND_EXPIRED,
    rules: [
      {
        match: FIRST_CALL,
        respond: anonymousJson({ isLastPage: true, values: [{ key: 'C' }] }),
      },
      { match: PROFILE, respond: refused(401) },
    ],
    requests: { '/projects': 1, [PROFILE]: 1 },
    others: 'none',
  },
  {
    fault: 'the same from the second page of projects on',
    ...FOUND_EXPIRED_LATER,
    rules: [
      {
        match: /projects\?start=2/,
        respond: anonymousJson({ isLastPage: true, values: [] }),
      },
      { match: PROFILE, respond: refused(401) },
      { match: CHECK, respond: 'hang' },
    ],
  },
  {
    fault: 'server that never sends `X-AUSERNAME`',
    does: 'the credentials are good',
    holds: 'current',
    rules: [
      {
        match: FIRST_CALL,
        respond: anonymousJson({
          isLastPage: true,
          values: [{ key: 'A' }, { key: 'B' }, { key: 'C' }],
        }),
      },
    ],
    after: UP_TO_DATE,
    requests: { '/projects': 1, [PROFILE]: 1 },
  },
  {
    fault: 'empty list of projects, but not of all repositories',
    does: 'the list of all repositories takes its place',
    holds: 'current',
    rules: [{ match: FIRST_CALL, respond: NO_PROJECTS }],
    after: UP_TO_DATE,
    requests: {
      '/projects': 1,
      '/projects/A/repos': 0,
      '/projects/B/repos': 0,
      '/projects/C/repos': 0,
      '/repos': 4,
    },
    byName: { requests: { '/repos': 8 } },
  },
  {
    fault: 'empty lists of projects and of all repositories',
    does: STOPS,
    holds: NOTHING,
    arrange: rig => {
      ['A', 'B', 'C'].forEach(key => {
        rig.standIn.model.project(key)!.hidden = true;
      });
    },
    fails: /listed no project and no repository at all/,
    after: BEFORE,
    requests: { '/projects': 1, '/repos': 1, '/application-properties': 1 },
    others: 'none',
  },
];
