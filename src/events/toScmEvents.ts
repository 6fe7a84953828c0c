import { CatalogScmEvent } from '@backstage/plugin-catalog-node/alpha';
import { LinkedRepository, WebhookEvent } from './types';

/** Maps a webhook to the catalog's events, if it has one; undefined without an address. */
export function toScmEvents(
  event: WebhookEvent,
  options: { toUrl: (hint: LinkedRepository) => string | undefined },
): CatalogScmEvent[] | undefined {
  // The catalog takes an address with a slash at its end for none of its own.
  const toUrl = (hint: LinkedRepository) =>
    options.toUrl(hint)?.replace(/\/+$/, '');
  switch (event.type) {
    case 'push': {
      const url = toUrl(event.repository);
      return url ? [{ type: 'repository.updated', url }] : undefined;
    }
    case 'modified': {
      const fromUrl = toUrl(event.old);
      const url = toUrl(event.new);
      if (!fromUrl || !url) {
        return undefined;
      }
      return fromUrl === url
        ? [{ type: 'repository.updated', url }]
        : [{ type: 'repository.moved', fromUrl, toUrl: url }];
    }
    default:
      // A deletion would unregister what people have registered by hand, and
      // no body is trusted that far.
      return [];
  }
}
