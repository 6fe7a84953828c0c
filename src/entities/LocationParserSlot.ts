import { BitbucketServerFileParser } from './BitbucketServerFileParser';
import { BitbucketServerLocationParserExtensionPoint } from './bitbucketServerLocationParserExtensionPoint';

/**
 * Holds the one parser that modules have set, if any.
 */
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
