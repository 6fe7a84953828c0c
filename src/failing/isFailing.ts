import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';

/**
 * Whether the last processing of an entity failed, as the catalog shows it.
 *
 * @internal
 */
export function isFailing(entity: Entity): boolean {
  const { status }: AlphaEntity = entity;
  return (status?.items ?? []).some(
    ({ type, level }) =>
      type === ENTITY_STATUS_CATALOG_PROCESSING_TYPE && level === 'error',
  );
}
