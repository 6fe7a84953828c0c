import { Entity } from '@backstage/catalog-model';
import { DISCOVERED_BY_ANNOTATION } from '../entities';
import { ProcessingFailure } from './parseProcessingErrors';

/**
 * Whether a provider is the one that found the file of a failure, as the
 * entities tell that the catalog shows.
 *
 * @remarks
 * `unknown` is a file that the catalog has never read without an error: it
 * shows no such entity.
 */
export function toOwner(
  { entityRef, fileRef }: ProcessingFailure,
  options: { shown: ReadonlyMap<string, Entity>; providerName: string },
): 'own' | 'foreign' | 'unknown' {
  const { shown, providerName } = options;
  const entities = [entityRef, fileRef].flatMap(ref => shown.get(ref) ?? []);
  if (entities.length === 0) {
    return 'unknown';
  }
  return entities.some(
    ({ metadata }) =>
      metadata.annotations?.[DISCOVERED_BY_ANNOTATION] === providerName,
  )
    ? 'own'
    : 'foreign';
}
