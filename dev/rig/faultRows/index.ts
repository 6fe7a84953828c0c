import { brokenAnswers } from './brokenAnswers';
import { changes } from './changes';
import { interruptions } from './interruptions';
import { lists } from './lists';
import { permissions } from './permissions';
import { refusals } from './refusals';

export { breakRig } from './breakRig';
export { expectEnd } from './expectEnd';
export { faultKinds } from './faultKinds';
export type { FaultRow } from './types';
export * from './scene';

/** All faults, in the order of the table in docs/reliability.md. */
export const faultRows = [
  ...refusals,
  ...brokenAnswers,
  ...permissions,
  ...lists,
  ...changes,
  ...interruptions,
];
