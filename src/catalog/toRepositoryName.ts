import {
  ANNOTATION_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { parseBrowseUrl, RepositoryName } from '../bitbucket';

/** Names the repository that an entity comes from, as far as its location tells. */
export function toRepositoryName(entity: Entity): RepositoryName | undefined {
  return parseBrowseUrl(toTarget(entity));
}

/** The address of an entity's file: a Location names it, others are annotated; or empty. */
export function toTarget(entity: Entity): string {
  if (entity.kind === 'Location' && typeof entity.spec?.target === 'string') {
    return entity.spec.target;
  }
  const location = entity.metadata.annotations?.[ANNOTATION_LOCATION];
  try {
    return location ? parseLocationRef(location).target : '';
  } catch {
    return '';
  }
}
