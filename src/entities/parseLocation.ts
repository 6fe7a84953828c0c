import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { BitbucketServerLocationParser } from './BitbucketServerLocationParser';

/**
 * The parser in use where none is given: one Location entity a file.
 *
 * @internal
 */
export const parseLocation: BitbucketServerLocationParser =
  async function* parseLocation({ location }) {
    yield locationSpecToLocationEntity({ location });
  };
