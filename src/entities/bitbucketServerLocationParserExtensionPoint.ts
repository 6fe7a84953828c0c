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

/** Holds the one parser that modules have set, if any. */
export class LocationParserSlot
  implements BitbucketServerLocationParserExtensionPoint
{
  #parser?: BitbucketServerFileParser;

  get parser(): BitbucketServerFileParser | undefined {
    return this.#parser;
  }

  setLocationParser(parser: BitbucketServerFileParser): void {
    if (this.#parser) {
      throw new Error(
        'A location parser is already set through bitbucketServerLocationParserExtensionPoint, and there can only be one; leave out one of the modules that set it, or have one parser that tells the providers apart by provider.id',
      );
    }
    this.#parser = parser;
  }
}
