import { setMaxListeners } from 'node:events';
import pMap from 'p-map';
import {
  BitbucketServerApi,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { CredentialsCheck } from './CredentialsCheck';
import { createListedLabelFilter, LabelFilter } from './LabelFilter';
import { readAllProjects } from './readAllProjects';
import { RepositoryNames } from './RepositoryNames';
import { SeenProjects } from './SeenProjects';
import { sweepPersonalProjects } from './sweepPersonalProjects';
import { sweepProject } from './sweepProject';
import { AbsenceReason, RepositoryAnswer } from './types';

/**
 * What a sweep needs.
 *
 * @internal
 */
export interface SweepOptions {
  readonly api: BitbucketServerApi;
  readonly config: ProviderConfig;
  /** Repositories that get an answer even if the lists no longer show them. */
  readonly known: RepositoryNames;
  /** How many projects, and repositories of each, are worked on at once. */
  readonly concurrency: number;
  readonly context: RequestContext & { signal: AbortSignal };
  readonly observer: SweepObserver;
}

/**
 * A sweep that has begun, with what its parts share.
 *
 * @internal
 */
export interface SweepUnderWay extends SweepOptions {
  readonly credentials: CredentialsCheck;
  readonly labelFilter: LabelFilter;
  readonly seenProjects: SeenProjects;
}

/**
 * Who is told what a sweep finds, as it finds it.
 *
 * @internal
 */
export interface SweepObserver {
  /** So many more projects are on the server's list. */
  onProjectsListed(count: number): void;
  /** A project is about to be worked on, or is left out by a filter. */
  onProject(projectKey: string, options: { leftOutBy?: AbsenceReason }): void;
  /** Goes around all work on a project that no filter leaves out. */
  whileInProject(projectKey: string, work: () => Promise<void>): Promise<void>;
  /** Nothing is left to do in a project. */
  onProjectDone(projectKey: string): void;
  /** A repository has its answer; every known one gets one. */
  onRepository(name: RepositoryName, answer: RepositoryAnswer): Promise<void>;
  /**
   * A list could not be read to its end, so there may be more than was seen:
   * of the repositories of a project, or where none is named, of projects.
   */
  onIncompleteList(cause: Error, options: { projectKey?: string }): void;
}

/**
 * Goes once through all projects and repositories of a server.
 *
 * @remarks
 * Projects and repositories stream: no list is held whole. Throws where
 * nothing that the server says can be relied on, and when it is aborted; any
 * other failure is an answer, namely unknown.
 *
 * @internal
 */
export async function sweep(options: SweepOptions): Promise<void> {
  const { concurrency } = options;
  const run = new AbortController();
  // Every request of the sweep listens; Node takes more than ten for a leak.
  setMaxListeners(0, run.signal);
  const stop = () => run.abort(options.context.signal.reason);
  options.context.signal.throwIfAborted();
  options.context.signal.addEventListener('abort', stop, { once: true });
  const context = { ...options.context, signal: run.signal };
  const credentials = new CredentialsCheck({ api: options.api, context });
  try {
    const underWay: SweepUnderWay = {
      ...options,
      context,
      credentials,
      labelFilter: await createListedLabelFilter({
        ...options,
        context,
        credentials,
      }),
      seenProjects: new SeenProjects(),
    };
    await pMap(
      readAllProjects(underWay),
      project => sweepProject(project, underWay),
      { concurrency, signal: run.signal },
    );
    if (options.config.filters.includePersonalRepos) {
      await sweepPersonalProjects(underWay);
    }
  } catch (error) {
    // What is still on its way must not go on behind the caller's back.
    run.abort(error);
    throw error;
  } finally {
    options.context.signal.removeEventListener('abort', stop);
  }
}
