import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { BitbucketServerFileParser } from './BitbucketServerFileParser';

/**
 * Lets a module of the catalog say what becomes of the files that are found.
 *
 * @public
 */
export interface BitbucketServerLocationParserExtensionPoint {
  /**
   * Sets the parser of all providers; `provider.id` tells it which one calls.
   * Throws where there is one already.
   */
  setLocationParser(parser: BitbucketServerFileParser): void;
}

/**
 * Takes the parser of a module of the user's backend.
 *
 * @public
 */
export const bitbucketServerLocationParserExtensionPoint =
  createExtensionPoint<BitbucketServerLocationParserExtensionPoint>({
    id: 'catalog.bitbucketServerLocationParser',
  });
