import { JsonObject } from '@backstage/types';
import { ConfigReader } from '@backstage/config';
import { LogLines } from '../../dev/rig/LogLines';
import { ProviderConfig, readProviderConfigs } from '../config';
import { describeTooOld } from './describeStart';

function read(provider: JsonObject): ProviderConfig {
  const config = new ConfigReader({
    integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
    catalog: { providers: { bitbucketServer: { main: provider } } },
  });
  return readProviderConfigs(config, { logger: new LogLines() })[0]!;
}

const archived = { filters: { skipArchivedRepos: true } };

describe('describeTooOld', () => {
  it('names the option, since when there is one, and the version of the server', () => {
    const config = read(archived);
    expect(describeTooOld({ version: '7.21.3', config })).toEqual([
      'filters.skipArchivedRepos needs Bitbucket 8.0 or newer, and git.example.com is 7.21.3: no repository counts as archived before that',
    ]);
  });

  it.each(['7.9.9', '7.21', '5.16.0', '7.21.0-SNAPSHOT'])(
    'finds %s too old',
    version => {
      const config = read(archived);
      expect(describeTooOld({ version, config })).toHaveLength(1);
    },
  );

  it.each(['8.0.0', '8.0', '8.19.1', '9.4.0', '10.0.0', '10.0.0-rc1'])(
    'finds %s new enough',
    version => {
      const config = read(archived);
      expect(describeTooOld({ version, config })).toEqual([]);
    },
  );

  it.each(['', 'unknown', 'v7.0', '7', 'seven.eight'])(
    'says nothing of a version that is %p',
    version => {
      const config = read(archived);
      expect(describeTooOld({ version, config })).toEqual([]);
    },
  );

  it('says nothing of an option that is not in use', () => {
    const config = read({});
    expect(describeTooOld({ version: '5.0.0', config })).toEqual([]);
  });
});
