import { setupServer } from 'msw/node';
import { StandInFaults } from '../../dev/standin/faults/StandInFaults';
import { FaultRule } from '../../dev/standin/faults/types';
import { createStandInHandlers } from '../../dev/standin/mswHandler';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { StandInBitbucketOptions } from '../../dev/standin/StandInBitbucketOptions';
import { HostCredentials } from '../config';
import { BadCredentialsError } from './BadCredentialsError';
import { createTestApi, testBaseUrl as baseUrl } from './testing/createTestApi';

const server = setupServer();
let standIn: StandInBitbucket;

function start(
  options: Partial<StandInBitbucketOptions> & {
    rules?: FaultRule[];
    clientCredentials?: HostCredentials;
  } = {},
) {
  const { rules = [], clientCredentials, ...standInOptions } = options;
  standIn = new StandInBitbucket({
    baseUrl,
    projects: [{ key: 'KEY' }],
    strictPageSize: 2,
    credentials: { token: 'T' },
    ...standInOptions,
  });
  const faults = new StandInFaults({ rules });
  server.use(...createStandInHandlers(standIn, { faults }));
  return createTestApi({ credentials: clientCredentials });
}

const paths = () =>
  standIn.requests.map(({ path }) => path.replace(/^.*\/rest\/api\/1.0/, ''));

function expectKnownRequestsOnly() {
  expect(standIn.unknownRequests).toEqual([]);
}

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  expectKnownRequestsOnly();
});
afterAll(() => server.close());

describe('BitbucketServerApi.assertCredentials', () => {
  it('accepts credentials that the server knows', async () => {
    const api = start();
    await expect(api.assertCredentials({})).resolves.toBeUndefined();
    expect(paths()).toEqual(['/profile/recent/repos?limit=1']);
  });

  it.each<[HostCredentials, string]>([
    [{ type: 'token', token: 'old' }, 'token'],
    [
      { type: 'basic', username: 'jane', password: 'old' },
      'username "jane" with its password',
    ],
  ])('says which credentials are refused: %p', async (given, words) => {
    const api = start({ anonymous: 'public', clientCredentials: given });
    const error: Error = await api.assertCredentials({}).catch(e => e);
    expect(error).toBeInstanceOf(BadCredentialsError);
    expect(error.message).toContain(
      `The server does not accept the ${words} of integrations.bitbucketServer for git.example.com: GET ${baseUrl}/rest/api/1.0/profile/recent/repos?limit=1 answered 401`,
    );
  });

  it('asks nothing where there are no credentials', async () => {
    const api = start({
      anonymous: 'public',
      clientCredentials: { type: 'none' },
    });
    await api.assertCredentials({});
    expect(paths()).toEqual([]);
  });

  it.each<FaultRule['respond']>(['reset', 'html', { status: 503 }])(
    'does not blame the credentials for %p',
    async respond => {
      const api = start({ rules: [{ match: '', respond }] });
      const error = await api.assertCredentials({}).catch(e => e);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(BadCredentialsError);
    },
  );
});
