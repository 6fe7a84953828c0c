import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import { BitbucketServerClient } from '../bitbucket';

/**
 * Makes entities of one catalog file's location; by default that is one
 * Location entity, which the catalog then reads.
 *
 * @remarks
 * It is called for each file that is there, at every sweep and after every
 * webhook of its repository. What it yields is all there is of that file: an
 * entity that it no longer yields is removed. Where it throws, or does not end,
 * the repository is unknown and what the catalog holds of it is kept. A
 * {@link BitbucketServerFileParser} is told of the file as well.
 *
 * @public
 */
export type BitbucketServerLocationParser = (
  options: BitbucketServerLocationParserOptions,
) => AsyncIterable<Entity>;

/**
 * What a parser is given for one location.
 *
 * @public
 */
export interface BitbucketServerLocationParserOptions {
  /** Asks the file's server, within the budget of the discovery. */
  client: BitbucketServerClient;
  /** The file as the catalog would read it. */
  location: LocationSpec;
  /** The provider's own. */
  logger: LoggerService;
}
