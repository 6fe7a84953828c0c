import { AppConfig, ConfigReader } from '@backstage/config';
import { readHostConfig } from './readHostConfig';

type JsonObject = AppConfig['data'];

function read(entry: JsonObject) {
  const bitbucketServer = [{ host: 'a.x', ...entry }];
  const config = new ConfigReader({ integrations: { bitbucketServer } });
  return readHostConfig(config, 'a.x').credentials;
}

const username = 'me';
const password = 's3cret';

describe('readHostConfig, of credentials', () => {
  it('reads a token, without the blanks around it', () => {
    expect(read({ token: ' t\n' })).toEqual({ type: 'token', token: 't' });
  });

  it('reads username and password as they are written', () => {
    expect(read({ username, password: ' p ' })).toEqual({
      type: 'basic',
      username,
      password: ' p ',
    });
  });

  it.each([[{ username }], [{ password }], [{ username, password }]])(
    'prefers a token to %j',
    others => {
      expect(read({ token: 't', ...others })).toEqual({
        type: 'token',
        token: 't',
      });
    },
  );

  it('falls back to username and password where the token is blank', () => {
    expect(read({ token: ' ', username, password })).toEqual({
      type: 'basic',
      username,
      password,
    });
  });

  it('reads a password of any alphabet, which goes through Base64', () => {
    expect(read({ username, password: 'pässwörd' })).toMatchObject({
      password: 'pässwörd',
    });
  });

  it('reads nothing as no credentials', () => {
    expect(read({})).toEqual({ type: 'none' });
  });

  it.each<[JsonObject, string]>([
    [{ username }, 'password is missing, and integrations'],
    [{ password }, 'username is missing, and integrations'],
    [{ token: ' ', password }, 'username is missing, and integrations'],
    [{ token: ' ' }, 'token holds nothing but blanks'],
    [{ token: 's3cret\u200b' }, 'token has a zero-width space (U+200B) as its'],
    [{ token: 's3crét' }, 'token has the character U+00E9 as character 5'],
    [{ username, password: 's3cret\n' }, 'password has a line feed (U+000A)'],
    [{ username: 'me\r', password }, 'username has a carriage return (U+000D)'],
    [{ username: 'm:e', password }, 'username has the character U+003A as'],
  ])('refuses %j without showing a value', (entry, message) => {
    expect(() => read(entry)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(
          `integrations.bitbucketServer[0].${message}`,
        ),
      }),
    );
    expect(() => read(entry)).not.toThrow(password);
  });
});
