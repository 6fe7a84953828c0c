import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readProviderConfigs } from '../config';
import { describeLimits, describeScope } from './describeScope';

function describeProvider(provider: JsonObject): string {
  const [config] = readProviderConfigs(
    new ConfigReader({
      integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
      catalog: { providers: { bitbucketServer: { main: provider } } },
    }),
  );
  return [describeScope(config!), ...describeLimits(config!)].join(', ');
}

describe('describeScope', () => {
  it('says what is discovered by default', () => {
    expect(describeProvider({})).toBe(
      '/catalog-info.yaml in all projects of git.example.com',
    );
  });

  it('names every option that is set', () => {
    expect(
      describeProvider({
        catalogPath: ['/catalog-info.yaml', '**/info.yaml'],
        branch: 'next',
        fallbackBranch: 'HEAD',
        includePersonalRepos: true,
        filters: {
          projectKey: ['^A', '^B'],
          repoSlug: 'x',
          exclude: { projectKey: 'OLD', repoSlug: ['^y', '^z'] },
          allowForks: false,
          visibility: 'public',
          labels: { include: ['a', 'b'], exclude: 'c' },
          skipArchivedRepos: true,
        },
      }),
    ).toBe(
      '/catalog-info.yaml, **/info.yaml on next, else on the default branch in projects matching ^A or ^B but those matching OLD of git.example.com, personal ones too, no repositories matching ^y or ^z, only repositories matching x, without archived repositories, without forks, only public ones, none with the label c, only those with the label a or b',
    );
  });

  it.each<[JsonObject, string]>([
    [{ branch: 'refs/heads/next' }, '/catalog-info.yaml on next in all'],
    [{ branch: 'a', fallbackBranch: 'b' }, ' on a, else on b in all projects'],
    [{ validateLocationsExist: false }, ', without looking for the file'],
    [
      { filters: { visibility: ['public', 'private'] } },
      ', only public or private ones',
    ],
  ])('says of %j: %s', (provider, words) => {
    expect(describeProvider(provider)).toContain(words);
  });
});
