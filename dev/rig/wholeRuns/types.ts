import type { JsonObject } from '@backstage/types';
import type { FaultRule } from '../../standin/faults/types';

/** What a provider is configured with, until it is configured anew. */
export interface Configuration {
  readonly catalogPath: '/catalog-info.yaml' | '/**/catalog-info.yaml';
  /** What is left out. */
  readonly filter: 'none' | 'archived' | 'label' | 'slug' | 'personal';
  /** What there is once: a Location a file, or a Component a slug. */
  readonly entities: 'Locations' | 'Components';
}

/** How a world is made. */
export interface WorldOptions extends Configuration {
  readonly projects: 'normal' | 'personal too' | 'many';
  /** In a database there are two replicas. */
  readonly remembersIn: 'process' | 'database';
  readonly hashes: 'off' | 'believed';
  /** Whether runs look at what has not been heard of. */
  readonly rechecks: 'always' | 'hardly';
  readonly oldNames: 'gone' | 'followed';
  readonly pageSize: number;
  readonly maxConcurrentRequests: number;
}

/** What can happen on a server. */
export const CHANGE_TYPES = [
  'create',
  'delete',
  'rename',
  'swap',
  'switch file',
  'switch archived',
  'switch label',
  'create project',
  'rename project',
  'delete project',
] as const;

/**
 * Something that happens on a server. Its numbers pick among what there is by
 * then, so that it may happen at any time; where it cannot, nothing does.
 */
export interface Change {
  readonly type: (typeof CHANGE_TYPES)[number];
  /** The repository or project. */
  readonly which: number;
  /** The project that it comes into, or the other one of two. */
  readonly to: number;
  /** What it is called then. */
  readonly name: number;
}

/** A webhook as a server sends it. */
export interface Webhook {
  readonly eventType: string;
  readonly body: JsonObject;
}

/** The second is the first where there is one alone. */
export type ReplicaName = 'first' | 'second';

/** That one of the webhooks comes in that nobody has heard yet. */
export interface Delivery {
  readonly type: 'deliver';
  readonly which: number;
  readonly to: ReplicaName;
}

/**
 * Something that happens in the middle of other things: just before a request
 * is answered, a statement reaches the database, or the catalog is told.
 */
export interface Moment {
  readonly before: 'request' | 'statement' | 'mutation';
  /** Counted from the start of what is done. */
  readonly nth: number;
  readonly happens: Change | Delivery | { readonly type: 'abort' | 'kill' };
}

/** A run, or webhooks that come in. */
export type Work =
  | { readonly type: 'run'; readonly by: ReplicaName | 'both' }
  | {
      readonly type: 'webhooks';
      /** Of all, where there are fewer, the others come in after these. */
      readonly deliveries: readonly Delivery[];
      readonly pauseMs: number;
    };

/**
 * One thing that a world goes through.
 *
 * - `do`: some work, in the middle of which things happen
 * - `hear all`: all webhooks come in as they were sent, and nothing goes wrong
 * - `refuse`: the catalog takes nothing, so many times
 * - `restart`: another process takes the place of the first
 * - `configure`: processes with another configuration take the place of all
 * - `make right`: a run in which nothing goes wrong, perhaps the first one of
 *   another configuration
 */
export type Step =
  | Change
  | {
      readonly type: 'do';
      readonly work: Work;
      readonly meanwhile: readonly Moment[];
      readonly fault?: FaultRule;
    }
  | { readonly type: 'hear all'; readonly pauseMs: number }
  | { readonly type: 'refuse'; readonly times: number }
  | { readonly type: 'restart' }
  | { readonly type: 'configure'; readonly configuration: Configuration }
  | { readonly type: 'make right'; readonly configuration?: Configuration };
