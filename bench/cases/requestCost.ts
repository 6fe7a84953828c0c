import { measureCost } from '../cost/measureCost';
import { toTimes } from '../figures/format';
import type { BenchCase } from '../types';

const projects = 100;
const repositoriesPerProject = 100;
const inFlight = 8;
const mostTimes = 2.2;
const mostDelayMs = 20;

/**
 * What a request takes of the processor, against a bare loop of node-fetch and
 * `JSON.parse` in the same process.
 */
export const requestCost: BenchCase = {
  name: 'request-cost',
  title: '10,000 repositories on a server that answers at once, once warm',
  async run() {
    const { oursMs, bareMs, delayMs } = await measureCost({
      generate: { projects, repositoriesPerProject },
      // One a repository and one a project; the few others count for nothing.
      requests: projects * repositoriesPerProject + projects,
      inFlight,
    });
    const times = oursMs / bareMs;
    return {
      measurements: [],
      checks: [
        {
          figure: 'processor time of a request, against a bare loop',
          ours: `${oursMs.toFixed(3)} ms, ${toTimes(times)} the bare loop`,
          ideal: `${bareMs.toFixed(3)} ms`,
          bar: `at most ${mostTimes} times`,
          isMet: times <= mostTimes,
        },
        {
          figure: 'delay of the event loop, 99 in 100',
          ours: `${delayMs.toFixed(1)} ms`,
          bar: `at most ${mostDelayMs} ms`,
          isMet: delayMs <= mostDelayMs,
        },
      ],
    };
  },
};
