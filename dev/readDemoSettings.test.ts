import { readDemoSettings } from './readDemoSettings';

const host = 'git.example.com';
const apiBaseUrl = 'https://git.example.com/rest/api/1.0';
const address = { BITBUCKET_HOST: host, BITBUCKET_API_BASE_URL: apiBaseUrl };

describe('readDemoSettings', () => {
  it('takes port 7007 and the stand-in where nothing is given', () => {
    expect(readDemoSettings({ BITBUCKET_HOST: '' })).toEqual({ port: 7007 });
  });

  it.each([
    [{ PORT: '8000' }, 8000],
    [{ PORT: '8000', BACKEND_PORT: '0' }, 0],
  ])('reads the port from %j', (env, port) => {
    expect(readDemoSettings(env).port).toBe(port);
  });

  it.each(['x', '-1', '65536', '1.5'])('refuses port %s', text => {
    expect(() => readDemoSettings({ BACKEND_PORT: text })).toThrow(
      `BACKEND_PORT is '${text}'; give a number from 0 to 65535`,
    );
  });

  it.each([
    [{ BITBUCKET_TOKEN: 'T' }, { token: 'T' }],
    [
      { BITBUCKET_USERNAME: 'U', BITBUCKET_PASSWORD: 'P' },
      { username: 'U', password: 'P' },
    ],
  ])('reads a real server with %j', (env, credentials) => {
    expect(readDemoSettings({ ...address, ...env }).server).toEqual({
      host,
      apiBaseUrl,
      ...credentials,
    });
  });

  it.each([
    [{ BITBUCKET_TOKEN: 'T' }, 'give BITBUCKET_HOST'],
    [
      { BITBUCKET_HOST: host, BITBUCKET_TOKEN: 'T' },
      'give BITBUCKET_API_BASE_URL, such as https://git.example.com/rest/api/1.0',
    ],
    [address, 'give BITBUCKET_TOKEN, or BITBUCKET_USERNAME and'],
    [{ ...address, BITBUCKET_USERNAME: 'U' }, 'give BITBUCKET_PASSWORD, which'],
    [{ ...address, BITBUCKET_PASSWORD: 'P' }, 'give BITBUCKET_USERNAME, which'],
    [
      { ...address, BITBUCKET_TOKEN: 'T', BITBUCKET_USERNAME: 'U' },
      'give the token alone',
    ],
  ])('refuses %j', (env, message) => {
    expect(() => readDemoSettings(env)).toThrow(message);
  });
});
