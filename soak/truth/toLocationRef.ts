import { stringifyEntityRef } from '@backstage/catalog-model';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';

/**
 * The reference under which the catalog keeps the location of a target.
 */
export function toLocationRef(target: string): string {
  const location = { type: 'url', target } as const;
  return stringifyEntityRef(locationSpecToLocationEntity({ location }));
}
