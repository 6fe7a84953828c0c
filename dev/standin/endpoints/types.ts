import type { Viewer } from '../authenticate';
import type { LinkBase } from '../links';
import type { PageLimits } from '../page';
import type { RepositoryHashList } from '../RepositoryHashList';
import type { StandInModel } from '../types';
import type { WebhookRegistry } from '../webhook/WebhookRegistry';

/**
 * The lists that have page sizes of their own.
 */
export type PagedList =
  | 'projects'
  | 'repositories'
  | 'children'
  | 'files'
  | 'lines'
  | 'labels'
  | 'webhooks';

/**
 * What the default-branch endpoints answer for an empty repository.
 */
export type EmptyDefaultBranch = 'no-content' | 'not-found' | 'configured';

/**
 * Everything an endpoint needs to answer one request.
 */
export interface EndpointContext extends LinkBase {
  model: StandInModel;
  viewer: Viewer;
  query: URLSearchParams;
  /** What came with the request; empty where nothing did. */
  body: string;
  /** The decoded segments of the address that the route leaves open, by name. */
  names: Record<string, string>;
  /** The decoded path that ends the address of browse, files and raw. */
  path: string;
  pageLimits: Record<PagedList, PageLimits>;
  strictPageSize?: number;
  version: string;
  majorVersion: number;
  emptyDefaultBranch: EmptyDefaultBranch;
  hashes: RepositoryHashList;
  webhooks: WebhookRegistry;
}

/**
 * What an endpoint answers: a JSON value, the bytes of a file, or nothing.
 */
export type EndpointAnswer =
  | {
      kind: 'json';
      value: unknown;
      /** 200 when left out. */
      status?: number;
    }
  | { kind: 'file'; path: string; content: string }
  | { kind: 'none' };

/**
 * Answers one kind of address.
 */
export interface Endpoint {
  (context: EndpointContext): EndpointAnswer;
}
