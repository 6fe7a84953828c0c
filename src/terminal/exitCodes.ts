/**
 * How a command ends.
 *
 * - `failed`: it could not do all of it, or something is not well
 * - `badConfiguration`: the command line or the configuration cannot be used
 * - `interrupted`: somebody has called it off
 */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  badConfiguration: 2,
  interrupted: 130,
} as const;
