import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { BitbucketServerLocationParser } from './BitbucketServerLocationParser';

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
  setLocationParser(parser: BitbucketServerLocationParser): void;
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
