/**
 * Where the catalog publishes what it cannot process.
 *
 * @internal
 */
export const PROCESSING_ERRORS_TOPIC = 'experimental.catalog.errors';
