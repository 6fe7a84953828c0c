import { assertHost } from './assertHost';

const key = 'some.host';

describe('assertHost', () => {
  it.each([['bitbucket.x'], ['bitbucket.x:7990'], ['localhost'], ['[::1]:7990']])(
    'accepts %s',
    host => {
      expect(() => assertHost(host, { key })).not.toThrow();
    },
  );

  it.each([
    ['https://bitbucket.x', 'leave the scheme out: bitbucket.x'],
    ['bitbucket.x/context', 'leave the path out'],
    ['bitbucket.x/', 'leave the path out'],
    ['Bitbucket.x', 'write it in lower case'],
    ['bit bucket', 'which is no host'],
    ['bitbucket.x:port', 'which is no host'],
    ['bitbucket.x?a', 'which is no host'],
    ['bitbucket.x#a', 'which is no host'],
    ['bitbucket.x:65536', 'which is no host'],
    ['bitbucket.x:80', 'write bitbucket.x'],
    ['bitbucket.x:443', 'write bitbucket.x'],
    ['bitbucket.x:07990', 'write bitbucket.x:7990'],
    ['bitbucket.x:', 'write bitbucket.x'],
    ['[::0:1]:7990', 'write [::1]:7990'],
    ['127.1', 'write 127.0.0.1'],
    ['bücher.x', 'write xn--bcher-kva.x'],
    ['b%69tbucket.x', 'write bitbucket.x'],
  ])('refuses %s', (host, advice) => {
    const message = expect.stringMatching(/^some\.host is '/);

    expect(() => assertHost(host, { key })).toThrow(
      expect.objectContaining({ name: 'InputError', message }),
    );
    expect(() => assertHost(host, { key })).toThrow(advice);
  });

  it.each([['https://me:s3cret@bitbucket.x'], ['me:s3cr@s3cret@bitbucket.x']])(
    'keeps the credentials of %s out of the error',
    host => {
      expect(() => assertHost(host, { key })).toThrow(
        "some.host is '…@bitbucket.x'; leave out everything up to the @",
      );
    },
  );
});
