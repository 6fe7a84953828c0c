import { incorrectPassword, notPermitted } from './errorBody';
import type { StandInProject, StandInRepository } from './types';

/**
 * The credentials that the stand-in accepts.
 *
 * @remarks
 * A token is good as a bearer token and as the password of the user name, a
 * password with the user name only.
 */
export interface StandInCredentials {
  token?: string;
  username?: string;
  password?: string;
}

/**
 * An account of its own, known by its token.
 */
export interface StandInAdministrator {
  token: string;
  /** The keys of those that it administers; all when left out. */
  projects?: readonly string[];
}

/**
 * What a request without credentials gets: 401, the public projects, or empty
 * lists.
 */
export type AnonymousAccess = 'refused' | 'public' | 'empty';

/**
 * Who asks.
 */
export type Viewer =
  | {
      kind: 'user';
      name: string;
      id: number;
      /** Of an administrator alone. */
      administers?: readonly string[] | 'all';
    }
  | { kind: 'anonymous'; access: AnonymousAccess };

function isAccepted(
  authorization: string,
  options: { credentials: StandInCredentials },
): boolean {
  const { token, username, password } = options.credentials;
  const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') {
    return token !== undefined && value === token;
  }
  if (scheme.toLowerCase() !== 'basic' || username === undefined) {
    return false;
  }
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return [password, token].some(
    secret => secret !== undefined && pair === `${username}:${secret}`,
  );
}

/**
 * Finds out who asks, and throws 401 for wrong credentials.
 *
 * @remarks
 * Without configured credentials any are good, and a request without them is
 * signed in too unless `anonymous` says otherwise.
 */
export function authenticate(
  authorization: string | undefined,
  options: {
    credentials?: StandInCredentials;
    administrator?: StandInAdministrator;
    anonymous?: AnonymousAccess;
  },
): Viewer {
  const { credentials, administrator, anonymous } = options;
  if (administrator && authorization === `Bearer ${administrator.token}`) {
    const { projects: administers = 'all' } = administrator;
    return { kind: 'user', name: 'admin', id: 1, administers };
  }
  if (authorization === undefined || authorization === '') {
    if (credentials || anonymous) {
      return { kind: 'anonymous', access: anonymous ?? 'refused' };
    }
  } else if (credentials && !isAccepted(authorization, { credentials })) {
    throw incorrectPassword();
  }
  return { kind: 'user', name: credentials?.username ?? 'standin', id: 104 };
}

/**
 * Throws 401 for an anonymous request that may not even see a list.
 */
export function assertMayList(viewer: Viewer): void {
  if (viewer.kind === 'anonymous' && viewer.access === 'refused') {
    throw notPermitted();
  }
}

/**
 * Throws 401 for any anonymous request.
 */
export function assertSignedIn(viewer: Viewer): void {
  if (viewer.kind === 'anonymous') {
    throw notPermitted();
  }
}

/**
 * Throws 401 for anybody who does not administer a project.
 */
export function assertAdministers(
  viewer: Viewer,
  { project }: { project: StandInProject },
): void {
  const { administers = [] } = viewer.kind === 'user' ? viewer : {};
  if (administers !== 'all' && !administers.includes(project.key)) {
    throw notPermitted();
  }
}

/**
 * Says whether a project, or one of its repositories, may be seen.
 *
 * @remarks
 * Hidden: nobody. Anonymous: public ones, where the access is `public`.
 */
export function isVisible(
  viewer: Viewer,
  options: { project: StandInProject; repository?: StandInRepository },
): boolean {
  const { project, repository } = options;
  if (project.hidden || repository?.hidden) {
    return false;
  }
  return (
    viewer.kind === 'user' ||
    (viewer.access === 'public' &&
      (project.public || repository?.public === true))
  );
}
