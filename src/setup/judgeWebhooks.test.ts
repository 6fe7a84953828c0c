import { Webhook } from '../bitbucket';
import { judgeDeliveries, judgeWebhooks } from './judgeWebhooks';

const url = 'https://backstage.example.com/api/events/http/bitbucketServer';

function create(webhook: Partial<Webhook> = {}): Webhook {
  return {
    id: 1,
    name: 'Backstage',
    url,
    events: ['repo:refs_changed', 'repo:modified', 'project:modified'],
    active: true,
    sslVerificationRequired: true,
    configuration: { secret: 'new' },
    hasCredentials: false,
    ...webhook,
  };
}

function judge(
  webhooks: Webhook[],
  options: { repoSlug?: string; secrets?: string[]; endpointUrl?: string } = {},
) {
  const { repoSlug, secrets = ['new', 'old'], endpointUrl = url } = options;
  return judgeWebhooks(webhooks, {
    scope: { projectKey: 'ORG', repoSlug },
    wanted: { url: endpointUrl, secrets },
  });
}

describe('judgeWebhooks', () => {
  it('finds nothing wrong with one as it is to be', () => {
    expect(judge([create()])).toEqual({
      webhook: create(),
      faults: [],
      missingEvents: [],
      isSecretHidden: false,
      duplicates: [],
    });
  });

  it.each([
    ['none', []],
    ['another path', [create({ url: `${url}2` })]],
    ['another host', [create({ url: url.replace('backstage', 'other') })]],
    ['plain HTTP', [create({ url: url.replace('https', 'http') })]],
    ['something that is no URL', [create({ url: '{broken' })]],
  ])('misses it where there is %s', (_, webhooks) => {
    expect(judge(webhooks)).toMatchObject({ faults: ['missing'] });
  });

  it.each([
    `${url}/`,
    ` ${url}`,
    url.replace('backstage.example.com', 'BACKSTAGE.Example.com:443'),
  ])('takes %s for ours', own => {
    expect(judge([create({ url: own })])).toMatchObject({ faults: [] });
  });

  it.each<[string, Partial<Webhook>, object]>([
    ['inactive', { active: false }, { faults: ['inactive'] }],
    [
      'without an event',
      { events: ['repo:refs_changed', 'pr:opened'] },
      {
        faults: ['events'],
        missingEvents: ['repo:modified', 'project:modified'],
      },
    ],
    [
      'with the secret that goes out',
      { configuration: { secret: 'old' } },
      { faults: ['secret'] },
    ],
    [
      'without verification of the certificate',
      { sslVerificationRequired: false },
      { faults: ['tls'] },
    ],
    [
      'with several things wrong',
      { active: false, sslVerificationRequired: false },
      { faults: ['inactive', 'tls'] },
    ],
  ])('says what is wrong with one %s', (_, webhook, expected) => {
    expect(judge([create(webhook)])).toMatchObject(expected);
  });

  it('takes further events as they are', () => {
    const events = [...create().events, 'pr:opened'];
    expect(judge([create({ events })])).toMatchObject({ faults: [] });
  });

  it('asks for no event of projects in a repository', () => {
    const events = ['repo:modified', 'repo:refs_changed'];
    const found = judge([create({ events })], { repoSlug: 'api' });
    expect(found).toMatchObject({ faults: [], missingEvents: [] });
  });

  it('asks for no certificate where the address is plain HTTP', () => {
    const endpointUrl = url.replace('https', 'http');
    const plain = create({ url: endpointUrl, sslVerificationRequired: false });
    expect(judge([plain], { endpointUrl })).toMatchObject({ faults: [] });
  });

  it('finds nothing wrong where a server does not tell of certificates', () => {
    const silent = create({ sslVerificationRequired: undefined });
    expect(judge([silent])).toMatchObject({ faults: [] });
  });

  it.each([{}, { secret: '' }, { secret: '*****' }, { secret: '•••' }, { secret: 7 }])(
    'cannot compare a secret that is shown as %j',
    configuration => {
      expect(judge([create({ configuration })])).toMatchObject({
        faults: [],
        isSecretHidden: true,
      });
    },
  );

  it('compares no secret where the configuration has none', () => {
    const found = judge([create()], { secrets: [] });
    expect(found).toMatchObject({ faults: [], isSecretHidden: false });
  });

  it('counts the one with which least is wrong, of equals the oldest', () => {
    const webhooks = [
      create({ id: 1, active: false }),
      create({ id: 9 }),
      create({ id: 5 }),
      create({ id: 2, url: 'https://ci.example.com' }),
    ];
    const { webhook, duplicates } = judge(webhooks);
    expect(webhook?.id).toBe(5);
    expect(duplicates.map(({ id }) => id)).toEqual([9, 1]);
  });
});

const many = { successes: 5, failures: 5 };

describe('judgeDeliveries', () => {
  it.each([
    ['nothing was delivered', { successes: 0, failures: 0 }, 'none'],
    [
      'the last one got through',
      { ...many, lastSuccess: { at: 2 }, lastFailure: { at: 1 } },
      'well',
    ],
    [
      'the last one failed',
      { ...many, lastSuccess: { at: 1 }, lastFailure: { at: 2 } },
      'failing',
    ],
    [
      'one failed and none ever got through',
      { successes: 0, failures: 1, lastFailure: { at: 1 } },
      'failing',
    ],
    [
      'the last one failed before what is counted',
      { successes: 0, failures: 0, lastFailure: { at: 1 } },
      'failing',
    ],
    ['all got through', { successes: 3, failures: 0, lastSuccess: {} }, 'well'],
    ['no time is told, and some got through', { successes: 1, failures: 1 }, 'well'],
    ['no time is told, and none got through', { successes: 0, failures: 1 }, 'failing'],
  ] as const)('judges by the last one: %s', (_, statistics, verdict) => {
    expect(judgeDeliveries(statistics)).toEqual({ ...statistics, verdict });
  });
});
