import { brokenAnswers } from './brokenAnswers';
import { changes } from './changes';
import { interruptions } from './interruptions';
import { lists } from './lists';
import { permissions } from './permissions';
import { refusals } from './refusals';

export type { FaultRow } from './types';
export * from './scene';

/** All rows of the fault table, in its order. */
export const faultRows = [
  ...refusals,
  ...brokenAnswers,
  ...permissions,
  ...lists,
  ...changes,
  ...interruptions,
];
