import type { JsonObject } from '@backstage/types';
import type { StandInRepository } from '../../dev/standin/types';

/**
 * What one provider is to discover: as it is configured, and once more in
 * plain terms, so that the truth is not told by the code that is tested.
 */
export interface Scope {
  /** The key beneath `catalog.providers.bitbucketServer`. */
  readonly id: string;
  readonly config: JsonObject;
  isWanted(repository: StandInRepository): boolean;
  isCatalogFile(path: string): boolean;
  /** The branch that is looked at before the default one, if there is any. */
  readonly branch?: string;
}

/**
 * The locations there have to be: the default branch by target, and nothing
 * where it is not the default branch that is looked at.
 */
export type Truth = ReadonlyMap<string, string>;
