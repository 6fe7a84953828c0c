import type { FaultRule, FaultSettings } from '../../dev/standin/faults/types';
import { KEPT_PROJECT, NAMES, PROJECTS } from '../changes/names';
import type { Chance } from '../random/Chance';

/** What the provider asks for, and the URL reader of the catalog. */
const ANYTHING = '/rest/api/1.0/';
const LATER_PAGE_OF_PROJECTS = '/projects\\?.*start=[1-9]';
const LATER_PAGE_OF_REPOSITORIES = '/repos\\?.*start=[1-9]';
/** The page of a server's own, with no JSON: a proxy has answered. */
const PROXY_404 = { status: 404, body: '<h1>404 Not Found</h1>' };
const LIST_FAULTS = ['cut', 'html', 'reset', PROXY_404] as const;

/**
 * Draws the trouble that a server makes for a while.
 *
 * @remarks
 * Trouble without an end costs a run many waits, so it is rarer than trouble
 * for some requests.
 */
export function drawFaults(chance: Chance): FaultSettings {
  const parts = Array.from({ length: chance.between(1, 3) }, () =>
    chance.pickWeighted(drawers).draw(chance),
  );
  return {
    ...Object.assign({}, ...parts),
    rules: parts.flatMap(({ rules = [] }) => rules),
  };
}

/** One repository of many, some requests of it or all. */
function drawMatch(chance: Chance): string {
  return chance.pick([
    ANYTHING,
    ANYTHING,
    `/repos/service-${chance.below(NAMES)}`,
    `/projects/${chance.pick([KEPT_PROJECT, ...PROJECTS])}`,
    '/browse',
    '/raw/',
  ]);
}

function drawRule(
  chance: Chance,
  options: Pick<FaultRule, 'respond'>,
): FaultSettings {
  const times = chance.between(1, 6);
  return { rules: [{ match: drawMatch(chance), times, ...options }] };
}

const drawers: readonly {
  readonly weight: number;
  draw(chance: Chance): FaultSettings;
}[] = [
  {
    weight: 2,
    draw: chance =>
      drawRule(chance, {
        respond: { status: 429, headers: { 'Retry-After': '1' } },
      }),
  },
  { weight: 2, draw: chance => drawRule(chance, { respond: { status: 429 } }) },
  {
    weight: 1,
    draw: chance => ({
      tokenBucket: {
        capacity: chance.between(5, 60),
        refillPerSecond: chance.between(10, 40),
        retryAfter: chance.pick(['seconds', 'date', 'rubbish', 'none']),
      },
    }),
  },
  { weight: 4, draw: chance => drawRule(chance, { respond: { status: 500 } }) },
  { weight: 3, draw: chance => drawRule(chance, { respond: { status: 503 } }) },
  {
    weight: 1,
    draw: chance =>
      drawRule(chance, {
        respond: { status: 503, headers: { 'Retry-After': '1' } },
      }),
  },
  { weight: 3, draw: chance => drawRule(chance, { respond: 'reset' }) },
  { weight: 3, draw: chance => drawRule(chance, { respond: 'cut' }) },
  { weight: 3, draw: chance => drawRule(chance, { respond: 'html' }) },
  { weight: 1, draw: chance => drawRule(chance, { respond: 'redirect-login' }) },
  { weight: 2, draw: chance => drawRule(chance, { respond: PROXY_404 }) },
  { weight: 2, draw: chance => drawRule(chance, { respond: { status: 401 } }) },
  { weight: 1, draw: chance => drawRule(chance, { respond: { status: 403 } }) },
  { weight: 2, draw: chance => ({ latencyMs: chance.between(50, 500) }) },
  {
    weight: 2,
    draw: chance => ({
      randomly: {
        seed: chance.below(1_000_000),
        share503: 0.05,
        shareReset: 0.05,
      },
    }),
  },
  {
    weight: 1,
    draw: chance => ({
      rules: [{ match: drawMatch(chance), times: 1, respond: 'hang' }],
    }),
  },
  {
    weight: 3,
    draw: chance => ({
      rules: [
        {
          match: chance.pick([
            LATER_PAGE_OF_PROJECTS,
            LATER_PAGE_OF_REPOSITORIES,
          ]),
          respond: chance.pick(LIST_FAULTS),
        },
      ],
    }),
  },
  {
    weight: 1,
    draw: chance => ({
      rules: [
        {
          match: drawMatch(chance),
          respond: { status: chance.pick([500, 503]) },
        },
      ],
    }),
  },
];
