export { createMemory } from './createMemory';
export { inChunks } from './inChunks';
export type {
  DueReason,
  EntityHolder,
  Look,
  ProviderState,
  RememberedAnswer,
  RememberedEntity,
  RememberedFile,
  RememberedRun,
  RepositoryIdentity,
  RepositoryMemory,
  RepositoryRow,
  RepositoryRowWithEntities,
  Told,
} from './types';
