import { BEFORE, CHECK, FIRST_CALL, UP_TO_DATE } from './scene';
import type { FaultRow } from './types';

const WAITS = 'all requests wait; no retry is used up';
const ALL = 'current';

function refusal(retryAfter?: string) {
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
  return { status: 429, headers, body: 'Rate limit exceeded' };
}

/** The server refuses for the time being. */
export const refusals: readonly FaultRow[] = [
  {
    fault: '429 with `Retry-After` in seconds',
    does: WAITS,
    holds: ALL,
    rules: [{ match: CHECK, times: 6, respond: refusal('5') }],
    after: UP_TO_DATE,
    requests: { '/projects/A/repos/one/browse': 7 },
  },
  {
    fault: '429 with a date in `Retry-After`',
    does: WAITS,
    holds: ALL,
    arrange: rig =>
      rig.breakWith({
        match: CHECK,
        times: 1,
        respond: refusal(new Date(Date.now() + 20_000).toUTCString()),
      }),
    after: UP_TO_DATE,
    requests: { '/projects/A/repos/one/browse': 2 },
  },
  {
    fault: '429 with rubbish in `Retry-After`',
    does: WAITS,
    holds: ALL,
    rules: [{ match: CHECK, times: 6, respond: refusal('soon') }],
    after: UP_TO_DATE,
    requests: { '/projects/A/repos/one/browse': 7 },
  },
  {
    fault: '429 without `Retry-After`',
    does: WAITS,
    holds: ALL,
    rules: [{ match: CHECK, times: 6, respond: refusal() }],
    after: UP_TO_DATE,
    requests: { '/projects/A/repos/one/browse': 7 },
  },
  {
    fault: '429 with a `Retry-After` beyond 15 minutes',
    does: 'the host is not asked before then',
    holds: 'unchanged, where it is the first call',
    rules: [{ match: FIRST_CALL, respond: refusal('3600') }],
    fails: /refused for 60 minutes/,
    after: BEFORE,
    requests: { '/projects': 1 },
    others: 'none',
  },
];
