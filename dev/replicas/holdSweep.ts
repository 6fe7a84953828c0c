import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { pollUntil } from '../pollUntil';
import type { StandInProcess } from '../standin/startStandInProcess';
import type { BackendProcess } from '../startBackendProcess';
import { findSweep, type RunningSweep } from './findSweep';
import { toSweeps } from './toSweeps';

/**
 * A sweep in its middle, where it stays.
 */
export interface HeldSweep extends RunningSweep {
  /** Lets this sweep and all that follow have their answers. */
  release(): Promise<void>;
}

/**
 * Has the server keep what it says of one repository to itself, and waits
 * until a sweep has asked for everything and waits for nothing but that.
 */
export async function holdSweep(
  repository: string,
  options: {
    standIn: StandInProcess;
    backends: readonly BackendProcess[];
    /** Has a sweep begin; they come by themselves where it is left out. */
    begin?: () => Promise<void>;
  },
): Promise<HeldSweep> {
  const { standIn, backends, begin } = options;
  const id = randomUUID();
  const respond = { holdUntilReleased: id };
  await standIn.setFaults({
    rules: [{ match: `/projects/${repository}/browse`, respond }],
  });
  await begin?.();
  let before: unknown;
  const sweep = await pollUntil('a sweep waits for one answer', {
    ask: async () => {
      const { requests } = await standIn.requests();
      const found = await findSweep(backends);
      const isAsked = toSweeps(requests).at(-1)?.includes(repository);
      // What is there twice stands still; it is not on its way to the end.
      const now = isAsked && found && [found.startedAt, requests.length];
      const standsStill = now && isDeepStrictEqual(now, before);
      before = now;
      return standsStill ? found : undefined;
    },
  });
  return {
    ...sweep,
    release: async () => {
      await standIn.setFaults({});
      await standIn.release(id);
    },
  };
}
