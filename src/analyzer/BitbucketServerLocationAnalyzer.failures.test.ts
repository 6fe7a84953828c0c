import { ResponseError } from '@backstage/errors';
import { createTestAnalyzer } from '../../dev/rig/createTestAnalyzer';
import { useApiRig } from '../../dev/rig/useApiRig';
import { testBaseUrl } from '../bitbucket/testing/createTestApi';
import { settle } from '../http/testing/settle';
import { useFakeTime } from '../http/testing/useFakeTime';

const rig = useApiRig();
const repository = `${testBaseUrl}/projects/KEY/repos/one`;
const path = 'catalog-info.yaml';
const target = `${repository}/browse/${path}`;

/** What the catalog says with 400. */
async function toRefusal(message: string, status = 400) {
  const response = { statusCode: status };
  const error = { name: 'InputError', message };
  return ResponseError.fromResponse(
    new Response(JSON.stringify({ error, response }), {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  );
}

function startOne(
  files: Record<string, string> | undefined,
  more: Parameters<typeof rig.start>[0] = {},
): void {
  rig.start({
    repositories: [{ project: 'KEY', slug: 'one', ...(files && { files }) }],
    ...more,
  });
}

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
    ['/repos/one$', 404, 'apiBaseUrl'],
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

  it('gives up a server that never answers before a proxy gives up Backstage', async () => {
    startOne({ [path]: '' }, { rules: [{ match: '/files', respond: 'hang' }] });
    useFakeTime();
    try {
      const { find } = createTestAnalyzer({ maxRetries: 4 });
      const settled = settle(find(repository));
      for (let second = 0; second < 60; second += 1) {
        await jest.advanceTimersByTimeAsync(1_000);
      }
      expect(settled.error).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('within 45 seconds'),
      });
    } finally {
      jest.useRealTimers();
    }
  });
});
