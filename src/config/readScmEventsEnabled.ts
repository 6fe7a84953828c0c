import { Config } from '@backstage/config';

/**
 * Reads whether the catalog acts on its own events at all: `catalog.scmEvents`
 * is true, or names what it does. Off by default.
 *
 * @internal
 */
export function readScmEventsEnabled(config: Config): boolean {
  const value = config.getOptional('catalog.scmEvents');
  return value !== undefined && value !== false;
}
