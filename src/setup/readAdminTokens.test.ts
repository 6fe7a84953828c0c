import { readAdminTokens } from './readAdminTokens';

const env = { BITBUCKET_ADMIN_TOKEN: 'given' };

describe('readAdminTokens', () => {
  it('takes that of the environment for one host, and asks nobody', async () => {
    const ask = jest.fn();
    const tokens = await readAdminTokens(['one'], { env, ask });
    expect([...tokens]).toEqual([['one', 'given']]);
    expect(ask).not.toHaveBeenCalled();
  });

  it('asks for that of each host by itself', async () => {
    const ask = jest.fn(async (question: string) => `token, ${question}`);
    const tokens = await readAdminTokens(['one', 'two'], { env: {}, ask });
    expect([...tokens]).toEqual([
      ['one', 'token, Token of an administrator of one: '],
      ['two', 'token, Token of an administrator of two: '],
    ]);
  });

  it('gives the token of the environment to no more than one host', async () => {
    await expect(readAdminTokens(['one', 'two'], { env })).rejects.toThrow(
      'there are providers of one, two; choose one with --host',
    );
  });

  it.each([
    ['there is nobody to ask', undefined],
    ['nothing is answered', async () => undefined],
  ])('says what is missing where %s', async (_, ask) => {
    await expect(readAdminTokens(['one'], { env: {}, ask })).rejects.toThrow(
      'BITBUCKET_ADMIN_TOKEN is not set; give it',
    );
  });

  it('refuses a token with a line break, and does not repeat it', async () => {
    const broken = { BITBUCKET_ADMIN_TOKEN: 's3cret\n' };
    const tokens = readAdminTokens(['one'], { env: broken });
    await expect(tokens).rejects.toThrow(
      'BITBUCKET_ADMIN_TOKEN has a line feed',
    );
    await expect(tokens).rejects.not.toThrow('s3cret');
  });
});
