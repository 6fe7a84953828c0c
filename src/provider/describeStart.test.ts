import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { LogLines } from '../../dev/rig/LogLines';
import { readHostConfig, readProviderConfigs } from '../config';
import { describeStart } from './describeStart';

const SERVER = {
  version: '8.19.1',
  displayName: 'Bitbucket',
  userName: 'svc-backstage',
};

function read(options: { provider?: JsonObject; integration?: JsonObject }) {
  const { provider = {}, integration } = options;
  const host = 'git.example.com';
  const config = new ConfigReader({
    integrations: { bitbucketServer: [{ host, ...integration }] },
    catalog: { providers: { bitbucketServer: { main: provider } } },
  });
  const [providerConfig] = readProviderConfigs(config, {
    logger: new LogLines(),
  });
  return { config: providerConfig!, hostConfig: readHostConfig(config, host) };
}

describe('describeStart', () => {
  it('tells file, place, server, user and budget', () => {
    expect(describeStart({ ...read({}), server: SERVER })).toBe(
      'discovering /catalog-info.yaml in all projects of git.example.com (Bitbucket 8.19.1) as svc-backstage, at most 8 requests at once, no limit a minute',
    );
  });

  it('tells filters, and a budget that is set', () => {
    const read1 = read({
      provider: {
        catalogPath: '/.backstage/*.yaml',
        filters: {
          projectKey: '^(PLAT|OPS)$',
          repoSlug: '^(?!sandbox-)',
          skipArchivedRepos: true,
        },
      },
      integration: {
        maxConcurrentRequests: 1,
        retry: { maxApiRequestsPerMinute: 240 },
      },
    });
    expect(describeStart({ ...read1, server: SERVER })).toBe(
      'discovering /.backstage/*.yaml in projects matching ^(PLAT|OPS)$ of git.example.com (Bitbucket 8.19.1) as svc-backstage, only repositories matching ^(?!sandbox-), without archived repositories, at most 1 request at once, at most 240 a minute',
    );
  });

  it.each([
    [{ token: 'T' }, 'with a token'],
    [{ username: 'jane.doe', password: 'P' }, 'as jane.doe'],
    [{}, 'without credentials'],
  ])('says how a server is asked, and no version, where it does not answer', (integration, how) => {
    expect(describeStart(read({ integration }))).toContain(
      `of git.example.com ${how}, at most`,
    );
  });
});
