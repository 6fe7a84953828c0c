import fc from 'fast-check';
import type { WorldOptions } from './types';

/** Any kind of world; what is usual stands first. */
export const someWorld: fc.Arbitrary<WorldOptions> = fc.record({
  catalogPath: fc.constantFrom('/catalog-info.yaml', '/**/catalog-info.yaml'),
  filter: fc.constantFrom('none', 'archived', 'label'),
  projects: fc.constantFrom('normal', 'personal too', 'many'),
  entities: fc.constantFrom('Locations', 'Locations', 'Components'),
  remembersIn: fc.constantFrom('process', 'database'),
  hashes: fc.constantFrom('off', 'believed'),
  rechecks: fc.constantFrom('always', 'always', 'hardly'),
  oldNames: fc.constantFrom('gone', 'followed'),
  pageSize: fc.constantFrom(1000, 2),
  maxConcurrentRequests: fc.constantFrom(1, 4),
});
