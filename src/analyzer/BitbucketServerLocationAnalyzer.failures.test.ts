import {
  toRefusal,
  useAnalyzerRig,
} from '../../dev/rig/useAnalyzerRig';
import { testBaseUrl } from '../bitbucket/testing/createTestApi';
import { settle } from '../http/testing/settle';
import { useFakeTime } from '../http/testing/useFakeTime';

const { startOne, createTestAnalyzer } = useAnalyzerRig();
const repository = `${testBaseUrl}/projects/KEY/repos/one`;
const path = 'catalog-info.yaml';
const target = `${repository}/browse/${path}`;

describe('BitbucketServerLocationAnalyzer.analyze, of failures', () => {
  it.each([
    ['the repository', `${testBaseUrl}/projects/KEY/repos/two`, 'KEY/two'],
    ['the project', `${testBaseUrl}/projects/NO/repos/one`, 'NO/one'],
    ['the branch', `${repository}?at=x%2Fy`, "'x/y'"],
  ])('says that %s is not there', async (_, url, name) => {
    startOne({ [path]: '' });
    await expect(createTestAnalyzer().find(url)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining(name),
    });
  });

  it.each([
    ['/repos/one$', 503, 'try again'],
    ['/files', 500, 'try again'],
    ['/files', 401, 'read permission'],
    ['/repos/one$', 400, 'look at the address'],
    ['/repos/one$', 404, 'look at the address.*apiBaseUrl'],
  ])(
    'throws where %s answers %d, and says how to mend it',
    async (match, status, advice) => {
      const rules = [{ match, respond: { status, body: '' } }];
      startOne({ [path]: '' }, { rules });
      const { find } = createTestAnalyzer();
      await expect(find(repository)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          new RegExp(`KEY/one.*${advice}.*answered ${status}`),
        ),
      });
    },
  );

  it.each(['reset', 'html', 'cut'] as const)(
    'throws where the list of files is answered with %s',
    async respond => {
      startOne({ [path]: '' }, { rules: [{ match: '/files', respond }] });
      const { find } = createTestAnalyzer();
      await expect(find(repository)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
      });
    },
  );

  it('throws where the repository cannot be read at the moment', async () => {
    const state = 'OFFLINE' as const;
    startOne({}, {
      repositories: [{ project: 'KEY', slug: 'one', state, files: {} }],
    });
    await expect(createTestAnalyzer().find(repository)).rejects.toThrow(
      'KEY/one is OFFLINE',
    );
  });

  it('names no credential where the server refuses it', async () => {
    startOne({ [path]: '' });
    const { find } = createTestAnalyzer({ token: 'expired-71c0' });
    const error = await find(repository).catch(thrown => thrown);
    expect(error).toMatchObject({ name: 'ServiceUnavailableError' });
    expect(String(error)).not.toContain('expired-71c0');
  });

  it('throws for an address that it does not support', async () => {
    startOne({});
    await expect(
      createTestAnalyzer().find('https://a:b@other.example.com/x'),
    ).rejects.toThrow('not the address of a repository on git.example.com');
  });

  it('names every file that the catalog cannot take in, with the reason', async () => {
    startOne({ [path]: '', [`a/${path}`]: '', [`b/${path}`]: '' });
    const { find } = createTestAnalyzer({
      dryRun: async each => {
        if (each === target) {
          return [];
        }
        throw await toRefusal('YAML error on line 3');
      },
    });
    const error = await find(repository).catch(thrown => thrown);
    expect(error.name).toBe('InputError');
    expect(error.message).toContain(`/a/${path}: YAML error on line 3`);
    expect(error.message).toContain(`/b/${path}: YAML error on line 3`);
    expect(error.message).not.toContain(target);
  });

  it('throws where the catalog cannot be asked', async () => {
    startOne({ [path]: '' });
    const { find } = createTestAnalyzer({
      dryRun: async () => {
        throw await toRefusal('no', 503);
      },
    });
    await expect(find(repository)).rejects.toMatchObject({
      name: 'ResponseError',
      message: expect.stringContaining(target),
    });
  });

  describe('of what never ends', () => {
    beforeEach(() => useFakeTime());
    afterEach(() => {
      jest.useRealTimers();
    });

    /** What has become of a search after a minute, when proxies give up. */
    async function findForMinute(
      options: Parameters<typeof createTestAnalyzer>[0],
    ) {
      const settled = settle(createTestAnalyzer(options).find(repository));
      for (let second = 0; second < 60; second += 1) {
        await jest.advanceTimersByTimeAsync(1_000);
      }
      return settled;
    }

    it('gives up a server that never answers', async () => {
      const rules = [{ match: '/files', respond: 'hang' as const }];
      startOne({ [path]: '' }, { rules });
      const { error } = await findForMinute({ maxRetries: 4 });
      expect(error).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          /^git\.example\.com did not tell .* KEY\/one has within 45 seconds; give the address of a directory or file/,
        ),
      });
    });

    it('gives up a catalog that never ends to read one of the files', async () => {
      startOne({ [path]: '', [`a/${path}`]: '' });
      const { error } = await findForMinute({
        dryRun: each => (each === target ? new Promise(() => {}) : []),
      });
      expect(error).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          /^The catalog did not read all 2 catalog files of KEY\/one .* within 45 seconds; give the address of a directory or file/,
        ),
      });
    });

    it('counts the time of the server and that of the catalog together', async () => {
      const headers = { 'retry-after': '30' };
      const respond = { status: 429, headers };
      const rules = [{ match: '/files', times: 1, respond }];
      startOne({ [path]: '' }, { rules });
      const { error } = await findForMinute({
        dryRun: () => new Promise(() => {}),
        maxRetries: 1,
      });
      expect(error?.message).toContain('The catalog did not read');
    });
  });
});
