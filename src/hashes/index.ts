export type { HashReading } from './HashReading';
export type { Finding, HashTrust } from './HashTrust';
export { RepositoryHashes } from './RepositoryHashes';
