export { CatalogTeller, type CatalogTurn } from './CatalogTeller';
export { precedes } from './withoutShadowed';
export { NameTakenError, RefusedError } from './repositoryErrors';
export { findMoved, hadFiles, type Moved, toGone } from './findMoved';
export { findRow } from './findRow';
export { Reconciler, type Reconciled } from './Reconciler';
export { Settler, type LossesTold, type Settled } from './Settler';
export { toChange } from './toChange';
export { areDifferent, toHint, toIdentity } from './toIdentity';
export type {
  LookedBefore,
  Refusal,
  RepositoryChange,
  RepositoryHint,
  Subject,
  ToldEntity,
} from './types';
