import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { FakeCatalog } from '../../dev/rig/FakeCatalog';
import { BitbucketServerApi, BitbucketServerResponseError } from '../bitbucket';
import { ProviderConfig, readProviderConfigs } from '../config';
import { PushFilter } from './PushFilter';

const antenna = { projectKey: 'ORBIT', repoSlug: 'antenna' };
const context = { priority: 'urgent' } as const;
const providerName = 'bitbucketServer-provider:main';

function readConfig(provider: JsonObject): ProviderConfig {
  const host = 'git.example.com';
  const [config] = readProviderConfigs(
    new ConfigReader({
      integrations: { bitbucketServer: [{ host }] },
      catalog: { providers: { bitbucketServer: { main: provider } } },
    }),
  );
  return config!;
}

function createFilter(options: { provider?: JsonObject } = {}) {
  const catalog = new FakeCatalog();
  const getDefaultBranch = jest.fn(async () => 'main');
  const api = {
    host: 'git.example.com',
    content: { getDefaultBranch },
  } as unknown as BitbucketServerApi;
  const filter = new PushFilter({
    providerName,
    config: readConfig(options.provider ?? {}),
    api,
    catalog: catalog.createService(),
    auth: mockServices.auth(),
  });
  return { filter, catalog, getDefaultBranch, api };
}

/** A location of the antenna, as a sweep has left it. */
function location(options: { branch?: string; by?: string; slug?: string }) {
  const { branch, by = providerName, slug = 'antenna' } = options;
  const target = `https://git.example.com/projects/ORBIT/repos/${slug}/browse/catalog-info.yaml`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: {
      name: `generated-${slug}-${by.length}`,
      annotations: {
        'bitbucket.org/discovered-by': by,
        ...(branch && { 'bitbucket.org/default-branch': branch }),
      },
    },
    spec: { type: 'url', target },
  };
}

const push = (...branches: string[]) => ({
  name: antenna,
  refs: branches.map(branch => `refs/heads/${branch}`),
});

describe('PushFilter', () => {
  it.each<[string, string[], boolean]>([
    ['the default branch', ['trunk'], true],
    ['another branch', ['main'], false],
    ['a branch of which it is the end', ['feature/trunk'], false],
    ['both', ['main', 'trunk'], true],
  ])(
    'goes by the branch that the catalog holds, on a push to %s, without a request',
    async (_, branches, matters) => {
      const { filter, catalog, getDefaultBranch } = createFilter();
      catalog.put(location({ branch: 'trunk' }), { providerName });

      expect(await filter.matters(push(...branches), context)).toBe(matters);
      expect(getDefaultBranch).not.toHaveBeenCalled();
    },
  );

  it('asks for the branch once where the catalog holds nothing', async () => {
    const { filter, getDefaultBranch } = createFilter();

    expect(await filter.matters(push('main'), context)).toBe(true);
    expect(await filter.matters(push('wip'), context)).toBe(false);
    expect(getDefaultBranch.mock.calls).toEqual([[antenna, context]]);
  });

  it('asks where the catalog has the branch of another repository or provider only', async () => {
    const { filter, catalog, getDefaultBranch } = createFilter();
    catalog.put(location({ branch: 'trunk', slug: 'antenna-2' }), {
      providerName,
    });
    catalog.put(location({ branch: 'trunk', by: 'other' }), {
      providerName: 'other',
    });

    expect(await filter.matters(push('trunk'), context)).toBe(false);
    expect(getDefaultBranch).toHaveBeenCalledTimes(1);
  });

  it('asks where what the catalog holds names no branch', async () => {
    const { filter, catalog, getDefaultBranch } = createFilter();
    catalog.put(location({}), { providerName });

    expect(await filter.matters(push('main'), context)).toBe(true);
    expect(getDefaultBranch).toHaveBeenCalledTimes(1);
  });

  it('asks where there is no catalog to be read', async () => {
    const { api } = createFilter();
    const config = readConfig({});
    const filter = new PushFilter({ providerName, config, api });

    expect(await filter.matters(push('wip'), context)).toBe(false);
  });

  it('lets a push matter whose branch cannot be told', async () => {
    const { filter, getDefaultBranch } = createFilter();
    getDefaultBranch.mockRejectedValue(
      new BitbucketServerResponseError({ url: 'u', status: 404 }),
    );

    expect(await filter.matters(push('wip'), context)).toBe(true);
  });

  it('does not take a bug for an answer', async () => {
    const { filter, getDefaultBranch } = createFilter();
    getDefaultBranch.mockRejectedValue(new TypeError('oops'));

    await expect(filter.matters(push('wip'), context)).rejects.toThrow('oops');
  });

  it('asks again for a branch that was to be forgotten', async () => {
    const { filter, getDefaultBranch } = createFilter();
    await filter.matters(push('main'), context);
    filter.forget(antenna);
    getDefaultBranch.mockResolvedValue('trunk');

    expect(await filter.matters(push('trunk'), context)).toBe(true);
  });

  it.each<[string, string[], boolean]>([
    ['release/2', ['release/2'], true],
    ['refs/heads/release/2', ['release/2'], true],
    ['release/2', ['main'], false],
    ['release/2', ['2'], false],
    ['refs/tags/v2', ['v2'], false],
  ])(
    'goes by ?at=%s alone on a push to %p, and asks nobody',
    async (ref, branches, matters) => {
      const { filter, catalog, getDefaultBranch } = createFilter({
        provider: { catalogPath: `/catalog-info.yaml?at=${ref}` },
      });
      catalog.put(location({ branch: 'main' }), { providerName });

      expect(await filter.matters(push(...branches), context)).toBe(matters);
      expect(getDefaultBranch).not.toHaveBeenCalled();
    },
  );

  it.each<[string[], boolean]>([
    [['next'], true],
    [['spare'], true],
    [['main'], false],
    [['main', 'next'], true],
  ])(
    'goes by branch and fallbackBranch on a push to %p, and asks nobody',
    async (branches, matters) => {
      const { filter, getDefaultBranch } = createFilter({
        provider: { branch: 'next', fallbackBranch: 'refs/heads/spare' },
      });

      expect(await filter.matters(push(...branches), context)).toBe(matters);
      expect(getDefaultBranch).not.toHaveBeenCalled();
    },
  );

  it('asks for the default branch where that is the fallback, and the push is not to the branch', async () => {
    const { filter, getDefaultBranch } = createFilter({
      provider: { branch: 'next', fallbackBranch: 'HEAD' },
    });

    expect(await filter.matters(push('next'), context)).toBe(true);
    expect(getDefaultBranch).not.toHaveBeenCalled();
    expect(await filter.matters(push('main'), context)).toBe(true);
    expect(await filter.matters(push('other'), context)).toBe(false);
    expect(getDefaultBranch).toHaveBeenCalledTimes(1);
  });
});
