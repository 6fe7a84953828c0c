import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import type { HostCredentials } from '../config';
import { BadCredentialsError } from './answerErrors';
import { testBaseUrl as baseUrl } from './testing/createTestApi';

const { start, paths } = useApiRig();

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

  it('takes a plain 403 for a user whom the server knows', async () => {
    const api = start({ rules: [{ match: '', respond: { status: 403 } }] });
    await expect(api.assertCredentials({})).resolves.toBeUndefined();
  });

  it('takes a 403 that asks for a captcha for refused credentials', async () => {
    const body = JSON.stringify({
      errors: [
        {
          exceptionName:
            'com.atlassian.bitbucket.auth.CaptchaRequiredAuthenticationException',
        },
      ],
    });
    const respond = { status: 403, body };
    const api = start({ rules: [{ match: '', respond }] });
    await expect(api.assertCredentials({})).rejects.toBeInstanceOf(
      BadCredentialsError,
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
