import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { toRestRoot, toRestUrl } from './toRestUrl';

const base = 'https://git.example.com/bitbucket/rest/api/1.0';

describe('toRestUrl', () => {
  it.each([
    [['projects'], '/projects'],
    [['projects', '~user', 'repos'], '/projects/~user/repos'],
    [['a b', 'c#d', '100%', 'e?f'], '/a%20b/c%23d/100%25/e%3Ff'],
    [['a/b', 'ü'], '/a%2Fb/%C3%BC'],
    [['...', '.x'], '/.../.x'],
  ])('encodes each of %p', (segments, path) => {
    expect(toRestUrl(base, { segments })).toBe(`${base}${path}`);
  });

  it.each(['', '.', '..'])('refuses the segment %p', segment => {
    expect(() =>
      toRestUrl(base, { segments: ['projects', segment, 'repos'] }),
    ).toThrow(new InputError(`"${segment}" is no segment of a REST path`));
  });

  it('encodes the query, and leaves out what is undefined', () => {
    const query = { at: 'refs/heads/a&b', start: 0, limit: undefined, 'x y': 1 };
    expect(toRestUrl(base, { segments: ['raw'], query })).toBe(
      `${base}/raw?at=refs%2Fheads%2Fa%26b&start=0&x%20y=1`,
    );
  });

  it('gives an address that holds exactly what went in, whatever it is', () => {
    const text = fc
      .string({ minLength: 1, unit: 'binary' })
      .filter(segment => segment !== '.' && segment !== '..');
    const segmentList = fc.array(text, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(segmentList, text, text, (segments, name, value) => {
        const query = Object.fromEntries([[name, value]]);
        const url = new URL(toRestUrl(base, { segments, query }));
        expect(url.origin).toBe('https://git.example.com');
        expect(url.hash).toBe('');
        expect(
          url.pathname.split('/').slice(5).map(decodeURIComponent),
        ).toEqual(segments);
        expect([...url.searchParams]).toEqual([[name, value]]);
      }),
    );
  });
});

describe('toRestRoot', () => {
  it('is what the versions of the API stand below', () => {
    const root = 'https://git.example.com/bitbucket/rest';
    expect(toRestRoot(base)).toBe(root);
    expect(toRestRoot(`${root}/api/latest/`)).toBe(root);
  });

  it('is unknown for an API in another place', () => {
    expect(() => toRestRoot('https://git.example.com/api')).toThrow(
      'https://git.example.com/api',
    );
  });
});
