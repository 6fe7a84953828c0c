import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { BEFORE, CHECK, json, UP_TO_DATE } from './scene';
import type { FaultRow } from './types';

const EVERYTHING = 'current';
const WITH_OLD = [...UP_TO_DATE, 'B/old'].sort();
/** Nobody knows that B/old has lost anything. */
const NOTHING_KNOWN = { '/projects/B/repos/old': 0, '/repos': 0 };
const ATTEMPTS_WITHOUT_AN_END = 7 * 5;

function brokenParser(
  row: Omit<FaultRow, 'arrange' | 'parser' | 'recover'>,
  { fail }: { fail: () => Promise<never> },
) {
  let isBroken = false;
  return {
    ...row,
    parser: async function* parse({ location }) {
      if (isBroken && location.target.includes('/A/repos/one/')) {
        await fail();
      }
      yield locationSpecToLocationEntity({ location });
    },
    arrange: () => {
      isBroken = true;
    },
    recover: () => {
      isBroken = false;
    },
  } satisfies FaultRow;
}

/** A sweep does not come to its end, or what it works with lets it down. */
export const interruptions: readonly FaultRow[] = [
  {
    fault: 'server down half way',
    does: 'after 20 failures in a row asked no further',
    holds: 'kept',
    rules: [
      {
        match: 'application-properties',
        times: 1,
        respond: json({ version: '8.19.1' }),
      },
      {
        match: /C\/repos\/one\/browse|repos\/z-|application-properties/,
        respond: { status: 503 },
      },
    ],
    arrange: rig => {
      rig.standIn.addProject({ key: 'Z' });
      for (const slug of ['z-1', 'z-2', 'z-3', 'z-4', 'z-5', 'z-6']) {
        const files = { 'README.md': '' };
        rig.standIn.addRepository({ project: 'Z', slug, files });
      }
    },
    fails: /was not sent: the last \d+ requests to this host failed/,
    after: UP_TO_DATE,
    byName: { after: WITH_OLD },
    // Once for the first line of the run, and once for the health check.
    requests: { '/application-properties': 2 },
    others: 'any',
    verify: rig => {
      const attempts = rig.paths.filter(path =>
        /C\/repos\/one\/browse|repos\/z-/.test(path),
      );
      expect(attempts.length).toBeGreaterThanOrEqual(20);
      expect(attempts.length).toBeLessThan(ATTEMPTS_WITHOUT_AN_END);
    },
  },
  {
    fault: 'abort in the middle',
    does: 'no other request is made',
    holds: 'nothing removed, with what was found',
    rules: [{ match: CHECK, respond: 'hang' }],
    abortAfterMs: 80_000,
    fails: /abort/,
    after: WITH_OLD,
    requests: {},
    others: 'any',
  },
  {
    fault: 'abort while the server refuses',
    does: 'no other request is made',
    holds: 'nothing removed, with what was found',
    rules: [
      {
        match: CHECK,
        respond: { status: 429, headers: { 'Retry-After': '600' } },
      },
    ],
    abortAfterMs: 60_000,
    fails: /abort/,
    after: WITH_OLD,
    requests: { '/projects/A/repos/one/browse': 1 },
    others: 'any',
    // Two go at first, and the first is refused before B/new has its turn.
    byName: { after: BEFORE },
  },
  {
    fault: 'two providers on one host',
    does: 'they share one budget',
    holds: EVERYTHING,
    providers: {
      main: { filters: { projectKey: '^[AB]$' } },
      other: { filters: { projectKey: '^C$' } },
    },
    integration: { maxConcurrentRequests: 2 },
    arrange: rig => {
      rig.maxInFlight = 0;
      rig.faults.set({ latencyMs: 100 });
    },
    after: UP_TO_DATE,
    requests: { '/projects': 4, '/application-properties': 2 },
    verify: rig => expect(rig.maxInFlight).toBe(2),
  },
  {
    fault: 'catalog unreadable, with nothing unknown',
    does: 'asked six times where memory knows nothing',
    holds: EVERYTHING,
    arrange: rig => {
      rig.catalog.readFailure = new Error('503 Service Unavailable');
    },
    after: UP_TO_DATE,
    requests: {},
    byName: { requests: NOTHING_KNOWN },
  },
  {
    fault: 'catalog unreadable, with something unknown',
    does: 'asked six times where memory knows nothing',
    holds: 'kept; where memory knows nothing, nothing removed',
    rules: [{ match: CHECK, respond: { status: 500 } }],
    arrange: rig => {
      rig.catalog.readFailure = new Error('503 Service Unavailable');
    },
    after: UP_TO_DATE,
    requests: { '/projects/A/repos/one/browse': 2 },
    byName: { after: WITH_OLD, requests: NOTHING_KNOWN },
  },
  {
    fault: 'catalog that never answers',
    does: 'the run waits until its timeout where memory knows nothing',
    holds: 'current; where memory knows nothing, unchanged',
    arrange: rig => {
      rig.catalog.hangs = true;
    },
    abortAfterMs: 10 * 60_000,
    after: UP_TO_DATE,
    requests: {},
    byName: { after: BEFORE, fails: /abort/, others: 'none' },
  },
  {
    fault: 'catalog that takes no mutation',
    does: 'the run ends',
    holds: 'unchanged',
    arrange: rig => {
      rig.catalog.writeFailure = new Error('the database is gone');
    },
    fails: /the database is gone/,
    after: BEFORE,
    requests: {},
    // It may fail before anything is looked for on the list of all.
    byName: { others: 'any' },
  },
  brokenParser(
    {
      fault: 'custom parser that fails',
      does: 'unknown',
      holds: 'kept',
      after: UP_TO_DATE,
      requests: {},
    },
    {
      fail: async () => {
        throw new Error('it chokes');
      },
    },
  ),
  brokenParser(
    {
      fault: 'custom parser that never ends',
      does: 'unknown',
      holds: 'kept',
      after: UP_TO_DATE,
      requests: {},
    },
    { fail: () => new Promise<never>(() => {}) },
  ),
  {
    fault: 'more removals than `rejectRemovalsAbovePercentage` allows',
    does: 'what was found is added',
    holds: 'nothing removed, with what was found',
    providers: { main: { rejectRemovalsAbovePercentage: 10 } },
    fails: /would have removed 1 of 5 known entities/,
    after: WITH_OLD,
    afterRecovery: WITH_OLD,
    failsForGood: true,
    requests: {},
  },
];
