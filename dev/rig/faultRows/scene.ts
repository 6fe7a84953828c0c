import type { ProjectSeed } from '../../standin/model/createProject';
import type { RepositorySeed } from '../../standin/model/createRepository';
import type { StandInBitbucket } from '../../standin/StandInBitbucket';
import type { ProviderRig } from '../ProviderRig';

const FILE = 'catalog-info.yaml';

/** The projects before the fault. */
export const PROJECTS: readonly ProjectSeed[] = [
  { key: 'A' },
  { key: 'B' },
  { key: 'C' },
];

/** The repositories before the fault. */
export const REPOSITORIES: readonly RepositorySeed[] = [
  { project: 'A', slug: 'one', files: { [FILE]: '' } },
  { project: 'A', slug: 'two', files: { [FILE]: '' } },
  { project: 'A', slug: 'three', files: { 'README.md': '' } },
  { project: 'B', slug: 'new', files: { 'README.md': '' } },
  { project: 'B', slug: 'old', files: { [FILE]: '' } },
  { project: 'B', slug: 'one', files: { [FILE]: '' } },
  { project: 'C', slug: 'one', files: { [FILE]: '' } },
];

/** What the catalog holds before the fault. */
export const BEFORE = ['A/one', 'A/two', 'B/old', 'B/one', 'C/one'];

/** What a sweep without a fault makes of it. */
export const UP_TO_DATE = ['A/one', 'A/two', 'B/new', 'B/one', 'C/one'];

/** What a sweep without a fault asks for. */
export const USUAL_REQUESTS: Readonly<Record<string, number>> = {
  '/projects': 2,
  '/application-properties': 1,
  '/projects/A/repos': 2,
  '/projects/B/repos': 2,
  '/projects/C/repos': 1,
  '/projects/A/repos/one/browse': 1,
  '/projects/A/repos/two/browse': 1,
  '/projects/A/repos/three/browse': 1,
  '/projects/B/repos/new/browse': 1,
  '/projects/B/repos/old/browse': 1,
  // It has lost its file: before that goes, it has to be the same repository.
  '/projects/B/repos/old': 1,
  '/projects/B/repos/one/browse': 1,
  '/projects/C/repos/one/browse': 1,
};

/**
 * The same, by whoever knows repositories by their names alone: the list of all
 * repositories tells whether what B/old has lost is elsewhere.
 */
export const USUAL_REQUESTS_BY_NAME: Readonly<Record<string, number>> = {
  ...USUAL_REQUESTS,
  '/repos': 4,
};

/** No look at a repository of project A. */
export const UNCHECKED_A = {
  '/projects/A/repos/one/browse': 0,
  '/projects/A/repos/two/browse': 0,
  '/projects/A/repos/three/browse': 0,
};

/** One look at each, since the list of all repositories shows them. */
export const CHECKED_A = {
  '/projects/A/repos/one/browse': 1,
  '/projects/A/repos/two/browse': 1,
  '/projects/A/repos/three/browse': 1,
};

/** The repositories that the catalog holds a location of, in order. */
export function toNames({ catalog }: ProviderRig): string[] {
  return catalog.targets.map(target =>
    target.replace(/^.*projects\/(.*)\/repos\/(.*)\/browse\/.*$/, '$1/$2'),
  );
}

/** Lets a file go and another come, so that any sweep has something to do. */
export function moveOn(standIn: StandInBitbucket): void {
  standIn.removeFile('B', { slug: 'old', path: FILE });
  standIn.writeFile('B', { slug: 'new', path: FILE, content: '' });
}

/** The answer with which the server says that something is not there. */
export function notFound(exceptionName: string | null) {
  return {
    status: 404,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      errors: [{ context: null, message: 'It is not there.', exceptionName }],
    }),
  };
}

/** An answer to a known user. */
export function json(value: unknown) {
  const { headers, ...answer } = anonymousJson(value);
  return { ...answer, headers: { ...headers, 'X-AUSERNAME': 'standin' } };
}

/** A repository as the server shows it. */
export function toRepositoryOf(
  rig: ProviderRig,
  { project, slug }: { project: string; slug: string },
) {
  const { id } = rig.standIn.repository(project, { slug });
  const href = `https://git.example.com/projects/${project}/repos/${slug}/browse`;
  return { id, slug, project: { key: project }, links: { self: [{ href }] } };
}

/** An answer to nobody in particular. */
export function anonymousJson(value: unknown) {
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  };
}

/** The answer to somebody who may not. */
export function refused(status: 401 | 403) {
  return {
    status,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      errors: [
        {
          context: null,
          message: 'You are not permitted to access this resource',
          exceptionName: 'com.atlassian.bitbucket.AuthorisationException',
        },
      ],
    }),
  };
}

/** What a proxy says in the server's place. */
export const PROXY_404 = {
  status: 404,
  headers: { 'Content-Type': 'text/html' },
  body: '<html><title>404 Not Found</title></html>',
};

/** The check of one repository. */
export const CHECK = /A\/repos\/one\/browse/;
/** The list of the repositories of one project. */
export const LIST = /projects\/A\/repos\?/;
/** The very first request. */
export const FIRST_CALL = /projects\?limit/;
