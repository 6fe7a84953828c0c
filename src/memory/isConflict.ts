/** `serialization_failure` and `deadlock_detected` of PostgreSQL. */
const POSTGRES_CODES = ['40001', '40P01'];

/**
 * Whether a database has refused a change only because of another one that was
 * under way.
 */
export function isConflict(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return (
    typeof code === 'string' &&
    (POSTGRES_CODES.includes(code) ||
      code.startsWith('SQLITE_BUSY') ||
      code.startsWith('SQLITE_LOCKED'))
  );
}
