import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { HeldLocation } from './types';

const DEFAULT_BRANCH_ANNOTATION = 'bitbucket.org/default-branch';

interface Row {
  entity: string;
  final: string | null;
}

/**
 * Reads from the catalog's own tables what it holds of a provider.
 *
 * @remarks
 * The API would not do: it does not show a location that was never read.
 */
export async function readHeld(
  database: DatabaseService,
  options: { providerName: string },
): Promise<Map<string, HeldLocation>> {
  const client = await database.getClient();
  const rows: Row[] = await client('refresh_state_references as owned')
    .join('refresh_state as state', {
      'state.entity_ref': 'owned.target_entity_ref',
    })
    .leftJoin('final_entities as shown', {
      'shown.entity_id': 'state.entity_id',
    })
    .where('owned.source_key', options.providerName)
    .select({ entity: 'state.unprocessed_entity', final: 'shown.final_entity' });
  return new Map(
    rows.map(row => {
      const location = toHeld(row);
      return [location.target, location] as const;
    }),
  );
}

function toHeld({ entity, final }: Row): HeldLocation {
  const { metadata, spec } = JSON.parse(entity) as Entity;
  return {
    target: String(spec?.target),
    defaultBranch: metadata.annotations?.[DEFAULT_BRANCH_ANNOTATION] ?? '',
    isShown: final !== null,
  };
}
