import type { StandInRequest } from '../types';
import { StandInFaults } from './StandInFaults';
import type { FaultSettings } from './types';

const baseUrl = 'https://git.example.com';
const start = Date.UTC(2024, 0, 1);

function createFaults(settings: FaultSettings) {
  let nowMs = start;
  const clock = { now: () => nowMs };
  const faults = new StandInFaults({ ...settings, clock });
  const pass = (milliseconds: number) => {
    nowMs += milliseconds;
  };
  return { faults, pass };
}

function request(
  path: string,
  options: { user?: string } = {},
): StandInRequest {
  const { user = 'Bearer T' } = options;
  const url = new URL(path, baseUrl);
  return { method: 'GET', url, headers: { authorization: user } };
}

function statuses(faults: StandInFaults, options: { count: number }) {
  return Array.from({ length: options.count }, () => {
    const fate = faults.decide(request('/x'), { baseUrl });
    return fate.kind === 'respond' ? fate.response.status : fate.kind;
  });
}

describe('StandInFaults', () => {
  it('makes no trouble when none is ordered', () => {
    const faults = new StandInFaults();
    expect(statuses(faults, { count: 3 })).toEqual(Array(3).fill('answer'));
  });

  it('follows a rule as often as it says, for what it matches', () => {
    const { faults } = createFaults({
      rules: [{ match: /^GET \/a\?b=1$/g, times: 2, respond: 'reset' }],
    });
    const kinds = ['/a?b=1', '/a?b=2', '/a?b=1', '/a?b=1'].map(
      path => faults.decide(request(path), { baseUrl }).kind,
    );
    expect(kinds).toEqual(['reset', 'answer', 'reset', 'answer']);
  });

  it('follows the next rule when the first is used up', () => {
    const { faults } = createFaults({
      rules: [
        { match: '/x', times: 1, respond: { status: 500 } },
        { match: '/x', times: 1, respond: 'hang' },
      ],
    });
    faults.addRule({ match: '/x', times: 1, respond: 'cut' });
    expect(statuses(faults, { count: 4 })).toEqual([
      500,
      'hang',
      'cut',
      'answer',
    ]);
  });

  it('answers a status with headers and body as ordered', () => {
    const headers = { 'Retry-After': '7' };
    const { faults } = createFaults({
      rules: [{ match: '', respond: { status: 503, headers, body: 'busy' } }],
    });
    expect(faults.decide(request('/x'), { baseUrl })).toEqual({
      kind: 'respond',
      response: { status: 503, headers, body: 'busy' },
    });
  });

  it('answers html with a login page and 200', () => {
    const { faults } = createFaults({ rules: [{ match: '', respond: 'html' }] });
    expect(faults.decide(request('/x'), { baseUrl })).toMatchObject({
      response: {
        status: 200,
        headers: { 'Content-Type': 'text/html;charset=UTF-8' },
        body: expect.stringContaining('Log in'),
      },
    });
  });

  it('leads to the login page below the base URL', () => {
    const { faults } = createFaults({
      rules: [{ match: '', respond: 'redirect-login' }],
    });
    const options = { baseUrl: 'https://git.example.com/bitbucket' };
    expect(faults.decide(request('/x'), options)).toMatchObject({
      response: {
        status: 302,
        headers: {
          Location: expect.stringMatching(
            /^https:\/\/git\.example\.com\/bitbucket\/login\?/,
          ),
        },
      },
    });
  });

  it('holds until the id is released', async () => {
    const { faults } = createFaults({
      rules: [{ match: '', respond: { holdUntilReleased: 'gate' } }],
    });
    const fate = faults.decide(request('/x'), { baseUrl });
    const released = jest.fn();
    const waiting =
      fate.kind === 'hold' ? fate.released.then(released) : undefined;
    await Promise.resolve();
    expect(released).not.toHaveBeenCalled();
    faults.release('gate');
    await waiting;
    expect(released).toHaveBeenCalledTimes(1);
  });

  it('limits each user by a bucket of their own', () => {
    const tokenBucket = { capacity: 1, refillPerSecond: 1 };
    const { faults, pass } = createFaults({ tokenBucket });
    const ask = (user: string) =>
      faults.decide(request('/x', { user }), { baseUrl }).kind;
    expect([ask('Bearer A'), ask('Bearer A'), ask('Bearer B')]).toEqual([
      'answer',
      'respond',
      'answer',
    ]);
    pass(1000);
    expect(ask('Bearer A')).toBe('answer');
  });

  it('does not limit a request without credentials', () => {
    const tokenBucket = { capacity: 0, refillPerSecond: 0 };
    const { faults } = createFaults({ tokenBucket });
    const stranger = { ...request('/x'), headers: {} };
    expect(faults.decide(stranger, { baseUrl }).kind).toBe('answer');
  });

  it.each([
    ['seconds', { 'Retry-After': '10' }],
    ['date', { 'Retry-After': 'Mon, 01 Jan 2024 00:00:10 GMT' }],
    ['rubbish', { 'Retry-After': 'soon' }],
    ['none', {}],
  ] as const)('says when to come back as %s', (retryAfter, expected) => {
    const { faults } = createFaults({
      tokenBucket: { capacity: 0, refillPerSecond: 0.1, retryAfter },
    });
    expect(faults.decide(request('/x'), { baseUrl })).toEqual({
      kind: 'respond',
      response: {
        status: 429,
        headers: { 'Content-Type': 'text/plain;charset=UTF-8', ...expected },
        body: 'Rate limit exceeded',
      },
    });
  });

  it('answers 429 with an errors body when told to', () => {
    const { faults } = createFaults({
      tokenBucket: { capacity: 0, refillPerSecond: 1, body: 'json' },
    });
    expect(faults.decide(request('/x'), { baseUrl })).toMatchObject({
      response: { body: expect.stringMatching(/^\{"errors":\[/) },
    });
  });

  it('draws the same trouble by chance for the same seed', () => {
    const randomly = { seed: 7, share503: 0.3, shareReset: 0.2 };
    const draw = () =>
      statuses(createFaults({ randomly }).faults, { count: 1000 });
    const drawn = draw();
    expect(draw()).toEqual(drawn);
    const share = (outcome: unknown) =>
      drawn.filter(one => one === outcome).length / drawn.length;
    expect(share(503)).toBeCloseTo(0.3, 1);
    expect(share('reset')).toBeCloseTo(0.2, 1);
    expect(share('answer')).toBeCloseTo(0.5, 1);
  });

  it('forgets rules and empty buckets when it is set anew', () => {
    const tokenBucket = { capacity: 0, refillPerSecond: 0 };
    const { faults } = createFaults({
      tokenBucket,
      rules: [{ match: '', times: 1, respond: 'reset' }],
    });
    faults.set({});
    expect(statuses(faults, { count: 2 })).toEqual(['answer', 'answer']);
  });
});
