import { BitbucketServerApi, BitbucketServerResponseError } from '../bitbucket';
import { DefaultBranches } from './DefaultBranches';

const antenna = { projectKey: 'ORBIT', repoSlug: 'antenna' };
const dish = { projectKey: 'ORBIT', repoSlug: 'dish' };
const context = { priority: 'urgent' } as const;

const HOUR_MS = 60 * 60_000;

function createApi(options: { host?: string; branch?: string } = {}) {
  const { host = 'git.example.com', branch = 'main' } = options;
  const getDefaultBranch = jest.fn(async () => branch);
  const api = {
    host,
    content: { getDefaultBranch },
  } as unknown as BitbucketServerApi;
  return { api, getDefaultBranch };
}

describe('DefaultBranches', () => {
  // The clock that the cache goes by; it looks at it once a millisecond.
  const now = jest.spyOn(performance, 'now');
  const setTime = async (passedMs: number) => {
    now.mockReturnValue(1 + passedMs);
    await jest.advanceTimersByTimeAsync(1);
  };

  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
    await setTime(0);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  afterAll(() => now.mockRestore());

  it('asks for a branch once, in whatever letter case', async () => {
    const { api, getDefaultBranch } = createApi({ branch: 'trunk' });
    const branches = new DefaultBranches();
    const upperCase = { projectKey: 'orbit', repoSlug: 'ANTENNA' };

    expect(await branches.get(antenna, { api, context })).toBe('trunk');
    expect(await branches.get(upperCase, { api, context })).toBe('trunk');
    expect(getDefaultBranch.mock.calls).toEqual([[antenna, context]]);
  });

  it('asks once for two that want to know at the same time', async () => {
    const { api, getDefaultBranch } = createApi();
    const branches = new DefaultBranches();

    expect(
      await Promise.all([
        branches.get(antenna, { api, context }),
        branches.get(antenna, { api, context }),
      ]),
    ).toEqual(['main', 'main']);
    expect(getDefaultBranch).toHaveBeenCalledTimes(1);
  });

  it('asks for each repository, and on each server', async () => {
    const here = createApi({ branch: 'main' });
    const there = createApi({ host: 'git.example.org', branch: 'master' });
    const branches = new DefaultBranches();

    expect([
      await branches.get(antenna, { api: here.api, context }),
      await branches.get(dish, { api: here.api, context }),
      await branches.get(antenna, { api: there.api, context }),
    ]).toEqual(['main', 'main', 'master']);
    expect(here.getDefaultBranch).toHaveBeenCalledTimes(2);
  });

  it('asks again after an hour, however often it was used meanwhile', async () => {
    const { api, getDefaultBranch } = createApi();
    const branches = new DefaultBranches();
    for (const passedMs of [0, HOUR_MS / 2, HOUR_MS]) {
      await setTime(passedMs);
      await branches.get(antenna, { api, context });
    }
    expect(getDefaultBranch).toHaveBeenCalledTimes(1);

    await setTime(HOUR_MS + 1);
    await branches.get(antenna, { api, context });

    expect(getDefaultBranch).toHaveBeenCalledTimes(2);
  });

  it('asks again after a failure', async () => {
    const { api, getDefaultBranch } = createApi();
    const failure = new BitbucketServerResponseError({ url: 'u', status: 503 });
    getDefaultBranch.mockRejectedValueOnce(failure);
    const branches = new DefaultBranches();
    await expect(branches.get(antenna, { api, context })).rejects.toBe(failure);

    expect(await branches.get(antenna, { api, context })).toBe('main');
  });

  it('asks again for what it was told to forget', async () => {
    const { api, getDefaultBranch } = createApi();
    const branches = new DefaultBranches();
    await branches.get(antenna, { api, context });
    branches.forget(antenna, { api });
    getDefaultBranch.mockResolvedValueOnce('trunk');

    expect(await branches.get(antenna, { api, context })).toBe('trunk');
  });

  it('does not keep an answer that was on its way when it was told to forget', async () => {
    const { api, getDefaultBranch } = createApi();
    let answer = (_branch: string) => {};
    getDefaultBranch.mockReturnValueOnce(
      new Promise<string>(resolve => {
        answer = resolve;
      }),
    );
    const branches = new DefaultBranches();
    const before = branches.get(antenna, { api, context });
    branches.forget(antenna, { api });
    getDefaultBranch.mockResolvedValueOnce('trunk');
    const after = branches.get(antenna, { api, context });
    answer('main');

    expect([await before, await after]).toEqual(['main', 'trunk']);
    expect(await branches.get(antenna, { api, context })).toBe('trunk');
  });
});
