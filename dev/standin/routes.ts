import { getApplicationProperties } from './endpoints/applicationProperties';
import { browse } from './endpoints/browse';
import { getBranchesDefault, getDefaultBranch } from './endpoints/defaultBranch';
import { listFiles } from './endpoints/files';
import { listLabeled, listRepositoryLabels } from './endpoints/labels';
import { getProject, listProjects } from './endpoints/projects';
import { getRaw } from './endpoints/raw';
import { listRecentRepositories } from './endpoints/recentRepositories';
import {
  getRepository,
  listProjectRepositories,
  listRepositories,
} from './endpoints/repositories';
import type { Endpoint } from './endpoints/types';

interface Route {
  /** Words of the address; `{name}` takes one segment, `**` all the rest. */
  address: string;
  /** The query parameters it reads; any other is reported as unknown. */
  parameters: string[];
  endpoint: Endpoint;
}

const repository = 'projects/{projectKey}/repos/{repoSlug}';
const page = ['start', 'limit'];

/**
 * Every address the stand-in knows, below `/rest/api/<version>/`.
 *
 * @internal
 */
export const routes: readonly Route[] = [
  {
    address: 'projects',
    parameters: ['name', 'permission', ...page],
    endpoint: listProjects,
  },
  { address: 'projects/{projectKey}', parameters: [], endpoint: getProject },
  {
    address: 'projects/{projectKey}/repos',
    parameters: page,
    endpoint: listProjectRepositories,
  },
  { address: repository, parameters: [], endpoint: getRepository },
  {
    address: `${repository}/browse/**`,
    parameters: ['at', 'type', 'size', 'noContent', ...page],
    endpoint: browse,
  },
  {
    address: `${repository}/files/**`,
    parameters: ['at', ...page],
    endpoint: listFiles,
  },
  { address: `${repository}/raw/**`, parameters: ['at'], endpoint: getRaw },
  {
    address: `${repository}/default-branch`,
    parameters: [],
    endpoint: getDefaultBranch,
  },
  {
    address: `${repository}/branches/default`,
    parameters: [],
    endpoint: getBranchesDefault,
  },
  {
    address: `${repository}/labels`,
    parameters: page,
    endpoint: listRepositoryLabels,
  },
  {
    address: 'repos',
    parameters: [
      'name',
      'projectname',
      'projectkey',
      'visibility',
      'permission',
      'state',
      'archived',
      ...page,
    ],
    endpoint: listRepositories,
  },
  {
    address: 'labels/{labelName}/labeled',
    parameters: ['type', ...page],
    endpoint: listLabeled,
  },
  {
    address: 'application-properties',
    parameters: [],
    endpoint: getApplicationProperties,
  },
  {
    address: 'profile/recent/repos',
    parameters: ['permission', ...page],
    endpoint: listRecentRepositories,
  },
];
