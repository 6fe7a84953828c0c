import { getApplicationProperties } from './endpoints/applicationProperties';
import { browse } from './endpoints/browse';
import { getBranchesDefault, getDefaultBranch } from './endpoints/defaultBranch';
import { listFiles } from './endpoints/files';
import { listLabeled, listRepositoryLabels } from './endpoints/labels';
import { getProject, listProjects } from './endpoints/projects';
import { getRaw } from './endpoints/raw';
import { listRepositoryHashes } from './endpoints/repositoryHashes';
import { listRecentRepositories } from './endpoints/recentRepositories';
import {
  getRepository,
  listProjectRepositories,
  listRepositories,
} from './endpoints/repositories';
import type { Endpoint } from './endpoints/types';
import { projectWebhooks, repositoryWebhooks } from './endpoints/webhooks';

/**
 * The parts of the REST API that the stand-in knows.
 */
export type RestRoot = 'api' | 'mirroring';

interface Route {
  /** `api` when left out. */
  root?: RestRoot;
  /** `GET` when left out. */
  method?: 'POST' | 'PUT' | 'DELETE';
  /** The version of the server that it came with, such as `8.9`. */
  since?: string;
  /** Words of the address; `{name}` takes one segment, `**` all the rest. */
  address: string;
  /** Query parameters that it reads though the API description lacks them. */
  undescribed?: string[];
  endpoint: Endpoint;
}

const repository = 'projects/{projectKey}/repos/{repoSlug}';
const page = ['start', 'limit'];

function toWebhookRoutes(
  scope: string,
  options: { since?: string; endpoints: typeof projectWebhooks },
): Route[] {
  const { since, endpoints } = options;
  const all = `${scope}/webhooks`;
  const one = `${all}/{webhookId}`;
  return [
    // It answers with a page.
    { since, address: all, undescribed: page, endpoint: endpoints.list },
    { since, address: all, method: 'POST', endpoint: endpoints.create },
    { since, address: one, method: 'PUT', endpoint: endpoints.update },
    { since, address: one, method: 'DELETE', endpoint: endpoints.remove },
    { since, address: `${one}/statistics`, endpoint: endpoints.statistics },
  ];
}

/**
 * Every address the stand-in knows, below `/rest/api/<version>/` or the like.
 */
export const routes: readonly Route[] = [
  { address: 'projects', endpoint: listProjects },
  { address: 'projects/{projectKey}', endpoint: getProject },
  {
    address: 'projects/{projectKey}/repos',
    endpoint: listProjectRepositories,
  },
  { address: repository, endpoint: getRepository },
  // The document does not say that a directory comes in pages, and a file too.
  { address: `${repository}/browse/**`, undescribed: page, endpoint: browse },
  { address: `${repository}/files/**`, endpoint: listFiles },
  { address: `${repository}/raw/**`, endpoint: getRaw },
  { address: `${repository}/default-branch`, endpoint: getDefaultBranch },
  { address: `${repository}/branches/default`, endpoint: getBranchesDefault },
  {
    address: `${repository}/labels`,
    // It answers with a page.
    undescribed: page,
    endpoint: listRepositoryLabels,
  },
  { address: 'repos', endpoint: listRepositories },
  {
    root: 'mirroring',
    address: 'repos',
    // It answers with a page.
    undescribed: page,
    endpoint: listRepositoryHashes,
  },
  { address: 'labels/{labelName}/labeled', endpoint: listLabeled },
  ...toWebhookRoutes('projects/{projectKey}', {
    since: '8.9',
    endpoints: projectWebhooks,
  }),
  ...toWebhookRoutes(repository, { endpoints: repositoryWebhooks }),
  { address: 'application-properties', endpoint: getApplicationProperties },
  { address: 'profile/recent/repos', endpoint: listRecentRepositories },
];
