import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import { toReason } from './toReason';

/**
 * Why the last processing of an entity failed, as the catalog shows it;
 * undefined where it did not.
 */
export function toShownFailure(entity: Entity): string | undefined {
  const { status }: AlphaEntity = entity;
  const errors = (status?.items ?? []).filter(
    ({ type, level }) =>
      type === ENTITY_STATUS_CATALOG_PROCESSING_TYPE && level === 'error',
  );
  return errors.length > 0 ? toReason(errors) : undefined;
}
