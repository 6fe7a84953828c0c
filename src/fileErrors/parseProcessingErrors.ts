import { parseLocationRef, stringifyEntityRef } from '@backstage/catalog-model';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { z } from 'zod';
import { toReason } from './toReason';

/** Where the catalog publishes what it cannot process. */
export const PROCESSING_ERRORS_TOPIC = 'experimental.catalog.errors';

/** An entity that the catalog could not process, or a location it could not read. */
export interface ProcessingFailure {
  readonly entityRef: string;
  /** The address of the file that the entity is, or is from. */
  readonly target: string;
  /** The reference of the Location entity of that file. */
  readonly fileRef: string;
  /** In one line, without what could be a credential. */
  readonly reason: string;
}

const body = z.object({
  entity: z.string(),
  location: z.string(),
  errors: z.array(z.unknown()),
});

/**
 * Parses what the catalog publishes of an entity that failed; undefined for
 * what comes from no URL, and for a body of another shape.
 *
 * @remarks
 * `entity` is a reference, not an entity. The errors are `Error` objects in
 * the process that had them, and may have lost their text on the way to
 * another.
 */
export function parseProcessingErrors(
  payload: unknown,
): ProcessingFailure | undefined {
  const parsed = body.safeParse(payload);
  const target = parsed.success ? toTarget(parsed.data.location) : undefined;
  if (!parsed.success || target === undefined) {
    return undefined;
  }
  const { entity, errors } = parsed.data;
  return {
    entityRef: entity,
    target,
    fileRef: stringifyEntityRef(
      locationSpecToLocationEntity({ location: { type: 'url', target } }),
    ),
    reason: toReason(errors),
  };
}

function toTarget(location: string): string | undefined {
  try {
    const { type, target } = parseLocationRef(location);
    return type === 'url' ? target : undefined;
  } catch {
    return undefined;
  }
}
