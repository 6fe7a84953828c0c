import fc from 'fast-check';
import type { Configuration, WorldOptions } from './types';

const CONFIGURATION = {
  catalogPath: fc.constantFrom('/catalog-info.yaml', '/**/catalog-info.yaml'),
  filter: fc.constantFrom('none', 'archived', 'label', 'slug', 'personal'),
  entities: fc.constantFrom('Locations', 'Locations', 'Components'),
} as const;

/** Any configuration; what is usual stands first. */
export const someConfiguration: fc.Arbitrary<Configuration> =
  fc.record(CONFIGURATION);

/** Any kind of world; what is usual stands first. */
export const someWorld: fc.Arbitrary<WorldOptions> = fc.record({
  ...CONFIGURATION,
  projects: fc.constantFrom('normal', 'personal too', 'many'),
  remembersIn: fc.constantFrom('process', 'database'),
  hashes: fc.constantFrom('off', 'believed'),
  rechecks: fc.constantFrom('always', 'always', 'hardly'),
  oldNames: fc.constantFrom('gone', 'followed'),
  pageSize: fc.constantFrom(1000, 2),
  maxConcurrentRequests: fc.constantFrom(1, 4),
});
