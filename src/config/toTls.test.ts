import { AppConfig, ConfigReader } from '@backstage/config';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificates } from '../../dev/rig/createCertificates';
import { integrationOptions } from './options';
import { readOptions } from './readOptions';
import { toTls } from './toTls';

type JsonValue = AppConfig['data'][string];

function read(tls?: JsonValue, apiBaseUrl = 'https://a.x/rest/api/1.0') {
  const config = new ConfigReader({ tls });
  const key = 'i[0]';
  const found = readOptions(integrationOptions, { config, key });
  return toTls(found.tls, { key, apiBaseUrl });
}

describe('toTls', () => {
  const { ca, server, client } = createCertificates();
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds none where nothing is configured', () => {
    expect(read()).toBeUndefined();
    expect(read(null)).toBeUndefined();
    expect(read({})).toBeUndefined();
    expect(read({ ca: null })).toBeUndefined();
  });

  it('takes PEM as it is, and the path of a file for what is in it', () => {
    const inPlace = { ca, ...client };
    const inFiles = {
      ca: write('ca.pem', ca),
      cert: write('client.pem', client.cert),
      key: write('client.key', client.key),
    };

    expect(read(inPlace)).toEqual(inPlace);
    expect(read(inFiles)).toEqual(inPlace);
    expect(read({ ca: inFiles.ca })).toEqual({ ca });
  });

  const broken = client.key.replace(/\n.{20}/, '\nAAAAAAAAAAAAAAAAAAAA');

  it.each<[string, JsonValue, string]>([
    ['what is no object', 'x', 'i[0].tls is '],
    ['an empty text', { ca: ' ' }, 'i[0].tls.ca holds no text; give it PEM'],
    ['a number', { ca: 5 }, 'i[0].tls.ca holds no text'],
    ['a certificate alone', { cert: client.cert }, 'i[0].tls.key is missing, and i[0].tls.cert is there'],
    ['a key alone', { key: client.key }, 'i[0].tls.cert is missing, and i[0].tls.key is there'],
    ['a path that leads nowhere', { ca: '/no/such/file.pem' }, 'i[0].tls.ca is neither PEM nor the path of a file that can be read (ENOENT)'],
    ['a folder', { ca: folder }, 'can be read (EISDIR)'],
    ['a file without PEM', { ca: write('x.txt', 'x') }, 'i[0].tls.ca is the path of a file that holds no PEM'],
    ['the key of another certificate', { cert: client.cert, key: server.key }, 'i[0].tls cannot be used: '],
    ['a broken key', { cert: client.cert, key: broken }, 'i[0].tls cannot be used: '],
    ['a broken certificate', { ca: ca.replace(/\n.{20}/, '\nAAAAAAAAAAAAAAAAAAAA') }, 'i[0].tls cannot be used: '],
  ])('refuses %s', (_, tls, message) => {
    expect(() => read(tls)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('refuses it where the API is asked without TLS', () => {
    expect(() => read({ ca }, 'http://a.x/rest/api/1.0')).toThrow(
      'i[0].tls is there, and i[0].apiBaseUrl does not begin with https',
    );
  });

  it.each([['s3cr3t-and-no-path'], [broken]])(
    'keeps what may be a private key out of the error: %#',
    key => {
      const reading = () => read({ cert: client.cert, key });
      const shown = key.split('\n').find(line => !line.includes('-----'));

      expect(reading).toThrow('i[0].tls');
      expect(reading).not.toThrow(shown);
    },
  );
});
