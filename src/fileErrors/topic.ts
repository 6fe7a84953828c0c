/**
 * Where the catalog publishes what it cannot process.
 */
export const PROCESSING_ERRORS_TOPIC = 'experimental.catalog.errors';
