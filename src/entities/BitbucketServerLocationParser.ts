import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
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
 * the repository is unknown and what the catalog holds of it is kept.
 *
 * @public
 */
export type BitbucketServerLocationParser = (
  options: BitbucketServerLocationParserOptions,
) => AsyncIterable<Entity>;

/**
 * What a parser is given for one catalog file.
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
  /** The repository that the file is in. */
  repository: {
    readonly projectKey: string;
    readonly repoSlug: string;
    /** False on servers before 8.0, which know no archive. */
    readonly archived: boolean;
    /** The short name; left out where discovery has not come to know it. */
    readonly defaultBranch?: string;
  };
  /** The file, in the words of {@link BitbucketServerClient.getFile}. */
  file: {
    /** From the repository's root, without a leading slash. */
    readonly path: string;
    /** The ref it was found at; left out for the default branch. */
    readonly at?: string;
  };
  /** The provider that has found the file. */
  provider: {
    readonly id: string;
    /**
     * Its section of app-config as it stands there, without the defaults of
     * what is left out.
     */
    readonly config: Config;
  };
}
