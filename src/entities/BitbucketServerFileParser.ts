import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { BitbucketServerLocationParserOptions } from './BitbucketServerLocationParser';

/**
 * Makes entities of one catalog file, as a
 * {@link BitbucketServerLocationParser} does, and is told of the file, its
 * repository and the provider that has found it.
 *
 * @remarks
 * A parser that does not ask for these can stand wherever this one can. Its
 * type is one of its own so that a parser may be called, and wrapped, with no
 * more than it asks for.
 *
 * @public
 */
export type BitbucketServerFileParser = (
  options: BitbucketServerFileParserOptions,
) => AsyncIterable<Entity>;

/**
 * What a parser is given for one catalog file.
 *
 * @public
 */
export interface BitbucketServerFileParserOptions
  extends BitbucketServerLocationParserOptions {
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
