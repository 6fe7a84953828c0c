export { CatalogTeller, type CatalogTurn } from './CatalogTeller';
export { precedes } from './withoutShadowed';
export { NameTakenError } from './NameTakenError';
export { findMoved, toGone } from './findMoved';
export { findRow } from './findRow';
export { hadFiles } from './hadFiles';
export { Reconciler, type Reconciled } from './Reconciler';
export { RefusedError } from './RefusedError';
export { Settler, type LossesTold, type Settled } from './Settler';
export { toChange } from './toChange';
export { toGiven } from './toGiven';
export { areDifferent, toHint, toIdentity } from './toIdentity';
export type {
  LookedBefore,
  Refusal,
  RepositoryChange,
  RepositoryHint,
  Subject,
  ToldEntity,
} from './types';
