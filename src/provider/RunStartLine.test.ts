import type { FaultRule } from '../../dev/standin/faults/types';
import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';

const network = useTestNetwork();
const ASKED = '/application-properties';
const KNOWN =
  'main: discovering /catalog-info.yaml in all projects of git.example.com (Bitbucket 9.4.0) as standin, at most 8 requests at once, no limit a minute';
const UNKNOWN =
  'main: discovering /catalog-info.yaml in all projects of git.example.com with a token, at most 8 requests at once, no limit a minute';

function createRig(options: Partial<ProviderRigOptions> = {}): ProviderRig {
  return new ProviderRig({
    network,
    standIn: {
      projects: [{ key: 'A' }],
      repositories: [
        { project: 'A', slug: 'one', files: { 'catalog-info.yaml': '' } },
      ],
    },
    ...options,
  });
}

function toAsked(rig: ProviderRig): string[] {
  return rig.paths.filter(path => path === ASKED);
}

function breakWith(respond: FaultRule['respond']): ProviderRig {
  return createRig({ rules: [{ match: ASKED, respond }] });
}

describe('RunStartLine', () => {
  it('is the first line of every run, and at info level where it is new', async () => {
    const rig = createRig();
    const atEnd = expect.stringContaining('main: 1 repository in 1 project');
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('info')).toEqual([KNOWN, atEnd]);
    expect(toAsked(rig)).toHaveLength(1);

    for (let run = 0; run < 2; run += 1) {
      rig.forget();
      expect(await rig.sweep()).toBeUndefined();
      expect(rig.log.at('info')).toEqual([atEnd]);
      expect(rig.log.lines[0]).toEqual({ level: 'debug', message: KNOWN });
      expect(toAsked(rig)).toHaveLength(1);
    }

    rig.breakWith({ match: ASKED, respond: { status: 404 } });
    rig.forget();
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('info')).toEqual([UNKNOWN, atEnd]);
  });

  it.each<[string, FaultRule['respond']]>([
    ['401', { status: 401 }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['500', { status: 500 }],
    ['503 for ever', { status: 503 }],
    ['429', { status: 429 }],
    ['HTML', 'html'],
    ['a redirect to a login page', 'redirect-login'],
    ['JSON of another shape', { status: 200, body: '{"up":true}' }],
    ['a reset', 'reset'],
    ['nothing at all', 'hang'],
  ])('goes without the version where the answer is %s', async (_, respond) => {
    const rig = breakWith(respond);
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('info')[0]).toBe(UNKNOWN);
    expect(rig.log.at('warn')).toEqual([]);
    expect(rig.log.at('error')).toEqual([]);
    expect(rig.catalog.targets).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says the version also where the catalog takes its time before, as at its start', async () => {
    const rig = createRig();
    rig.catalog.beforeRead = () =>
      new Promise(resolve => {
        setTimeout(resolve, 20_000);
      });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('info')[0]).toBe(KNOWN);
  });

  it('is there after five seconds, whatever the server does', async () => {
    const rig = createRig({ rules: [{ match: '', respond: 'hang' }] });
    const controller = new AbortController();
    const [started] = await rig.start();
    const run = started!.task.fn as (signal: AbortSignal) => Promise<void>;
    const sweep = run(controller.signal).catch(error => error);
    // It finds out first how the run before has ended.
    for (let steps = 0; steps < 20; steps += 1) {
      await jest.advanceTimersByTimeAsync(10);
    }
    await jest.advanceTimersByTimeAsync(4_000);
    expect(rig.log.at('info')).toEqual([]);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(rig.log.at('info')).toEqual([UNKNOWN]);
    controller.abort();
    expect(await sweep).toMatchObject({ name: 'AbortError' });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('warns of an option also when the answer comes after the line', async () => {
    const rig = createRig({
      standIn: {
        projects: [{ key: 'A' }],
        repositories: [
          { project: 'A', slug: 'one', files: { 'catalog-info.yaml': '' } },
        ],
        version: '7.21.3',
      },
      integration: { retry: { maxApiRequestsPerMinute: 6 } },
      providers: { main: { filters: { skipArchivedRepos: true } } },
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('info')[0]).toContain('of git.example.com with');
    expect(rig.log.at('warn').join()).toContain('is 7.21.3');
  });

  it('asks nothing of a server that refuses the credentials', async () => {
    const rig = createRig({ rules: [{ match: '', respond: { status: 401 } }] });
    expect(await rig.sweep()).toMatchObject({ name: 'BadCredentialsError' });
    expect(toAsked(rig)).toEqual([]);
    expect(rig.log.at('info')).toEqual([UNKNOWN]);
  });

  it('warns of an option that the server is too old for', async () => {
    const rig = createRig({
      standIn: {
        projects: [{ key: 'A' }],
        version: '7.21.3',
      },
      providers: { main: { filters: { skipArchivedRepos: true } } },
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('warn')).toEqual([
      'main: filters.skipArchivedRepos needs Bitbucket 8.0 or newer, and git.example.com is 7.21.3: no repository counts as archived before that',
    ]);
  });
});
