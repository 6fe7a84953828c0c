import type { SchedulerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { EventsService } from '@backstage/plugin-events-node';
import { driveTimers } from '../../dev/rig/driveTimers';
import { LogLines } from '../../dev/rig/LogLines';
import {
  ProviderRig,
  ProviderRigOptions,
  TOKEN,
} from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { BitbucketServerEntityProvider } from './BitbucketServerEntityProvider';

const network = useTestNetwork();
const FILE = { 'catalog-info.yaml': '' };

function createRig(options: Partial<ProviderRigOptions> = {}): ProviderRig {
  return new ProviderRig({
    network,
    ...options,
    standIn: {
      projects: [{ key: 'A' }, { key: 'B' }],
      repositories: [
        { project: 'A', slug: 'one', files: FILE },
        { project: 'B', slug: 'one', files: FILE },
      ],
      ...options.standIn,
    },
  });
}

describe('BitbucketServerEntityProvider', () => {
  it('is named after its id, and so are its task and location key', async () => {
    const rig = createRig();
    const [started] = await rig.start();
    await rig.sweep();
    expect(started?.provider.getProviderName()).toBe(
      'bitbucketServer-provider:main',
    );
    expect(started?.task.id).toBe('bitbucketServer-provider:main:refresh');
    expect(rig.catalog.mutations.at(-1)).toMatchObject({
      type: 'full',
      entities: [
        { locationKey: 'bitbucketServer-provider:main' },
        { locationKey: 'bitbucketServer-provider:main' },
      ],
    });
  });

  it('asks for nothing before its first run', async () => {
    const rig = createRig();
    await rig.start();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(rig.urls).toEqual([]);
    expect(rig.catalog.mutations).toEqual([]);
  });

  it('discovers where the errors of the catalog cannot be subscribed to', async () => {
    const events: EventsService = {
      publish: async () => {},
      subscribe: async ({ topics }) => {
        if (topics.includes('experimental.catalog.errors')) {
          throw new Error('no such topic');
        }
      },
    };
    const rig = createRig({ events });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(2);
  });

  it('uses the schedule of the configuration when it is given a scheduler', async () => {
    const scheduler = {
      createScheduledTaskRunner: jest.fn(() => ({ run: async () => {} })),
    } as unknown as SchedulerService;
    const config = new ConfigReader({
      integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
      catalog: {
        providers: {
          bitbucketServer: {
            schedule: { frequency: 'PT5M', timeout: { minutes: 7 } },
          },
        },
      },
    });
    const [provider] = BitbucketServerEntityProvider.fromConfig(config, {
      logger: new LogLines(),
      scheduler,
    });
    expect(provider?.getProviderName()).toBe(
      'bitbucketServer-provider:default',
    );
    expect(scheduler.createScheduledTaskRunner).toHaveBeenCalledWith(
      expect.objectContaining({ timeout: { minutes: 7 } }),
    );
  });

  it('cannot be created without a schedule and without a scheduler', () => {
    const config = new ConfigReader({
      integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
      catalog: { providers: { bitbucketServer: { main: {} } } },
    });
    const create = () =>
      BitbucketServerEntityProvider.fromConfig(config, {
        logger: new LogLines(),
      });
    expect(create).toThrow(
      'bitbucketServer-provider:main has neither a schedule nor a scheduler',
    );
  });

  it('sweeps at once on refresh, and logs to the logger it is given', async () => {
    const rig = createRig();
    const [started] = await rig.start();
    const logger = new LogLines();
    await driveTimers(started!.provider.refresh(logger));
    expect(rig.catalog.targets).toHaveLength(2);
    expect(rig.log.lines).toEqual([]);
    // A busy machine lets more of the fake time pass.
    const lines = logger.at('info').filter(line => !line.endsWith(' so far'));
    expect(lines).toEqual([
      'main: discovering /catalog-info.yaml in all projects of git.example.com (Bitbucket 9.4.0) as standin, at most 8 requests at once, no limit a minute',
      expect.stringMatching(
        /^main: 2 repositories in 2 projects, 2 catalog files, 0 unknown, 6 requests, \d+ s$/,
      ),
    ]);
  });

  it('fails on refresh as long as it is not connected', async () => {
    const config = new ConfigReader({
      integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
      catalog: { providers: { bitbucketServer: { main: {} } } },
    });
    const [provider] = BitbucketServerEntityProvider.fromConfig(config, {
      logger: new LogLines(),
      schedule: { run: async () => {} },
    });
    const logger = new LogLines();
    await expect(provider!.refresh(logger)).rejects.toThrow(
      'bitbucketServer-provider:main is not connected',
    );
    expect(logger.at('error')).toHaveLength(1);
  });

  it('logs a failed run once, with provider, cause and way to mend, and rethrows it', async () => {
    const rig = createRig({ rules: [{ match: '', respond: { status: 404 } }] });
    const error = await rig.sweep();
    expect(rig.log.lines.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        message:
          'bitbucketServer-provider:main: the run failed: GET https://git.example.com/rest/api/1.0/projects?limit=1000 answered 404. Nothing was changed. Look at the address of the request, and check that the apiBaseUrl of the integration is the address of the REST API and answers from here; mostly its context path is missing',
        meta: error,
      },
    ]);
    expect(error).toMatchObject({ name: 'BitbucketServerResponseError' });
    expect(rig.catalog.mutations).toEqual([]);
  });

  it('applies everything else in its first sweep when one project fails', async () => {
    const rig = createRig({
      rules: [{ match: /projects\/A\/repos/, respond: { status: 403 } }],
    });
    expect(await rig.sweep()).toMatchObject({ name: 'IncompleteSweepError' });
    expect(rig.catalog.targets).toEqual([
      'https://git.example.com/projects/B/repos/one/browse/catalog-info.yaml',
    ]);
    expect(rig.log.at('warn')).toEqual([
      'main: a list broke off (the repositories of A): GET https://git.example.com/rest/api/1.0/projects/A/repos?limit=1000 answered 403; what was known of it is kept. Give the account read permission, or leave it out with filters.projectKey or filters.repoSlug',
    ]);
  });

  it('tells what is found as it is found, and ends a sweep that leaves nothing unknown in one full mutation, any other in one delta', async () => {
    const rig = createRig();
    const sweep = async () => {
      rig.catalog.mutations.length = 0;
      await rig.sweep();
      const types = rig.catalog.mutations.map(({ type }) => type);
      return { asFound: new Set(types.slice(0, -1)), atEnd: types.at(-1) };
    };
    const asFound = new Set(['delta']);
    expect(await sweep()).toEqual({ asFound, atEnd: 'full' });
    rig.breakWith({ match: /A\/repos\/one\/browse/, respond: 'html' });
    expect(await sweep()).toEqual({ asFound: new Set(), atEnd: 'delta' });
    rig.breakWith();
    expect(await sweep()).toEqual({ asFound: new Set(), atEnd: 'full' });
  });

  it('lets the catalog read a file again only when something has changed', async () => {
    const rig = createRig();
    await rig.sweep();
    expect(rig.catalog.reads).toHaveLength(2);
    await rig.sweepInNewProcess();
    rig.breakWith({ match: /A\/repos\/one\/browse/, respond: 'html' });
    await rig.sweep();
    expect(rig.catalog.reads).toHaveLength(2);
  });

  it('says with each unknown what was asked, what came back and by which request', async () => {
    const rig = createRig({
      rules: [
        {
          match: /browse/,
          respond: {
            status: 403,
            headers: { 'X-AREQUESTID': '@1x2x3' },
            body: JSON.stringify({
              errors: [{ message: 'No.', exceptionName: 'a.b.AuthorisationException' }],
            }),
          },
        },
      ],
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('warn')).toEqual([
      'main: 2 repositories could not be checked (A/one, B/one), for example: GET https://git.example.com/rest/api/1.0/projects/A/repos/one/browse?limit=1000 answered 403 (AuthorisationException, "No.", request @1x2x3); what was known of it is kept. Give the account read permission, or leave it out with filters.projectKey or filters.repoSlug',
    ]);
  });

  it('repeats no credential in a log line or error, even where the server does', async () => {
    const body = JSON.stringify({
      errors: [{ message: `Bearer ${TOKEN} is not good`, exceptionName: 'E' }],
    });
    for (const match of ['projects\\?', 'repos\\?', 'browse']) {
      const rig = createRig({
        rules: [{ match, respond: { status: 403, body } }],
      });
      const error = await rig.sweep();
      const said = [
        ...rig.log.lines.map(({ message, meta }) => `${message} ${meta}`),
        String(error),
        JSON.stringify(error),
      ];
      expect(said.join('\n')).toContain('Bearer *** is not good');
      expect(said.join('\n')).not.toContain(TOKEN);
    }
  });

  it('warns when two providers emit the same, and only then', async () => {
    const rig = createRig({
      providers: {
        main: {},
        other: { filters: { projectKey: '^A$' } },
        third: { filters: { projectKey: '^C$' } },
      },
    });
    await rig.sweep();
    expect(rig.log.at('warn')).toEqual([
      expect.stringMatching(
        /bitbucketServer-provider:\w+ and bitbucketServer-provider:\w+ emit 1 of the same entities, such as location:default\/generated-.*Narrow the filters/,
      ),
    ]);
  });

  it('removes nothing that another provider has emitted', async () => {
    const rig = createRig({
      providers: {
        main: { filters: { projectKey: '^A$' } },
        other: { filters: { projectKey: '^B$' } },
      },
    });
    await rig.sweep();
    rig.standIn.removeFile('B', { slug: 'one', path: 'catalog-info.yaml' });
    rig.breakWith({ match: /A\/repos/, respond: 'html' });
    await rig.sweepInNewProcess();
    expect(rig.catalog.targets).toEqual([
      'https://git.example.com/projects/A/repos/one/browse/catalog-info.yaml',
    ]);
  });

  it('shares one host between providers, and never a budget between hosts', async () => {
    const other = {
      host: 'other.example.com',
      apiBaseUrl: 'https://git.example.com/rest/api/1.0',
      token: TOKEN,
      maxConcurrentRequests: 3,
    };
    const rig = createRig({
      integration: { maxConcurrentRequests: 2 },
      integrations: [other],
      providers: { main: {}, again: {}, other: { host: other.host } },
    });
    rig.faults.set({ latencyMs: 100 });
    await rig.sweep();
    expect(rig.maxInFlight).toBeGreaterThan(2);
    expect(rig.maxInFlight).toBeLessThanOrEqual(5);
  });
});
