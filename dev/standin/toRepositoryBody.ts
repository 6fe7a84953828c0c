import { createHash } from 'node:crypto';

import { toRepositoryLinks, type LinkBase } from './links';
import { toProjectBody } from './toProjectBody';
import type { RepositoryState, StandInModel, StandInRepository } from './types';

const statusMessages: Record<RepositoryState, string> = {
  AVAILABLE: 'Available',
  INITIALISING: 'Initialising',
  INITIALISATION_FAILED: 'Initialisation failed',
  OFFLINE: 'Offline',
};

/**
 * Gives a repository as the server shows it.
 *
 * @remarks
 * Follows the repository lists recorded from a real 7.x, with `archived` as
 * recorded from a real 8.x when the version is 8 or later, and `origin` as
 * recorded from a real 7.x for a fork. There is never a default branch.
 */
export function toRepositoryBody(
  repository: StandInRepository,
  options: LinkBase & {
    model: StandInModel;
    majorVersion: number;
    /** Stands in answers of `/labels/{name}/labeled` only. */
    labelableType?: 'REPOSITORY';
    /** `omitted` for a repository that is itself shown as an origin. */
    origin?: 'shown' | 'omitted';
  },
): Record<string, unknown> {
  const { model, majorVersion, labelableType } = options;
  const project = model.project(repository.project);
  if (!project) {
    throw new Error(
      `The model has a repository ${repository.project}/${repository.slug} without its project`,
    );
  }
  const origin =
    options.origin !== 'omitted' &&
    repository.forkOf &&
    model.repository(repository.forkOf.project, repository.forkOf);
  const hierarchyOf = repository.forkOf ?? repository;
  return {
    slug: repository.slug,
    id: repository.id,
    name: repository.name,
    ...(repository.description === undefined
      ? {}
      : { description: repository.description }),
    hierarchyId: createHash('sha1')
      .update(`${hierarchyOf.project}/${hierarchyOf.slug}`.toLowerCase())
      .digest('hex')
      .slice(0, 20),
    scmId: 'git',
    state: repository.state,
    statusMessage: statusMessages[repository.state],
    forkable: true,
    ...(origin
      ? {
          origin: toRepositoryBody(origin, {
            ...options,
            labelableType: undefined,
            origin: 'omitted',
          }),
        }
      : {}),
    project: toProjectBody(project, options),
    public: repository.public,
    ...(majorVersion >= 8 ? { archived: repository.archived } : {}),
    ...(labelableType ? { labelableType } : {}),
    links: toRepositoryLinks(repository, { ...options, project }),
  };
}
