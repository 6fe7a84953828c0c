/**
 * What tells an entity of a row from all others. No reference of an entity has
 * a line break in it.
 */
export function toEntityId(entity: { key: string; entityRef: string }): string {
  return `${entity.entityRef}\n${entity.key}`;
}
