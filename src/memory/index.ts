export { createLeftOut } from './createLeftOut';
export { createMemory } from './createMemory';
export { inChunks } from './inChunks';
export { toEntityId } from './noteTold';
export type {
  DueReason,
  EntityHolder,
  LeftOutMemory,
  LeftOutRepository,
  Look,
  ProviderState,
  RememberedAnswer,
  RememberedEntity,
  RememberedRun,
  RepositoryIdentity,
  RepositoryMemory,
  RepositoryRow,
  RepositoryRowWithEntities,
  Told,
} from './types';
