import { askStandIn } from '../askStandIn';
import { StandInBitbucket } from '../StandInBitbucket';
import type { StandInBitbucketOptions } from '../StandInBitbucketOptions';
import { addDelivery } from '../webhook/deliveryStatistics';

const webhook = {
  name: 'Backstage',
  url: 'https://backstage.example.com/hook',
  events: ['repo:refs_changed', 'repo:modified'],
  active: true,
  sslVerificationRequired: true,
  configuration: { secret: 'S' },
};
const admin = { authorization: 'Bearer admin' };

function createStandIn(options: Partial<StandInBitbucketOptions> = {}) {
  return new StandInBitbucket({
    baseUrl: 'https://git.example.com',
    projects: [{ key: 'ONE' }, { key: 'TWO' }],
    repositories: [{ project: 'ONE', slug: 'alpha' }],
    credentials: { token: 'reader' },
    administrator: { token: 'admin', projects: ['ONE'] },
    ...options,
  });
}

describe.each([
  ['projectWebhooks', '/projects/ONE/webhooks', 'project'],
  ['repositoryWebhooks', '/projects/ONE/repos/alpha/webhooks', 'repository'],
])('%s', (_, path, scopeType) => {
  it('makes a webhook, changes it and removes it', () => {
    const standIn = createStandIn();
    const ask = (rest: object) =>
      askStandIn(standIn, { path, headers: admin, ...rest });

    const made = ask({ method: 'POST', body: webhook });
    expect(made).toMatchObject({
      status: 201,
      json: { id: 1, ...webhook, scopeType },
    });
    expect(
      ask({
        path: `${path}/1`,
        method: 'PUT',
        body: { ...webhook, active: false },
      }),
    ).toMatchObject({ status: 200, json: { id: 1, active: false } });
    expect(ask({})).toMatchObject({
      status: 200,
      json: { size: 1, values: [{ id: 1, active: false }] },
    });
    expect(ask({ path: `${path}/1`, method: 'DELETE' }).status).toBe(204);
    expect(ask({}).json).toMatchObject({ values: [] });
    expect(ask({ path: `${path}/1`, method: 'DELETE' }).status).toBe(404);
    expect(standIn.unknownRequests).toEqual([]);
  });

  it('lists pages', () => {
    const standIn = createStandIn({ strictPageSize: 2 });
    const create = { path, method: 'POST', headers: admin, body: webhook };
    [1, 2, 3].forEach(() => askStandIn(standIn, create));
    expect(askStandIn(standIn, { path, headers: admin }).json).toMatchObject({
      isLastPage: false,
      nextPageStart: 2,
    });
  });

  it('shows a secret unless it is told not to', () => {
    const standIn = createStandIn();
    askStandIn(standIn, { path, method: 'POST', headers: admin, body: webhook });
    standIn.webhooks.secrets = 'hidden';
    expect(askStandIn(standIn, { path, headers: admin }).json).toMatchObject({
      values: [{ configuration: {} }],
    });
  });

  it('answers 401 to whoever does not administer the project', () => {
    const standIn = createStandIn();
    const headers = { authorization: 'Bearer reader' };
    expect(askStandIn(standIn, { path, headers }).status).toBe(401);
    expect(askStandIn(standIn, { path }).status).toBe(401);
  });

  it('answers 400 to what makes no webhook', () => {
    const standIn = createStandIn();
    const create = { path, method: 'POST', headers: admin };
    for (const body of [
      undefined,
      { ...webhook, url: 'nowhere' },
      { ...webhook, events: [] },
      { ...webhook, events: ['repo:exploded'] },
    ]) {
      expect(askStandIn(standIn, { ...create, body }).status).toBe(400);
    }
  });

  it('counts deliveries', () => {
    const standIn = createStandIn();
    const scope = scopeType === 'project' ? {} : { slug: 'alpha' };
    const { id, statistics } = standIn.webhooks.add(
      { project: 'ONE', ...scope },
      webhook,
    );
    addDelivery(statistics, { outcome: 'FAILURE', description: '403', at: 5 });
    const counted = { path: `${path}/${id}/statistics`, headers: admin };
    expect(askStandIn(standIn, counted).json).toMatchObject({
      lastFailure: { finish: 5, result: { description: '403' } },
      counts: { errors: 0, failures: 1, successes: 0 },
    });
  });
});

describe('projectWebhooks', () => {
  it('refuses an administrator of other projects', () => {
    const path = '/projects/TWO/webhooks';
    const { status } = askStandIn(createStandIn(), { path, headers: admin });
    expect(status).toBe(401);
  });

  it('are not there before 8.9', () => {
    const standIn = createStandIn({ version: '8.8.7' });
    const path = '/projects/ONE/webhooks';
    expect(askStandIn(standIn, { path, headers: admin }).status).toBe(404);
    expect(standIn.unknownRequests).toHaveLength(1);
    expect(
      askStandIn(createStandIn({ version: '8.9.0' }), { path, headers: admin })
        .status,
    ).toBe(200);
  });

  it('take an event of projects, which those of repositories do not', () => {
    const standIn = createStandIn();
    const create = (path: string) =>
      askStandIn(standIn, {
        path,
        method: 'POST',
        headers: admin,
        body: { ...webhook, events: ['project:modified'] },
      }).status;
    expect(create('/projects/ONE/webhooks')).toBe(201);
    expect(create('/projects/ONE/repos/alpha/webhooks')).toBe(400);
  });
});
