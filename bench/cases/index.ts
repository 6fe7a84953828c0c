import type { BenchCase } from '../types';
import { badServer } from './badServer';
import { cutOffRuns } from './cutOffRuns';
import { defaultSchedule } from './defaultSchedule';
import { firstEntity } from './firstEntity';
import { largeMemory } from './largeMemory';
import { linearTime } from './linearTime';
import { manyProjects } from './manyProjects';
import { rates } from './rates';
import { requestCost } from './requestCost';
import { sharedTokenBucket } from './sharedTokenBucket';
import { shortFrequency } from './shortFrequency';
import { smallHeap } from './smallHeap';
import { thousandRepositories } from './thousandRepositories';
import { tokenBucket } from './tokenBucket';
import { unchangedFiles } from './unchangedFiles';
import { largeUnchangedServer, unchangedServer } from './unchangedServer';

/**
 * All cases, in the order they are run in.
 */
export const benchCases: readonly BenchCase[] = [
  thousandRepositories,
  linearTime,
  smallHeap,
  largeMemory,
  tokenBucket,
  rates,
  sharedTokenBucket,
  badServer,
  requestCost,
  firstEntity,
  cutOffRuns,
  shortFrequency,
  defaultSchedule,
  unchangedServer,
  largeUnchangedServer,
  unchangedFiles,
  manyProjects,
];
