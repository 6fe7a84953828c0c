import { ZodError } from 'zod';

/** Says what is wrong first with a value of another shape, and where in it. */
export function describeShape(
  error: ZodError,
  options: { under?: readonly PropertyKey[] } = {},
): string {
  const { under = [] } = options;
  const [issue] = error.issues;
  const path = [...under, ...(issue?.path ?? [])].join('.');
  return path ? `${path}: ${issue?.message}` : `${issue?.message}`;
}
