import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import { BitbucketServerClient } from '../bitbucket';

/**
 * Makes entities of one catalog file's location; by default that is one
 * Location entity, which the catalog then reads.
 *
 * @public
 */
export type BitbucketServerLocationParser = (options: {
  client: BitbucketServerClient;
  location: LocationSpec;
  logger: LoggerService;
}) => AsyncIterable<Entity>;
