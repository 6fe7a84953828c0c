import { Entity } from '@backstage/catalog-model';
import { DISCOVERED_BY_ANNOTATION } from '../entities';
import { ProcessingFailure } from './parseProcessingErrors';

/**
 * Whether another provider than this one has found the file of a failure, as
 * the entities tell that the catalog shows. It shows none of a file that it has
 * never read without an error.
 */
export function isFoundByAnother(
  { entityRef, fileRef }: ProcessingFailure,
  options: { shown: ReadonlyMap<string, Entity>; providerName: string },
): boolean {
  const { shown, providerName } = options;
  const entities = [entityRef, fileRef].flatMap(ref => shown.get(ref) ?? []);
  return (
    entities.length > 0 &&
    !entities.some(
      ({ metadata }) =>
        metadata.annotations?.[DISCOVERED_BY_ANNOTATION] === providerName,
    )
  );
}
