export type { HashReading } from './HashReading';
export type { Finding } from './HashTrust';
export { RepositoryHashes } from './RepositoryHashes';
